#include "ledger/query/claims.h"

#include <algorithm>
#include <numeric>
#include <optional>

#include "ledger/core/advances.h"
#include "ledger/core/holds.h"
#include "ledger/query/signed_split.h"

namespace setoff {
namespace {

constexpr ClaimGroup kGroups[] = {
#define SETOFF_CLAIM_PART(name, group) ClaimGroup::group,
    SETOFF_CLAIM_PARTS(SETOFF_CLAIM_PART)
#undef SETOFF_CLAIM_PART
};
static_assert(std::size(kGroups) == kClaimParts);

std::int64_t& at(ClaimParts& parts, ClaimPart part) {
  return parts[static_cast<std::size_t>(part)];
}

// The part that an account of that kind is by itself; nothing for kinds that are split, or are no
// part.
std::optional<ClaimPart> part_of(Kind kind) {
  if (const auto same = find_enum<ClaimPart>(facts_of(kind).text);
      same && facts_of(kind).layer == Layer::money)
    return same;
  return std::nullopt;
}

bool is_earned(Kind kind) {
  return kind == Kind::opening || kind == Kind::export_revenue || kind == Kind::latefee ||
         kind == Kind::interest;
}

class LineCount {
 public:
  LineCount(const State& state, Day day, LineClaims& out) : state_(state), day_(day), out_(out) {}

  Status count() {
    for (std::uint32_t i = 0; i < state_.chart.size(); ++i) {
      const AccountId id(i);
      const auto& account = state_.chart[id];
      if (account.line == out_.line && facts_of(account.kind).layer == Layer::money)
        count_account(id, account);
    }
    return value_foreign();
  }

 private:
  Commodity book() const { return state_.agreement.book; }

  void count_account(AccountId id, const Account& account) {
    if (account.kind == Kind::claim) return count_claim(id);
    for (const auto& cell : state_.balances.cells(id)) {
      const auto amount = cell.series.at(day_);
      if (is_earned(account.kind))
        out_.earned -= amount;
      else if (account.kind == Kind::position)
        count_position(account, cell.commodity, amount);
      else if (account.kind == Kind::deposit)
        count_deposit(account, cell.commodity, amount);
      else if (const auto part = part_of(account.kind))
        at(parts_in(cell.commodity), *part) += amount;
    }
  }

  void count_claim(AccountId id) {
    const auto grace = rules_on(state_, day_).grace_days;
    state_.balances.each_lot_on(id, day_, [&](const LotCell& cell) {
      const Day due = due_of(state_.lots[cell.lot]);
      const auto part = day_ < due            ? ClaimPart::undue
                        : day_ <= due + grace ? ClaimPart::due
                                              : ClaimPart::overdue;
      at(parts_in(cell.commodity), part) += cell.series.at(day_);
    });
  }

  void count_deposit(const Account& account, Commodity commodity, std::int64_t posted) {
    constexpr std::pair<Kind, ClaimPart> kStages[] = {{Kind::requested, ClaimPart::requested},
                                                      {Kind::approved, ClaimPart::approved},
                                                      {Kind::converted, ClaimPart::converted}};
    auto& parts = parts_in(commodity);
    std::int64_t rest = posted;
    for (const auto& [kind, part] : kStages) {
      const auto live = live_earmark(state_, {kind, account.object, account.line}, day_);
      at(parts, part) += live;
      rest -= live;
    }
    at(parts, ClaimPart::restricted) += rest;
    const auto held = live_holds(state_, account.object, account.line, day_);
    if (commodity == book())
      out_.held += held;
    else if (const auto currency = Currency::from(commodity))
      foreign_of(*currency).held += held;
  }

  void count_position(const Account& account, Commodity commodity, std::int64_t amount) {
    if (commodity != book()) return;
    std::string code = account.object;
    std::ranges::transform(code, code.begin(),
                           [](char c) { return static_cast<char>(c - 'a' + 'A'); });
    if (const auto currency = Currency::find(code)) foreign_of(*currency).book += amount;
  }

  ClaimParts& parts_in(Commodity commodity) {
    if (commodity == book()) return out_.parts;
    const auto currency = Currency::from(commodity);
    CHECK(currency.has_value());
    return foreign_of(*currency).parts;
  }
  ForeignMoney& foreign_of(Currency currency) {
    const auto found = std::ranges::find(out_.foreign, currency, &ForeignMoney::currency);
    if (found != out_.foreign.end()) return *found;
    return out_.foreign.emplace_back(ForeignMoney{currency, {}, {}, 0, 0});
  }

  Status value_foreign() {
    for (auto& money : out_.foreign) {
      TRY(values, split_signed(money.book, money.parts));
      std::ranges::copy(values, money.values.begin());
      // Without any amount left a book value has nothing to stand on but the clearing account.
      const auto given = std::accumulate(values.begin(), values.end(), std::int64_t{0});
      at(money.values, ClaimPart::clearing) += money.book - given;
      for (std::size_t i = 0; i < kClaimParts; ++i)
        out_.parts[i] += money.values[i];
    }
    const auto sum = std::accumulate(out_.parts.begin(), out_.parts.end(), std::int64_t{0});
    if (sum != out_.earned)
      return Error(Code::corrupt,
                   "the states of line " + out_.line + " on " + day_.text() + " come to " +
                       Money(sum, state_.agreement.book).text() + ", earned is " +
                       Money(out_.earned, state_.agreement.book).text(),
                   out_.line);
    return Ok{};
  }

  const State& state_;
  Day day_;
  LineClaims& out_;
};

}  // namespace

ClaimGroup group_of(ClaimPart part) {
  return kGroups[static_cast<std::size_t>(part)];
}

ClaimParts LineClaims::own() const {
  ClaimParts rest = parts;
  for (const auto& money : foreign)
    for (std::size_t i = 0; i < kClaimParts; ++i)
      rest[i] -= money.values[i];
  return rest;
}

std::int64_t LineClaims::group(ClaimGroup wanted) const {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < kClaimParts; ++i)
    if (kGroups[i] == wanted) sum += parts[i];
  return sum;
}

Result<Claims> claims_on(const State& state, Day day) {
  Claims out{day, state.agreement.book, {}};
  for (const auto& line : state.agreement.lines) {
    auto& claims = out.lines.emplace_back();
    claims.line = line.line;
    TRY_STATUS(LineCount(state, day, claims).count());
  }
  return out;
}

Result<std::vector<Claims>> claims_history(const State& state, std::span<const Day> days) {
  std::vector<Claims> out;
  out.reserve(days.size());
  for (const auto day : days) {
    TRY(claims, claims_on(state, day));
    out.push_back(std::move(claims));
  }
  return out;
}

}  // namespace setoff
