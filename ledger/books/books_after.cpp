#include "ledger/books/books_after.h"

namespace setoff {

DatedSeries::Extremes ProjectedBalance::extremes_from(Day day) const {
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

void ProjectedBalance::add_days(std::vector<Day>& days) const {
  if (booked_ != nullptr) {
    const auto points = booked_->points();
    for (auto point = points.rbegin(); point != points.rend() && point->day > value_date_; ++point)
      days.push_back(point->day);
  }
  if (draft_ == nullptr) return;
  for (const auto& leg : draft_->legs)
    if (leg.value_date && concerns(leg)) days.push_back(*leg.value_date);
}

}  // namespace setoff
