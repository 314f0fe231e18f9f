// Amounts as readers see them.

#include "simulator/report/amount_text.h"

#include <gtest/gtest.h>

namespace setoff::simulator::tests {
namespace {

TEST(AmountText, IsBriefInTablesAndInWordsInSentences) {
  struct Case {
    Value value;
    std::string brief;
    std::string words;
  };
  for (const Case& one : {Case{{45'231'000'000, 3, "t"}, "45.2 M t", "45.2 million t"},
                          Case{{878'400, 0, "MWh"}, "878 k MWh", "878 thousand MWh"},
                          Case{{62'100'000'000, 0, "m3"}, "62.1 bn m3", "62.1 bn m3"},
                          Case{{4'820'000'000, 2, "EUR"}, "48.2 M EUR", "48.2 M EUR"},
                          Case{{12, 0, "t"}, "12 t", "12 t"}}) {
    EXPECT_EQ(brief(one.value), one.brief);
    EXPECT_EQ(in_words(one.value), one.words);
  }
}

TEST(AmountText, IsShortWithoutRounding) {
  const std::pair<Value, std::string> cases[] = {
      {{10'380'000'000, 2, "DEM"}, "103.8 M DEM"},
      {{104'500'000'000, 2, "DEM"}, "1.045 bn DEM"},
      {{171'592'775'042, 2, "HUF"}, "1,715,927,750.42 HUF"},
      {{-50'000, 2, "DEM"}, "-500 DEM"},
      {{100'000, 0, ""}, "100 k"},
      {{1'234'560'000'000'000'000, 0, ""}, "1,234,560 tn"},
      {{12, 3, "t"}, "0.012 t"},
      {{0, 2, "DEM"}, "0 DEM"}};
  for (const auto& [value, text] : cases)
    EXPECT_EQ(short_exact(value), text);
}

}  // namespace
}  // namespace setoff::simulator::tests
