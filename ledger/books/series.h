#pragma once
// DatedSeries: a running total over value dates, as cumulative points in day order. Adding on the
// last day or later takes constant time; a back-dated addition changes all later points. The caller
// must check for overflow first (fits()).

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>

#include "ledger/base/check.h"
#include "ledger/base/date.h"
#include "ledger/base/int128.h"
#include "ledger/books/dated_points.h"

namespace setoff {

struct StateParts;  // state_parts.h

class DatedSeries {
  friend struct StateParts;

 public:
  using Point = DatedPoint;

  [[nodiscard]] bool empty() const { return points_.empty(); }
  [[nodiscard]] std::span<const Point> points() const { return points_.view(); }
  [[nodiscard]] std::int64_t last() const { return points_.empty() ? 0 : points_.back().total(); }

  // Total at the end of `day`.
  [[nodiscard]] std::int64_t at(Day day) const {
    if (points_.empty()) return 0;
    if (points_.back().day <= day) return points_.back().total();
    const auto all = points();
    const auto after = std::ranges::upper_bound(all, day, {}, &Point::day);
    return after == all.begin() ? 0 : std::prev(after)->total();
  }

  // The first day after `day` on which the total changes, if any.
  [[nodiscard]] std::optional<Day> next_change(Day day) const {
    const auto all = points();
    const auto next = std::ranges::upper_bound(all, day, {}, &Point::day);
    return next == all.end() ? std::nullopt : std::optional(next->day);
  }

  // Smallest and largest total on `day` or any later day.
  struct Extremes {
    std::int64_t low = 0;
    std::int64_t high = 0;
  };
  [[nodiscard]] Extremes extremes_from(Day day) const {
    const auto now = at(day);
    Extremes totals{now, now};
    const auto all = points();
    for (auto i = all.rbegin(); i != all.rend() && i->day > day; ++i) {
      totals.low = std::min(totals.low, i->total());
      totals.high = std::max(totals.high, i->total());
    }
    return totals;
  }
  [[nodiscard]] std::int64_t min_from(Day day) const { return extremes_from(day).low; }
  [[nodiscard]] std::int64_t max_from(Day day) const { return extremes_from(day).high; }

  // Whether adding `delta` on `day` keeps every total within 64 bits.
  [[nodiscard]] bool fits(Day day, std::int64_t delta) const {
    return checked_add(delta > 0 ? max_from(day) : min_from(day), delta).has_value();
  }

  void add(Day day, std::int64_t delta) {
    if (delta == 0) return;
    if (points_.empty() || points_.back().day < day)
      return points_.push_back({day, sum_of(last(), delta)});
    auto points = points_.view();
    auto index = points.size() - 1;
    if (points[index].day > day) {
      const auto place = std::ranges::lower_bound(points, day, {}, &Point::day);
      index = static_cast<std::size_t>(place - points.begin());
      if (place->day != day) {
        points_.insert(index, {day, index == 0 ? 0 : points[index - 1].total()});
        points = points_.view();
      }
    }
    for (auto& point : points.subspan(index))
      point.set_total(sum_of(point.total(), delta));
  }

  friend bool operator==(const DatedSeries&, const DatedSeries&) = default;

 private:
  static std::int64_t sum_of(std::int64_t total, std::int64_t delta) {
    const auto sum = checked_add(total, delta);
    SETOFF_CHECK(sum.has_value());
    return *sum;
  }

  DatedPoints points_;
};

}  // namespace setoff
