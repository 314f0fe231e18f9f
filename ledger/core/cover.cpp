#include "ledger/core/cover.h"

#include <algorithm>
#include <array>

#include "ledger/core/holds.h"

namespace setoff {
namespace {

constexpr Kind kEarmarks[] = {Kind::requested, Kind::approved, Kind::converted};

// What bears on the cover of a part: its money, what is held of it, and the earmarks.
constexpr Kind kOfPart[] = {Kind::deposit, Kind::held, Kind::requested, Kind::approved,
                            Kind::converted};
constexpr auto kIndexOfPart = [] {
  std::array<std::uint8_t, std::size(kKindFacts)> index{};
  for (std::uint8_t i = 0; i < std::size(kOfPart); ++i)
    index[static_cast<std::size_t>(kOfPart[i])] = i;
  return index;
}();

// A line's part of a restricted account.
struct Part {
  const BankAccount* account = nullptr;
  std::string_view line;
  const AccountPlace* place = nullptr;                 // where it is known already
  std::array<AccountId, std::size(kOfPart)> accounts;  // once they are looked up

  [[nodiscard]] bool is(const BankAccount* other, std::string_view other_line) const {
    return account == other && same_text(line, other_line);
  }
  [[nodiscard]] AccountKey key(Kind kind) const { return {kind, account->account, line}; }
  void look_up(const Chart& chart) {
    if (place == nullptr) place = chart.find_place(account->account, line);
    if (place == nullptr) return;
    for (std::size_t i = 0; i < accounts.size(); ++i)
      accounts[i] = (*place)[kOfPart[i]];
  }
  [[nodiscard]] AccountId account_of(Kind kind) const {
    return accounts[kIndexOfPart[static_cast<std::size_t>(kind)]];
  }
};

// What is left on a day; negative where there is too little.
struct Left {
  std::int64_t approval = INT64_MAX;  // of the release with the least
  std::int64_t free = 0;
  std::int64_t available = 0;
};

// The books of one part as they are or, with a draft, as they would be once it is booked.
class Outlook {
 public:
  // `changed` is the lot of which the draft has new facts, as far as it is in the books.
  Outlook(const State& state, const Windows& windows, const Draft* draft, LotId changed,
          const Part& part, Day from)
      : state_(state),
        windows_(windows),
        part_(part),
        draft_(draft),
        changed_(changed),
        from_(from) {}

  [[nodiscard]] Left left(Day on) const {
    const auto holds = holds_by_release(on);
    const auto money = balance(on);
    Left left;
    left.available = money;
    for (const auto& [release, live] : holds) {
      const auto approved =
          lot_balance(Kind::approved, release, on) + lot_balance(Kind::converted, release, on);
      left.available -= live;
      if (live > 0) left.approval = std::min(left.approval, approved - live);
    }
    left.free = money - earmarked(holds, on);
    return left;
  }

 private:
  struct Hold {
    LotId release;
    std::int64_t live;
  };
  using Holds = std::vector<Hold>;  // by release, those that hold something

  // The facts of a lot; one that is not in the books yet is that of the draft.
  template <class Facts>
  const Facts& facts_of_lot(LotId lot) const {
    if (draft_ != nullptr && draft_->facts && lot == changed_)
      return draft_->facts->value.as<Facts>();
    return state_.lots[lot].facts.as<Facts>();
  }

  [[nodiscard]] bool adds_to(const Leg& leg, Kind kind) const {
    if (leg.account.kind != kind) return false;
    return leg.account_id.valid() ? leg.account_id == part_.account_of(kind)
                                  : leg.account == part_.key(kind);
  }
  // What the draft adds to an account, or to one lot of it.
  std::int64_t added(Kind kind, const LotId* lot, Day on) const {
    if (draft_ == nullptr || on < from_) return 0;
    std::int64_t sum = 0;
    for (const auto& leg : draft_->legs)
      if (adds_to(leg, kind) && (lot == nullptr || leg.lot_id == *lot)) sum += leg.amount;
    return sum;
  }
  std::int64_t balance(Day on) const {
    const auto* cell =
        state_.balances.find(part_.account_of(Kind::deposit), part_.account->currency);
    return (cell == nullptr ? 0 : cell->series.at(on)) + added(Kind::deposit, nullptr, on);
  }
  std::int64_t lot_balance(Kind kind, LotId lot, Day on) const {
    const auto* cell = state_.balances.find(part_.account_of(kind), lot);
    return (cell == nullptr ? 0 : cell->series.at(on)) + added(kind, &lot, on);
  }

  [[nodiscard]] bool is_touched(Kind kind, LotId lot) const {
    return draft_ != nullptr && std::ranges::any_of(draft_->legs, [&](const Leg& leg) {
             return leg.lot_id == lot && adds_to(leg, kind);
           });
  }
  // Calls visit(lot, balance) for the lots of an account that may hold something, those that the
  // draft adds to included.
  template <class Visit>
  void each_lot(Kind kind, Day on, Visit&& visit) const {
    state_.balances.each_lot_on(part_.account_of(kind), on, [&](const LotCell& cell) {
      if (!is_touched(kind, cell.lot)) visit(cell.lot, cell.series.at(on));
    });
    if (draft_ == nullptr) return;
    const auto& legs = draft_->legs;
    for (auto leg = legs.begin(); leg != legs.end(); ++leg) {
      const auto same = [&](const Leg& other) {
        return other.lot_id == leg->lot_id && adds_to(other, kind);
      };
      if (same(*leg) && std::none_of(legs.begin(), leg, same))
        visit(leg->lot_id, lot_balance(kind, leg->lot_id, on));
    }
  }

  Holds holds_by_release(Day on) const {
    Holds holds;
    each_lot(Kind::held, on, [&](LotId lot, std::int64_t held) {
      const auto& facts = facts_of_lot<CreditFacts>(lot);
      if (const auto live = live_part(state_, windows_, facts, held, on); live != 0)
        holds.push_back({facts.release, live});
    });
    std::ranges::sort(holds, {}, &Hold::release);
    std::size_t kept = 0;
    for (const auto& hold : holds) {
      if (kept > 0 && holds[kept - 1].release == hold.release)
        holds[kept - 1].live += hold.live;
      else
        holds[kept++] = hold;
    }
    holds.resize(kept);
    return holds;
  }

  std::int64_t earmarked(const Holds& holds, Day on) const {
    std::int64_t sum = 0;
    for (const auto kind : kEarmarks) {
      each_lot(kind, on, [&](LotId lot, std::int64_t earmark) {
        const auto held = std::ranges::lower_bound(holds, lot, {}, &Hold::release);
        const bool holds_some = held != holds.end() && held->release == lot;
        sum += live_part(kind, facts_of_lot<ReleaseFacts>(lot), earmark,
                         holds_some ? held->live : 0, on);
      });
    }
    return sum;
  }

  const State& state_;
  const Windows& windows_;
  const Part& part_;
  const Draft* draft_;
  LotId changed_;
  Day from_;
};

bool lowers_cover(const Leg& leg) {
  const bool earmark = std::ranges::find(kEarmarks, leg.account.kind) != std::end(kEarmarks);
  return earmark || (leg.account.kind == Kind::deposit && leg.amount < 0) ||
         (leg.account.kind == Kind::held && leg.amount > 0);
}

// The parts of accounts on which the draft could leave too little.
std::vector<Part> parts_touched(const State& state, const Draft& draft) {
  std::vector<Part> parts;
  const auto touch = [&](std::string_view account, std::string_view line,
                         const AccountPlace* place) {
    if (place != nullptr && std::ranges::find(parts, place, &Part::place) != parts.end()) return;
    const auto* terms = state.agreement.find_account(account);
    const bool known = std::ranges::any_of(parts, [&](const Part& p) { return p.is(terms, line); });
    if (terms != nullptr && terms->use == AccountUse::deposit && !known)
      parts.push_back({terms, line, place, {}});
  };
  for (const auto& leg : draft.legs)
    if (lowers_cover(leg)) touch(leg.account.object, leg.account.line, leg.place);
  if (!draft.facts) return parts;
  if (const auto* credit = draft.facts->value.find<CreditFacts>())
    touch(credit->account, credit->line, nullptr);
  // A longer approval counts wherever its money has gone.
  if (const auto* release = draft.facts->value.find<ReleaseFacts>())
    for (const auto& account : state.agreement.accounts)
      touch(account.account, release->line, nullptr);
  return parts;
}

Error too_little(Code code, const Part& part, std::string_view of, std::int64_t left, Day on) {
  return {code, part.account->account + " for " + std::string(part.line) + " would have " +
                    Money(left, part.account->currency).text() + " " + std::string(of) + " on " +
                    on.text()};
}

Status check_part_on(const Outlook& before, const Outlook& after, const Part& part, Day on) {
  const auto left = after.left(on);
  if (left.approval >= 0 && left.free >= 0 && left.available >= 0) return Ok{};
  const auto was = before.left(on);
  if (left.approval < 0 && left.approval < was.approval)
    return too_little(Code::exceeds_approval, part, "of an approval beside its credits",
                      left.approval, on);
  if (left.free < 0 && left.free < was.free)
    return too_little(Code::insufficient_free, part, "free of earmarks", left.free, on);
  if (left.available < 0 && left.available < was.available)
    return too_little(Code::insufficient_available, part, "available", left.available, on);
  return Ok{};
}

Status check_part(const State& state, const Outlook& before, const Outlook& after, const Part& part,
                  Day day) {
  TRY_STATUS(check_part_on(before, after, part, day));
  for (const Day on : days_after(state, part.accounts, part.account->currency, day))
    TRY_STATUS(check_part_on(before, after, part, on));
  return Ok{};
}

// The parts of accounts with credits that end on another day under the windows `after`.
std::vector<Part> parts_revived(const State& state, const Windows& after) {
  std::vector<Part> parts;
  for (std::uint32_t i = 0; i < state.chart.size(); ++i) {
    const auto& account = state.chart[AccountId(i)];
    if (account.kind != Kind::held) continue;
    const auto* terms = state.agreement.find_account(account.object);
    bool revived = false;
    state.balances.each_lot_ever(AccountId(i), [&](const LotCell& cell) {
      const auto& facts = state.lots[cell.lot].facts.as<CreditFacts>();
      if (facts.in_flight != InFlight::kill || revived) return;
      const auto end = [&](const Windows& windows) {
        return windows.covered_until(facts.line, facts.purpose, terms->place, facts.issued);
      };
      revived = end(after) != end(state.windows);
    });
    if (revived) parts.push_back({terms, account.line, nullptr, {}});
  }
  return parts;
}

}  // namespace

Status check_earmarks(const State& state, const Draft& draft, Day day) {
  auto parts = parts_touched(state, draft);
  LotId changed;
  if (draft.facts && !parts.empty()) changed = state.lots.find(draft.facts->lot);
  for (auto& part : parts) {
    part.look_up(state.chart);
    const Outlook before(state, state.windows, nullptr, {}, part, day);
    const Outlook after(state, state.windows, &draft, changed, part, day);
    TRY_STATUS(check_part(state, before, after, part, day));
  }
  return Ok{};
}

Status check_revival(const State& state, const WindowOpened& window) {
  Windows windows = state.windows;
  windows.open(window);
  for (auto& part : parts_revived(state, windows)) {
    part.look_up(state.chart);
    const Outlook before(state, state.windows, nullptr, {}, part, window.from);
    const Outlook after(state, windows, nullptr, {}, part, window.from);
    TRY_STATUS(check_part(state, before, after, part, window.from));
  }
  return Ok{};
}

}  // namespace setoff
