#include "ledger/books/cover.h"

#include <algorithm>
#include <array>

#include "ledger/books/holds.h"
#include "ledger/rules/arithmetic/holds.h"

namespace setoff {
namespace {

constexpr AccountKind kEarmarks[] = {AccountKind::requested, AccountKind::approved,
                                     AccountKind::converted};

// The kinds that determine the cover of a part: its money, the holds on it and the earmarks.
constexpr AccountKind kOfPart[] = {AccountKind::deposit, AccountKind::held, AccountKind::requested,
                                   AccountKind::approved, AccountKind::converted};
constexpr auto kIndexOfPart = [] {
  std::array<std::uint8_t, std::size(kAccountKindFacts)> index{};
  for (std::uint8_t i = 0; i < std::size(kOfPart); ++i)
    index[static_cast<std::size_t>(kOfPart[i])] = i;
  return index;
}();

// A line's part of a restricted account.
struct Part {
  const BankAccount* account = nullptr;
  std::string_view line;
  const AccountPlace* place = nullptr;                 // null until known
  std::array<AccountId, std::size(kOfPart)> accounts;  // set by look_up()

  [[nodiscard]] bool is(const BankAccount* other, std::string_view other_line) const {
    return account == other && same_text(line, other_line);
  }
  [[nodiscard]] AccountKey key(AccountKind kind) const { return {kind, account->account, line}; }
  void look_up(const Chart& chart) {
    if (place == nullptr) place = chart.find_place(account->account, line);
    if (place == nullptr) return;
    for (std::size_t i = 0; i < accounts.size(); ++i)
      accounts[i] = (*place)[kOfPart[i]];
  }
  [[nodiscard]] AccountId account_of(AccountKind kind) const {
    return accounts[kIndexOfPart[static_cast<std::size_t>(kind)]];
  }
};

// What is left on a day; negative if it is short.
struct Left {
  std::int64_t approval = INT64_MAX;  // of the approval with the least left
  std::int64_t free = 0;              // a lower bound; exact if negative
  std::int64_t available = 0;
};

TermsAfter terms_after(const State& state, const Draft& draft) {
  const auto* changed = draft.terms.get();
  return {state, changed != nullptr && changed->windows ? *changed->windows : state.windows,
          changed != nullptr && changed->rules ? *changed->rules : state.rules};
}

// The books of one part as they are or, with a draft, as they would be once it is booked: amounts,
// facts, windows and rules.
class ProjectedBalances {
 public:
  ProjectedBalances(const State& state, const Part& part)
      : state_(state), terms_{state, state.windows, state.rules}, part_(part) {}
  // `changed` is the lot whose facts the draft changes; invalid if it is not in the books yet.
  ProjectedBalances(const State& state, const Part& part, const Draft& draft, LotId changed,
                    Day from)
      : state_(state),
        terms_(terms_after(state, draft)),
        part_(part),
        draft_(&draft),
        changed_(changed),
        from_(from) {}

  [[nodiscard]] Left left(Day on) const {
    const auto holds = holds_by_approval(on);
    const auto money = balance(AccountKind::deposit, on);
    Left left;
    left.available = money;
    for (const auto& [approval, live] : holds) {
      const auto approved = lot_balance(AccountKind::approved, approval, on) +
                            lot_balance(AccountKind::converted, approval, on);
      left.available -= live;
      if (live > 0) left.approval = std::min(left.approval, approved - live);
    }
    // The live part of an earmark is at most its balance: if the money covers all balances, no lot
    // needs to be examined.
    left.free = money;
    for (const auto kind : kEarmarks)
      left.free -= balance(kind, on);
    if (left.free < 0) left.free = money - earmarked(holds, on);
    return left;
  }

 private:
  struct Hold {
    LotId approval;
    std::int64_t live;
  };
  using Holds = std::vector<Hold>;  // by approval; only those with a hold

  // The facts of a lot after the draft; a lot that is not in the books yet is the draft's.
  template <class Facts>
  const Facts& facts_of_lot(LotId lot) const {
    if (draft_ != nullptr && draft_->facts && lot == changed_)
      return draft_->facts->value.as<Facts>();
    return state_.lots[lot].facts.as<Facts>();
  }

  [[nodiscard]] bool adds_to(const Leg& leg, AccountKind kind) const {
    if (leg.account.kind != kind) return false;
    return leg.account_id.valid() ? leg.account_id == part_.account_of(kind)
                                  : leg.account == part_.key(kind);
  }
  // What the draft adds to an account, or to one lot of it.
  std::int64_t added(AccountKind kind, const LotId* lot, Day on) const {
    if (draft_ == nullptr) return 0;
    std::int64_t sum = 0;
    for (const auto& leg : draft_->legs)
      if (on >= leg.on.value_or(from_) && adds_to(leg, kind) &&
          (lot == nullptr || leg.lot_id == *lot))
        sum += leg.amount;
    return sum;
  }
  std::int64_t balance(AccountKind kind, Day on) const {
    const auto* cell = state_.balances.find(part_.account_of(kind), part_.account->currency);
    return (cell == nullptr ? 0 : cell->series.at(on)) + added(kind, nullptr, on);
  }
  std::int64_t lot_balance(AccountKind kind, LotId lot, Day on) const {
    const auto* cell = state_.balances.find(part_.account_of(kind), lot);
    return (cell == nullptr ? 0 : cell->series.at(on)) + added(kind, &lot, on);
  }

  [[nodiscard]] bool is_touched(AccountKind kind, LotId lot) const {
    return draft_ != nullptr && std::ranges::any_of(draft_->legs, [&](const Leg& leg) {
             return leg.lot_id == lot && adds_to(leg, kind);
           });
  }
  // Calls visit(lot, balance) for the account's lots that may have a balance, including those that
  // the draft posts to.
  template <class Visit>
  void each_lot(AccountKind kind, Day on, Visit&& visit) const {
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

  Holds holds_by_approval(Day on) const {
    Holds holds;
    each_lot(AccountKind::held, on, [&](LotId lot, std::int64_t held) {
      const auto& facts = facts_of_lot<CreditFacts>(lot);
      each_hold_under(
          facts, live_part(terms_, facts, held, on), on,
          [&](LotId approval, std::int64_t live) { holds.push_back({approval, live}); });
    });
    std::ranges::sort(holds, {}, &Hold::approval);
    std::size_t kept = 0;
    for (const auto& hold : holds) {
      if (kept > 0 && holds[kept - 1].approval == hold.approval)
        holds[kept - 1].live += hold.live;
      else
        holds[kept++] = hold;
    }
    holds.resize(kept);
    return holds;
  }

  // The live part of an earmark: of a lapsed approval, only what credits hold under it.
  [[nodiscard]] std::int64_t live_earmark(AccountKind kind, LotId lot, std::int64_t earmark,
                                          const Holds& holds, Day on) const {
    if (kind == AccountKind::requested)
      return live_of_earmark(earmark, facts_of_lot<ReleaseFacts>(lot).request_live(on), 0);
    if (facts_of_lot<ApprovalFacts>(lot).live(on)) return earmark;
    const auto held = std::ranges::lower_bound(holds, lot, {}, &Hold::approval);
    const bool holds_some = held != holds.end() && held->approval == lot;
    return live_of_earmark(earmark, false, holds_some ? held->live : 0);
  }

  std::int64_t earmarked(const Holds& holds, Day on) const {
    std::int64_t sum = 0;
    for (const auto kind : kEarmarks)
      each_lot(kind, on, [&](LotId lot, std::int64_t earmark) {
        sum += live_earmark(kind, lot, earmark, holds, on);
      });
    return sum;
  }

  const State& state_;
  TermsAfter terms_;
  const Part& part_;
  const Draft* draft_ = nullptr;
  LotId changed_;
  Day from_;
};

bool lowers_cover(const Leg& leg) {
  const bool earmark = std::ranges::find(kEarmarks, leg.account.kind) != std::end(kEarmarks);
  return earmark || (leg.account.kind == AccountKind::deposit && leg.amount < 0) ||
         (leg.account.kind == AccountKind::held && leg.amount > 0);
}

class PartsTouched {
 public:
  PartsTouched(const State& state, const Draft& draft) : state_(state) {
    for (const auto& leg : draft.legs)
      if (lowers_cover(leg)) touch(leg.account.object, leg.account.line, leg.place);
    if (draft.facts)
      if (const auto* credit = draft.facts->value.find<CreditFacts>())
        touch(credit->account, credit->line, nullptr);
    if (draft.terms) touch_held();
    for (auto& part : parts_)
      part.look_up(state.chart);
  }
  [[nodiscard]] const std::vector<Part>& parts() const { return parts_; }

 private:
  void touch(std::string_view account, std::string_view line, const AccountPlace* place) {
    if (place != nullptr && std::ranges::find(parts_, place, &Part::place) != parts_.end()) return;
    const auto* terms = state_.agreement.find_account(account);
    const bool known =
        std::ranges::any_of(parts_, [&](const Part& p) { return p.is(terms, line); });
    if (terms != nullptr && terms->use == AccountUse::deposit && !known)
      parts_.push_back({terms, line, place, {}});
  }
  // Windows and rules determine how long credits hold money: a change affects every part with
  // holds.
  void touch_held() {
    for (std::uint32_t i = 0; i < state_.chart.size(); ++i) {
      const auto& account = state_.chart[AccountId(i)];
      if (account.kind == AccountKind::held) touch(account.object, account.line, nullptr);
    }
  }

  const State& state_;
  std::vector<Part> parts_;
};

// Appends the days after `day` on which rules take effect: holds that had ended under the earlier
// rules may be live again.
void add_days_of_rules(const DatedRules& rules, Day day, std::vector<Day>& days) {
  for (const auto& [from, terms] : rules)
    if (from > day) days.push_back(from);
}

Error too_little(Code code, const Part& part, std::string_view of, std::int64_t left, Day on) {
  return {code, part.account->account + " for " + std::string(part.line) + " would have " +
                    Money(left, part.account->currency).text() + " " + std::string(of) + " on " +
                    on.text()};
}

Status check_part_on(const ProjectedBalances& before, const ProjectedBalances& after,
                     const Part& part, Day on) {
  const auto left = after.left(on);
  if (left.approval >= 0 && left.free >= 0 && left.available >= 0) return Ok{};
  const auto was = before.left(on);
  if (falls_short(left.approval, was.approval))
    return too_little(Code::exceeds_approval, part, "of an approval beside its credits",
                      left.approval, on);
  if (falls_short(left.free, was.free))
    return too_little(Code::insufficient_free, part, "free of earmarks", left.free, on);
  if (falls_short(left.available, was.available))
    return too_little(Code::insufficient_available, part, "available", left.available, on);
  return Ok{};
}

Status check_part(const State& state, const Part& part, const Draft& draft, LotId changed,
                  Day day) {
  const ProjectedBalances before(state, part);
  const ProjectedBalances after(state, part, draft, changed, day);
  SETOFF_TRY_STATUS(check_part_on(before, after, part, day));
  auto days = days_after(state, part.accounts, part.account->currency, day);
  add_days_of_rules(terms_after(state, draft).rules, day, days);
  for (const Day on : days)
    SETOFF_TRY_STATUS(check_part_on(before, after, part, on));
  return Ok{};
}

}  // namespace

Status check_earmarks(const State& state, const Draft& draft, Day day) {
  const PartsTouched touched(state, draft);
  LotId changed;
  if (draft.facts && !touched.parts().empty()) changed = state.lots.find(draft.facts->lot);
  if (draft.terms) day = std::min(day, draft.terms->from);
  for (const auto& part : touched.parts())
    SETOFF_TRY_STATUS(check_part(state, part, draft, changed, day));
  return Ok{};
}

}  // namespace setoff
