#include "ledger/base/name_pattern.h"

#include <gtest/gtest.h>

#include <string>

namespace setoff {
namespace {

TEST(NamePattern, AStarStandsForAnyText) {
  struct Case {
    const char* pattern;
    const char* name;
    bool fits;
  };
  constexpr Case kCases[] = {
      {"", "", true},
      {"", "a", false},
      {"*", "", true},
      {"*", "credit.issued", true},
      {"credit.*", "credit.issued", true},
      {"credit.*", "credit.", true},
      {"credit.*", "credit", false},
      {"*.issued", "credit.issued", true},
      {"*.issued", "credit.issued.again", false},
      {"a*b*c", "abc", true},
      {"a*b*c", "aXbbYc", true},
      {"a*b*c", "acb", false},
      {"**a", "a", true},
      {"*aab", "aaaab", true},
      {"credit.issued", "credit.issued", true},
      {"credit.issued", "credit.issue", false},
      {"Credit.*", "credit.issued", false},
  };
  for (const auto& [pattern, name, fits] : kCases)
    EXPECT_EQ(matches_pattern(pattern, name), fits) << pattern << " on " << name;
}

// Many stars cost no more than the product of the lengths.
TEST(NamePattern, ManyStarsEnd) {
  std::string pattern;
  for (int i = 0; i < 200; ++i)
    pattern += "a*";
  EXPECT_FALSE(matches_pattern(pattern + "b", std::string(5000, 'a')));
}

}  // namespace
}  // namespace setoff
