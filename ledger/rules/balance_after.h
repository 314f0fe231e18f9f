#pragma once
// BalanceAfter: the balance that an account, or one of its lots, would have over value dates once
// the draft is booked. Minor units, debit positive. It refers to the books and the draft, so it
// also sees legs that are added to the draft later.

#include "ledger/rules/rules.h"

namespace setoff {

class BalanceAfter {
 public:
  // An empty `lot` means the whole account.
  BalanceAfter(const RuleContext& context, const AccountKey& account, Commodity commodity,
               std::string_view lot = {});

  [[nodiscard]] std::int64_t on(Day day) const;
  // The balance after all value dates.
  [[nodiscard]] std::int64_t last() const { return on(kLastDay); }
  // Smallest and largest balance on `day` or any later day. `day` must not precede the value date.
  [[nodiscard]] DatedSeries::Extremes extremes_from(Day day) const;
  [[nodiscard]] std::int64_t min_from(Day day) const { return extremes_from(day).low; }
  [[nodiscard]] std::int64_t max_from(Day day) const { return extremes_from(day).high; }
  // Appends the days after the value date on which the balance changes, in no particular order.
  void add_days(std::vector<Day>& days) const;

 private:
  [[nodiscard]] bool concerns(const Leg& leg) const {
    return leg.commodity == commodity_ && leg.account == account_ &&
           (lot_.empty() || same_text(leg.lot, lot_));
  }

  const Draft& draft_;
  Day value_date_;
  AccountKey account_;
  Commodity commodity_;
  std::string_view lot_;
  const DatedSeries* series_ = nullptr;
};

}  // namespace setoff
