#pragma once
// BooksAfter: the books as they would be once a draft is booked, or as they are if there is no
// draft: balances of accounts and lots on any day, the facts that say how long money is held or
// earmarked, windows and rules. It is a view of the state and the draft, which must outlive it, and
// also sees legs that are added to the draft later. Minor units, debit positive.

#include <algorithm>
#include <concepts>
#include <optional>
#include <string_view>
#include <vector>

#include "ledger/base/int128.h"
#include "ledger/books/draft.h"
#include "ledger/books/state.h"

namespace setoff {

// The balance of an account in one commodity, or of one of its lots, over value dates. One that was
// created before post() looks up the legs of the draft must not be used after that.
class ProjectedBalance {
  friend class BooksAfter;

 public:
  // At the end of `day`.
  [[nodiscard]] std::int64_t on(Day day) const {
    std::int64_t total = booked_ == nullptr ? 0 : booked_->at(day);
    if (draft_ == nullptr) return total;
    for (const auto& leg : draft_->legs)
      if (concerns(leg) && leg.value_date.value_or(value_date_) <= day) total += leg.amount;
    return total;
  }
  // After all value dates.
  [[nodiscard]] std::int64_t last() const { return on(kLastDay); }
  // Smallest and largest balance on `day` or any later day. `day` must not precede the value date.
  [[nodiscard]] DatedSeries::Extremes extremes_from(Day day) const;
  [[nodiscard]] std::int64_t min_from(Day day) const { return extremes_from(day).low; }
  [[nodiscard]] std::int64_t max_from(Day day) const { return extremes_from(day).high; }
  // Appends the days after the value date on which the balance changes, in no particular order.
  void add_days(std::vector<Day>& days) const;

  // What is booked already; null if nothing is.
  [[nodiscard]] const DatedSeries* booked() const { return booked_; }
  // What the draft adds through the value date of `until`, one of its legs: debits and credits.
  // Nothing if an earlier leg of this balance has the same date.
  struct Added {
    Int128 up = 0;
    Int128 down = 0;
  };
  [[nodiscard]] std::optional<Added> added_through(const Leg& until) const {
    Added added;
    for (const auto& leg : draft_->legs) {
      if (!concerns(leg)) continue;
      if (&leg < &until && leg.value_date == until.value_date) return std::nullopt;
      if (leg.value_date > until.value_date)
        continue;  // nullopt is the event's own date, the earliest
      (leg.amount > 0 ? added.up : added.down) += leg.amount;
    }
    return added;
  }

 private:
  ProjectedBalance(const Draft* draft, Day value_date, const DatedSeries* booked)
      : draft_(draft), value_date_(value_date), booked_(booked) {}
  [[nodiscard]] bool concerns(const Leg& leg) const {
    return leg.is_on(account_) && (of_lot_ ? leg.is_of(lot_) : leg.commodity == commodity_);
  }

  const Draft* draft_;
  Day value_date_;
  const DatedSeries* booked_;
  AccountAt account_;    // as the legs name it
  Commodity commodity_;  // of a whole account
  LotAt lot_;            // as the legs name it
  bool of_lot_ = false;
};

// The facts that say how long money is held or earmarked. An event that changes them, or opens a
// lot with them, has the new ones in its draft; only a release's list of approvals grows when the
// approval is booked. Facts of other types are counters that are kept as events are booked.
template <class F>
concept FactsInDrafts =
    std::same_as<F, CreditFacts> || std::same_as<F, ApprovalFacts> || std::same_as<F, ReleaseFacts>;

class BooksAfter {
 public:
  BooksAfter(const State& state)  // NOLINT(google-explicit-constructor): the books as they are
      : state_(&state) {}
  // `value_date` is that of the event whose draft it is.
  BooksAfter(const State& state, const Draft& draft, Day value_date)
      : state_(&state), draft_(&draft), value_date_(value_date) {}

  [[nodiscard]] const State& state() const { return *state_; }
  [[nodiscard]] const Draft* draft() const { return draft_; }
  [[nodiscard]] Day value_date() const { return value_date_; }
  [[nodiscard]] Day day_of(const Leg& leg) const { return leg.value_date.value_or(value_date_); }

  [[nodiscard]] const Windows& windows() const {
    const auto* changed = terms();
    return changed != nullptr && changed->windows ? *changed->windows : state_->windows;
  }
  // The amendments of the agreement's rules.
  [[nodiscard]] const DatedRules& amendments() const {
    const auto* changed = terms();
    return changed != nullptr && changed->rules ? *changed->rules : state_->rules;
  }
  [[nodiscard]] const Rules& rules_on(Day day) const {
    return setoff::rules_on(*state_, amendments(), day);
  }
  // The facts of a lot that has facts of that type; invalid: the lot that the draft opens.
  template <FactsInDrafts F>
  [[nodiscard]] const F& facts(LotId lot) const {
    if (draft_ != nullptr && draft_->facts && draft_->facts->lot == lot)
      return draft_->facts->value.as<F>();
    return state_->lots[lot].facts.as<F>();
  }

  [[nodiscard]] AccountAt account(const AccountKey& key) const {
    return {key, state_->chart.find(key)};
  }
  [[nodiscard]] ProjectedBalance balance(const AccountAt& account, Commodity commodity) const {
    const auto* cell = state_->balances.find(account.id, commodity);
    ProjectedBalance after(draft_, value_date_, cell == nullptr ? nullptr : &cell->series);
    after.account_ = as_in_legs(account);
    after.commodity_ = commodity;
    return after;
  }
  [[nodiscard]] ProjectedBalance balance(const AccountKey& key, Commodity commodity) const {
    return balance(account(key), commodity);
  }
  // Of one lot of the account.
  [[nodiscard]] ProjectedBalance balance(const AccountAt& account, const LotAt& lot) const {
    const auto* cell = state_->balances.find(account.id, lot.id);
    ProjectedBalance after(draft_, value_date_, cell == nullptr ? nullptr : &cell->series);
    after.account_ = as_in_legs(account);
    after.lot_ = as_in_legs(lot);
    after.of_lot_ = true;
    return after;
  }
  [[nodiscard]] ProjectedBalance lot_balance(const AccountKey& key, std::string_view lot) const {
    return balance(account(key), LotAt{lot, state_->lots.find(lot)});
  }
  [[nodiscard]] ProjectedBalance lot_balance(const AccountAt& account, LotId lot) const {
    return balance(account, LotAt{by_name() ? state_->lots[lot].name : std::string_view(), lot});
  }

  // Calls visit(lot, balance) for the account's lots that may have a balance on `day`, in
  // unspecified order; the id of a lot that the draft opens is invalid.
  template <class Visit>
  void each_lot_on(const AccountAt& account, Day day, Visit&& visit) const;

 private:
  [[nodiscard]] const TermsUpdate* terms() const {
    return draft_ == nullptr ? nullptr : draft_->terms.get();
  }
  // Legs that post() has not looked up yet have names only.
  [[nodiscard]] bool by_name() const { return draft_ != nullptr && !draft_->looked_up; }
  [[nodiscard]] AccountAt as_in_legs(const AccountAt& account) const {
    return {account.key, by_name() ? AccountId() : account.id};
  }
  [[nodiscard]] LotAt as_in_legs(const LotAt& lot) const {
    return {lot.name, by_name() ? LotId() : lot.id};
  }
  [[nodiscard]] LotAt lot_of(const Leg& leg) const {
    return {leg.lot, by_name() ? state_->lots.find(leg.lot) : leg.lot_id};
  }

  const State* state_;
  const Draft* draft_ = nullptr;
  Day value_date_ = kFirstDay;
};

template <class Visit>
void BooksAfter::each_lot_on(const AccountAt& account, Day day, Visit&& visit) const {
  const auto at = as_in_legs(account);
  const auto moves = [&](const Leg& leg) { return leg.is_on(at); };
  const bool as_booked = draft_ == nullptr || std::ranges::none_of(draft_->legs, moves);
  state_->balances.each_lot_on(account.id, day, [&](const LotBalance& cell) {
    const auto moves_lot = [&](const Leg& leg) { return moves(leg) && lot_of(leg).id == cell.lot; };
    if (as_booked || std::ranges::none_of(draft_->legs, moves_lot))
      visit(cell.lot, cell.series.at(day));
  });
  if (as_booked) return;
  const auto& legs = draft_->legs;
  for (auto leg = legs.begin(); leg != legs.end(); ++leg) {
    if (!moves(*leg) || leg->lot.empty()) continue;
    const auto lot = lot_of(*leg);
    const auto named = as_in_legs(lot);
    const auto same = [&](const Leg& other) { return moves(other) && other.is_of(named); };
    if (std::none_of(legs.begin(), leg, same)) visit(lot.id, balance(account, lot).on(day));
  }
}

}  // namespace setoff
