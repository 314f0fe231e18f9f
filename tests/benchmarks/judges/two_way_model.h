#pragma once
// A model of two-way clearing, small enough to be written for four engines: each side delivers
// goods by their worth, invoices them monthly, and pays through one clearing account with a swing
// that refuses and with interest. The flows of a path are drawn; everything else is fixed. It
// answers how fast a path can be when its moves are judged on numbers instead of on books.

#include <array>
#include <cstdint>
#include <vector>

#include "ledger/base/date.h"
#include "ledger/base/decimal.h"

namespace setoff::benchmarks {

struct TwoWayModel {
  Day from = *from_calendar({2020, 1, 1}, Calendar::gregorian);
  int months = 24;
  std::int64_t out_a_day = 10'000'000;  // minor units: the mean of what the home side sells
  std::int64_t in_a_day = 9'000'000;
  std::int64_t swing = 400'000'000;
  int pay_after_days = 30;
  Decimal interest_per_year = Decimal(2, -2);
  int days_of_year = 360;
};

// What each side delivers a day, by month.
struct PathFlows {
  std::vector<std::int64_t> out;
  std::vector<std::int64_t> in;
};
// From 0.5 to 1.5 times the mean, in steps of a thousandth; the same for every engine.
[[nodiscard]] PathFlows flows_of(const TwoWayModel& model, std::uint64_t path);

// The first day of each month, and the day after the last.
[[nodiscard]] std::vector<Day> month_starts(const TwoWayModel& model);

}  // namespace setoff::benchmarks
