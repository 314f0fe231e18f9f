#include "ledger/rules/balance_after.h"

#include <algorithm>

namespace setoff {

BalanceAfter::BalanceAfter(const RuleContext& context, const AccountKey& account,
                           Commodity commodity, std::string_view lot)
    : draft_(context.draft),
      value_date_(context.day()),
      account_(account),
      commodity_(commodity),
      lot_(lot) {
  const auto& state = context.state;
  const auto id = state.chart.find(account);
  if (lot.empty()) {
    const auto* cell = state.balances.find(id, commodity);
    if (cell != nullptr) series_ = &cell->series;
  } else {
    const auto* cell = state.balances.find(id, state.lots.find(lot));
    if (cell != nullptr) series_ = &cell->series;
  }
}

std::int64_t BalanceAfter::on(Day day) const {
  std::int64_t total = series_ == nullptr ? 0 : series_->at(day);
  for (const auto& leg : draft_.legs)
    if (concerns(leg) && leg.on.value_or(value_date_) <= day) total += leg.amount;
  return total;
}

DatedSeries::Extremes BalanceAfter::extremes_from(Day day) const {
  const auto now = on(day);
  DatedSeries::Extremes totals{now, now};
  std::vector<Day> days;
  add_days(days);
  for (const Day later : days) {
    if (later <= day) continue;
    const auto then = on(later);
    totals.low = std::min(totals.low, then);
    totals.high = std::max(totals.high, then);
  }
  return totals;
}

void BalanceAfter::add_days(std::vector<Day>& days) const {
  if (series_ != nullptr) {
    const auto points = series_->points();
    for (auto point = points.rbegin(); point != points.rend() && point->day > value_date_; ++point)
      days.push_back(point->day);
  }
  for (const auto& leg : draft_.legs)
    if (leg.on && concerns(leg)) days.push_back(*leg.on);
}

}  // namespace setoff
