#pragma once
// DatedSeries: a sum over value dates, as cumulative points in day order. Adding on the last day or
// later is constant time; a back-dated addition moves the points behind it. Sums are checked by the
// caller (`fits`).

#include <algorithm>
#include <cstdint>
#include <vector>

#include "ledger/base/check.h"
#include "ledger/base/date.h"
#include "ledger/base/int128.h"

namespace setoff {

class DatedSeries {
 public:
  struct Point {
    Day day;
    std::int64_t total;  // through the end of that day
  };

  [[nodiscard]] bool empty() const { return points_.empty(); }
  [[nodiscard]] const std::vector<Point>& points() const { return points_; }
  [[nodiscard]] std::int64_t last() const { return points_.empty() ? 0 : points_.back().total; }

  // Total at the end of `day`.
  [[nodiscard]] std::int64_t at(Day day) const {
    if (points_.empty()) return 0;
    if (points_.back().day <= day) return points_.back().total;
    const auto after = std::ranges::upper_bound(points_, day, {}, &Point::day);
    return after == points_.begin() ? 0 : std::prev(after)->total;
  }

  // Smallest and largest total on `day` or any later day.
  [[nodiscard]] std::int64_t min_from(Day day) const {
    std::int64_t low = at(day);
    for (auto i = points_.rbegin(); i != points_.rend() && i->day > day; ++i)
      low = std::min(low, i->total);
    return low;
  }
  [[nodiscard]] std::int64_t max_from(Day day) const {
    std::int64_t high = at(day);
    for (auto i = points_.rbegin(); i != points_.rend() && i->day > day; ++i)
      high = std::max(high, i->total);
    return high;
  }

  // Whether adding `delta` on `day` keeps every total within 64 bits.
  [[nodiscard]] bool fits(Day day, std::int64_t delta) const {
    return checked_add(delta > 0 ? max_from(day) : min_from(day), delta).has_value();
  }

  void add(Day day, std::int64_t delta) {
    if (delta == 0) return;
    auto at_or_after = points_.end();
    if (!points_.empty() && points_.back().day >= day)
      at_or_after = std::ranges::lower_bound(points_, day, {}, &Point::day);
    if (at_or_after == points_.end() || at_or_after->day != day) {
      const std::int64_t before =
          at_or_after == points_.begin() ? 0 : std::prev(at_or_after)->total;
      at_or_after = points_.insert(at_or_after, Point{day, before});
    }
    for (; at_or_after != points_.end(); ++at_or_after) {
      const auto sum = checked_add(at_or_after->total, delta);
      CHECK(sum.has_value());
      at_or_after->total = *sum;
    }
  }

 private:
  std::vector<Point> points_;
};

}  // namespace setoff
