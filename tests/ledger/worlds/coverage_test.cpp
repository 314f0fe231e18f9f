// The random worlds reach all that the rules book and all that they refuse.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "tests/support/world_books.h"

namespace setoff::tests {
namespace {

constexpr std::uint64_t kCoverageWorlds = 600;
constexpr int kCoverageSteps = 140;
constexpr int kLeastBooked = 20;  // of each type

// Refusals that worlds of this size do not meet: no event raises a dispute yet, and no entry has
// hundreds of postings.
constexpr Code kNotMet[] = {Code::disputed, Code::entry_too_large};

struct Counts {
  std::map<std::string_view, int> booked;
  std::map<Code, int> refused;
  int all = 0;
  int accepted = 0;
};

const Counts& counts() {
  static const Counts of_worlds = [] {
    Counts counts;
    for (std::uint64_t seed = 1; seed <= kCoverageWorlds; ++seed)
      lead(seed, kCoverageSteps, [&](const Books&, const Event& event, const Result<Entry>& entry) {
        ++counts.all;
        if (!entry) {
          ++counts.refused[entry.error().code];
          return;
        }
        ++counts.accepted;
        ++counts.booked[event.type_name()];
      });
    return counts;
  }();
  return of_worlds;
}

TEST(RandomWorlds, BookEveryTypeOften) {
  for (const auto& facts : all_event_types()) {
    if (facts.type == EventType::agreement_adopted) continue;
    const auto found = counts().booked.find(facts.name);
    const int booked = found == counts().booked.end() ? 0 : found->second;
    EXPECT_GE(booked, kLeastBooked) << facts.name;
  }
}

TEST(RandomWorlds, MeetEveryRefusal) {
  for (const auto& facts : all_codes()) {
    if (facts.family != Family::refused || std::ranges::count(kNotMet, facts.code) > 0) continue;
    EXPECT_TRUE(counts().refused.contains(facts.code)) << facts.name;
  }
}

TEST(RandomWorlds, AreMostlySensible) {
  EXPECT_GT(counts().accepted, counts().all / 2);
  EXPECT_LT(counts().accepted, counts().all - counts().all / 20) << "some events are wrong";
}

TEST(RandomWorlds, AreTheSameForTheSameSeed) {
  EXPECT_EQ(lead(7, 100).entries(), lead(7, 100).entries());
  EXPECT_NE(lead(7, 100).entries(), lead(8, 100).entries());
}

}  // namespace
}  // namespace setoff::tests
