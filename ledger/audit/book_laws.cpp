#include <algorithm>
#include <map>
#include <optional>

#include "ledger/audit/laws.h"
#include "ledger/books/holds.h"
#include "ledger/query/claims.h"

namespace setoff {
namespace {

constexpr AccountKind kOfLots[] = {
    AccountKind::claim,   AccountKind::disputed,  AccountKind::penalty,   AccountKind::topup,
    AccountKind::deposit, AccountKind::reserve,   AccountKind::transit,   AccountKind::payable,
    AccountKind::advance, AccountKind::requested, AccountKind::approved,  AccountKind::converted,
    AccountKind::held,    AccountKind::q_ordered, AccountKind::q_shipped, AccountKind::q_short,
    AccountKind::q_paid,  AccountKind::deferred,  AccountKind::q_makeup};

bool keeps_lots(AccountKind kind) {
  return std::ranges::find(kOfLots, kind) != std::end(kOfLots);
}

bool on_its_side(AccountKind kind, std::int64_t amount) {
  const auto side = info_of(kind).side;
  return amount == 0 || side == NormalSide::either || (side == NormalSide::debit) == (amount > 0);
}

// The parts that turn into one another as days pass.
constexpr ClaimPart kMovedByTime[] = {
    ClaimPart::undue,     ClaimPart::due,      ClaimPart::overdue,  ClaimPart::restricted,
    ClaimPart::requested, ClaimPart::approved, ClaimPart::converted};

bool moves_with_time(ClaimPart part) {
  return std::ranges::find(kMovedByTime, part) != std::end(kMovedByTime);
}

class BookLaws {
 public:
  BookLaws(const State& state, Day day) : state_(state), day_(day) {}

  std::vector<LawBreach> check() {
    for (std::uint32_t i = 0; i < state_.chart.size(); ++i)
      check_account(AccountId(i));
    check_crossings();
    for (const auto& line : state_.agreement.lines)
      check_line(line.line);
    check_holds();
    check_states();
    check_other_side();
    add(check_zeros(state_, day_));
    add(check_advances(state_, day_));
    return std::move(breaches_);
  }

 private:
  void breach(Law law, const std::string& what) {
    breaches_.push_back({law, what + " on " + day_.text()});
  }

  void add(std::vector<LawBreach> found) {
    breaches_.insert(breaches_.end(), found.begin(), found.end());
  }

  void check_account(AccountId id) {
    const auto& account = state_.chart[id];
    std::vector<std::pair<Commodity, Int128>> of_lots;  // one or two: faster than a map
    const auto sum_in = [&of_lots](Commodity commodity) -> Int128& {
      for (auto& [known, sum] : of_lots)
        if (known == commodity) return sum;
      return of_lots.emplace_back(commodity, 0).second;
    };
    state_.balances.each_lot_on(id, day_, [&](const LotBalance& cell) {
      const auto amount = cell.series.at(day_);
      if (amount == 0) return;
      sum_in(cell.commodity) += amount;
      if (!on_its_side(account.kind, amount))
        breach(Law::accounts_are_their_lots, "lot " + state_.lots[cell.lot].name + " of " +
                                                 account.path + " is on the wrong side");
    });
    for (const auto& cell : state_.balances.balances_of(id)) {
      const auto amount = cell.series.at(day_);
      if (!on_its_side(account.kind, amount))
        breach(Law::accounts_are_their_lots, account.path + " is on the wrong side");
      if (keeps_lots(account.kind) && sum_in(cell.commodity) != amount)
        breach(Law::accounts_are_their_lots, account.path + " is not the sum of its lots");
    }
  }

  // Only a credit with a held amount can have anything live.
  void check_holds() {
    for (std::uint32_t i = 0; i < state_.chart.size(); ++i)
      if (state_.chart[AccountId(i)].kind == AccountKind::held)
        state_.balances.each_lot_on(AccountId(i), day_, [this](const LotBalance& cell) {
          add(check_hold(state_, cell.lot, day_, live_hold(state_, cell.lot, day_)));
        });
  }

  void check_crossings() {
    std::map<Commodity, Int128> sums;
    for (std::uint32_t i = 0; i < state_.chart.size(); ++i)
      if (state_.chart[AccountId(i)].kind == AccountKind::crossing)
        for (const auto& cell : state_.balances.balances_of(AccountId(i)))
          sums[cell.commodity] += cell.series.at(day_);
    for (const auto& [commodity, sum] : sums)
      if (sum != 0)
        breach(Law::crossings_cancel,
               "crossings in " + std::string(commodity.code()) + " do not cancel");
  }

  void check_line(std::string_view line) {
    std::map<Commodity, Int128> foreign;
    for (const auto& terms : state_.agreement.accounts) {
      const AccountKey key{kind_of(terms.use), terms.account, line};
      if (terms.currency != state_.agreement.book) {
        foreign[terms.currency] += balance_on(state_, key, terms.currency, day_);
        const AccountKey owed{AccountKind::repayable, terms.account, line};
        foreign[terms.currency] += balance_on(state_, owed, terms.currency, day_);
      }
      if (terms.use != AccountUse::deposit) continue;
      const auto free = free_on(state_, terms.account, line, day_);
      const auto available = available_on(state_, terms.account, line, day_);
      if (free < 0 || available < 0)
        breach(Law::states_add_up, terms.account + " for " + std::string(line) +
                                       " has less than its earmarks or holds");
    }
    for (std::uint32_t i = 0; i < state_.chart.size(); ++i) {
      const auto& account = state_.chart[AccountId(i)];
      if (account.kind != AccountKind::position || account.line != line) continue;
      for (const auto& cell : state_.balances.balances_of(AccountId(i)))
        if (cell.commodity != Commodity(state_.agreement.book))
          foreign[cell.commodity] += cell.series.at(day_);
    }
    for (const auto& [commodity, sum] : foreign)
      if (sum != 0)
        breach(Law::positions_match, "the position of " + std::string(line) + " in " +
                                         std::string(commodity.code()) + " is not its money");
  }

  // claims_on() checks the sums exactly even where they overflow, so an overflow is no breach. Uses
  // book values: a rate of the day changes what money is worth, not the books.
  std::optional<Claims> states_on(Day day) {
    auto claims = claims_on(state_, day, Valuation::books);
    if (claims) return std::move(*claims);
    if (claims.error().code != Code::overflow) breach(Law::states_add_up, claims.error().detail);
    return std::nullopt;
  }

  void check_states() {
    const auto today = states_on(day_);
    if (!today || day_ >= kLastDay || has_postings(day_ + 1)) return;
    if (const auto tomorrow = states_on(day_ + 1)) add(check_day_passing(*today, *tomorrow));
  }

  void check_other_side() {
    const auto ours = side_of(state_, day_);
    const auto theirs = mirror(state_.agreement, ours);
    for (const auto& found : check_mirror(state_.agreement, ours, theirs))
      breach(found.law, found.what);
  }

  [[nodiscard]] bool has_postings(Day day) const {
    for (std::uint32_t i = 0; i < state_.chart.size(); ++i)
      for (const auto& cell : state_.balances.balances_of(AccountId(i)))
        if (std::ranges::binary_search(cell.series.points(), day, {}, &DatedSeries::Point::day))
          return true;
    return false;
  }

  const State& state_;
  Day day_;
  std::vector<LawBreach> breaches_;
};

constexpr std::string_view kTexts[] = {
    "law 1: every entry sums to zero per layer, line and commodity",
    "law 2: the states come to what was earned and none is negative",
    "law 3: an account is the sum of its lots, and none is on the wrong side",
    "law 4: a day passing moves claims and earmarks only",
    "law 5: no expired hold is counted",
    "law 6: captured, live, freed and lapsed come to issued and amended",
    "law 7: nothing is captured without papers, hold, approval, request and deposit",
    "law 8: a refusal changes nothing and burns its id",
    "law 9: the mirrored books balance and show the opposite",
    "law 10: foreign money is the opposite of its position",
    "law 11: realised and unrealised gains come to value less cost",
    "law 12: crossings cancel over the lines",
    "law 13: an offset lowers both sides alike",
    "law 14: billed within delivered, landed and short within shipped and ordered",
    "law 15: restricted money leaves under a live approval or as a bank's charge",
    "law 16: where no foreign money is left, its position and revaluation are zero",
    "law 17: no advance is left beside an open claim that it could meet",
    "law 18: an invoice is settled, credited and billed within itself and its own span",
    "law 19: what is drawn stays within each approval and its own days",
    "law 20: a late fee is what the open days of its span give, less what was prepaid",
    "law 21: invoices, interest, conversions and closed remainders are what the terms give",
    "law 22: every party is named in one form and in the agreement, on the side of its role"};
static_assert(std::size(kTexts) == kLaws);

}  // namespace

std::string_view text_of(Law law) {
  return kTexts[static_cast<std::size_t>(law) - 1];
}

std::vector<LawBreach> check_day_passing(const Claims& today, const Claims& tomorrow) {
  std::vector<LawBreach> breaches;
  for (std::size_t line = 0; line < today.lines.size(); ++line) {
    const auto& before = today.lines[line];
    const auto& after = tomorrow.lines[line];
    bool same = before.earned == after.earned;
    for (const auto group : {ClaimGroup::claim, ClaimGroup::money})
      same = same && before.group(group) == after.group(group);
    for (std::size_t i = 0; i < kClaimParts; ++i)
      same =
          same && (moves_with_time(static_cast<ClaimPart>(i)) || before.parts[i] == after.parts[i]);
    if (!same)
      breaches.push_back({Law::time_moves_claims_only, "the day after " + today.on.text() +
                                                           " changes the books of " + before.line});
  }
  return breaches;
}

std::vector<LawBreach> check_hold(const State& state, LotId credit, Day day, std::int64_t live) {
  const auto& lot = state.lots[credit];
  const auto& facts = lot.facts.as<CreditFacts>();
  const auto held =
      lot_balance_on(state, {AccountKind::held, facts.account, facts.line}, lot.name, day);
  if (live < 0 || live > held)
    return {{Law::credits_are_used_up,
             "credit " + lot.name + " has more live than is held on " + day.text()}};
  const Day expiry = facts.expiry_on(day);
  if (day <= expiry) return {};
  std::int64_t papers = 0;
  for (const auto& document : facts.documents)
    if (document.presented <= expiry && !(document.refused && *document.refused <= day))
      papers += document.amount;
  const bool too_old = day - expiry > rules_on(state, day).honour_within_days;
  if (live <= (too_old ? 0 : papers)) return {};
  return {{Law::holds_expire, "credit " + lot.name + " holds after its expiry on " + day.text()}};
}

std::vector<LawBreach> check_books(const State& state, Day day) {
  return BookLaws(state, day).check();
}

}  // namespace setoff
