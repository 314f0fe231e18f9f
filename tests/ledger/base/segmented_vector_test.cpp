// What a table of blocks holds stays where it is, also in a copy that grows.

#include "ledger/base/segmented_vector.h"

#include <gtest/gtest.h>

#include <string>

namespace setoff {
namespace {

TEST(SegmentedVector, NeverMoveWhatTheyHold) {
  SegmentedVector<std::string> table;
  table.emplace_back("first");
  const auto* first = &table[0];
  for (std::size_t i = 0; i < 3 * SegmentedVector<std::string>::kBlock; ++i)
    table.emplace_back("more");
  EXPECT_EQ(&table[0], first);
}

TEST(SegmentedVector, NeverMoveWhatACopyHolds) {
  SegmentedVector<std::string> table;
  for (int i = 0; i < 5; ++i)
    table.emplace_back("a name");
  SegmentedVector<std::string> copy(table);
  SegmentedVector<std::string> assigned;
  assigned = table;
  for (auto* grown : {&copy, &assigned}) {
    const auto* last = &grown->back();
    grown->emplace_back("one more");
    EXPECT_EQ(&(*grown)[4], last);
    EXPECT_EQ((*grown)[4], "a name");
  }
  EXPECT_EQ(table.size(), 5U);
}

}  // namespace
}  // namespace setoff
