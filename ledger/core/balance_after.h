#pragma once
// BalanceAfter: what an account, or one lot of it, would hold over value dates once the draft in
// hand is booked. Minor units, debit positive. It views into the books and the draft, and sees legs
// that the draft is given later.

#include "ledger/core/rules.h"

namespace setoff {

class BalanceAfter {
 public:
  // The whole account where `lot` is empty.
  BalanceAfter(const RuleContext& context, const AccountKey& account, Commodity commodity,
               std::string_view lot = {});

  [[nodiscard]] std::int64_t on(Day day) const;
  // At the end of all days.
  [[nodiscard]] std::int64_t last() const { return on(kLastDay); }
  // Smallest and largest amount on `day`, which is not before the value date, or any later day.
  [[nodiscard]] DatedSeries::Extremes extremes_from(Day day) const;
  [[nodiscard]] std::int64_t min_from(Day day) const { return extremes_from(day).low; }
  [[nodiscard]] std::int64_t max_from(Day day) const { return extremes_from(day).high; }
  // Adds the days after the value date on which it changes.
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
