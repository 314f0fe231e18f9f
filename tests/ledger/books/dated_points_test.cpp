#include "ledger/books/dated_points.h"

#include <gtest/gtest.h>

#include <vector>

namespace setoff {
namespace {

const Day kFirst = parse_day("2020-01-01").value();

// Points of the days from `kFirst` on, with the day's number as total.
DatedPoints points_of(std::uint32_t count) {
  DatedPoints points;
  for (std::uint32_t i = 0; i < count; ++i)
    points.push_back({kFirst + static_cast<int>(i), i});
  return points;
}

void expect_points(const DatedPoints& points, std::uint32_t count) {
  ASSERT_EQ(points.view().size(), count);
  for (std::uint32_t i = 0; i < count; ++i) {
    EXPECT_EQ(points.view()[i].day, kFirst + static_cast<int>(i));
    EXPECT_EQ(points.view()[i].total(), i);
  }
}

// In place, on the heap, doubled, and in steps.
class DatedPointsOf : public testing::TestWithParam<std::uint32_t> {};

TEST_P(DatedPointsOf, AreCopiedAndMoved) {
  auto points = points_of(GetParam());
  expect_points(points, GetParam());
  auto copy = points;
  EXPECT_EQ(copy, points);
  copy.push_back({kFirst + 10'000, 7});
  expect_points(points, GetParam());
  const auto moved = std::move(points);
  expect_points(moved, GetParam());
  copy = moved;
  EXPECT_EQ(copy, moved);
  copy = points_of(2);
  expect_points(copy, 2);
}

TEST_P(DatedPointsOf, TakeOneInAtEveryPlace) {
  for (std::uint32_t at = 0; at <= GetParam(); ++at) {
    auto points = points_of(GetParam());
    points.insert(at, {kFirst - 1, -1});
    ASSERT_EQ(points.view().size(), GetParam() + 1);
    for (std::uint32_t i = 0; i <= GetParam(); ++i) {
      const std::int64_t expected = i < at ? i : i == at ? -1 : std::int64_t{i} - 1;
      EXPECT_EQ(points.view()[i].total(), expected);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Sizes, DatedPointsOf,
                         testing::Values(0, 1, 2, 3, 4, 5, 8, 9, 63, 64, 65, 72, 73, 127, 128, 129,
                                         144, 145));

TEST(DatedPoint, HoldsEveryTotal) {
  for (const std::int64_t total : {INT64_MIN, std::int64_t{-1}, std::int64_t{0}, INT64_MAX})
    EXPECT_EQ(DatedPoint(kFirst, total).total(), total);
}

}  // namespace
}  // namespace setoff
