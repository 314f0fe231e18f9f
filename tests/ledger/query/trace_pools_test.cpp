// Matching within a pool: every unit taken meets at most one unit put in, and ranges mapped
// along a flow stay next to each other.

#include "ledger/query/trace_pools.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace setoff::tests {
namespace {

std::vector<PoolMove> moves_of(const std::vector<std::int64_t>& amounts, std::size_t first) {
  std::vector<PoolMove> moves;
  for (std::size_t i = 0; i < amounts.size(); ++i)
    moves.push_back({{first + i, 0}, amounts[i], {}, {}});
  return moves;
}

TEST(TracePools, MatchesFirstInFirstOut) {
  const auto matches = match_in_order(moves_of({100, 50}, 0), moves_of({30, 90}, 10));
  ASSERT_EQ(matches.size(), 3U);
  EXPECT_EQ(matches[0].put, (AmountRange{0, 30}));
  EXPECT_EQ(matches[1].put, (AmountRange{30, 100}));
  EXPECT_EQ(matches[1].taken, (AmountRange{0, 70}));
  EXPECT_EQ(matches[2].in.flow, 1U);
  EXPECT_EQ(matches[2].taken, (AmountRange{70, 90}));
}

TEST(TracePools, InvoicesMeetTheDeliveriesOfTheirDays) {
  const auto day = [](int n) { return kFirstDay + n; };
  // The delivery of day 0 was left unbilled; the invoice is for day 1.
  const std::vector<PoolMove> deliveries = {{{0, 0}, 10, day(0), day(1)},
                                            {{1, 0}, 10, day(1), day(2)}};
  const auto matches = match_by_days(deliveries, {{{2, 0}, 12, day(1), day(2)}});
  ASSERT_EQ(matches.size(), 2U);
  EXPECT_EQ(matches[0].in.flow, 1U);
  EXPECT_EQ(matches[1].in.flow, 0U);
  EXPECT_EQ(matches[1].taken, (AmountRange{10, 12}));
}

std::vector<std::int64_t> amounts() {
  return *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(1, 1'000));
}

RC_GTEST_PROP(TracePools, MatchesAllThatBothSidesHave, ()) {
  const auto ins = amounts();
  const auto outs = amounts();
  std::int64_t put = 0;
  std::int64_t taken = 0;
  for (const auto amount : ins)
    put += amount;
  for (const auto amount : outs)
    taken += amount;
  for (const auto& matches : {match_in_order(moves_of(ins, 0), moves_of(outs, 0)),
                              match_by_days(moves_of(ins, 0), moves_of(outs, 0))}) {
    std::int64_t matched = 0;
    std::vector<std::int64_t> used(ins.size(), 0);
    for (const auto& match : matches) {
      RC_ASSERT(match.put.size() == match.taken.size());
      RC_ASSERT(match.put.from == used[match.in.flow]);
      used[match.in.flow] = match.put.to;
      matched += match.put.size();
    }
    RC_ASSERT(matched == std::min(put, taken));
    for (std::size_t i = 0; i < ins.size(); ++i)
      RC_ASSERT(used[i] <= ins[i]);
  }
}

RC_GTEST_PROP(TracePools, MappedStretchesStayNextToEachOther, ()) {
  const auto whole = *rc::gen::inRange<std::int64_t>(1, INT64_MAX / 2);
  const auto other = *rc::gen::inRange<std::int64_t>(0, INT64_MAX / 2);
  const auto cut = *rc::gen::inRange<std::int64_t>(0, whole);
  const auto left = map_range({0, cut}, whole, other);
  const auto right = map_range({cut, whole}, whole, other);
  RC_ASSERT(left.from == 0);
  RC_ASSERT(left.to == right.from);
  RC_ASSERT(right.to == other);
}

}  // namespace
}  // namespace setoff::tests
