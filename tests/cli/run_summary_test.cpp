// The summary of a run on terminals of several kinds: charts only where somebody looks and blocks
// can be shown, no line longer than the window, colours only where they are wanted.

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <vector>

#include "cli/run_summary.h"
#include "ledger/base/cell_width.h"
#include "tests/support/sample_run.h"

namespace setoff::cli {
namespace {

std::string summary_on(const Terminal& terminal) {
  const auto sample = simulator::tests::make_sample_run();
  const auto record = sample.record();
  std::ostringstream out;
  print_summary(out, terminal, record, *simulator::summarize(record));
  return out.str();
}

bool has_blocks(const std::string& text) {
  return text.find("▁") != std::string::npos || text.find("█") != std::string::npos;
}

std::size_t longest_line(const std::string& text) {
  std::size_t longest = 0;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    if (!line.starts_with("root ")) longest = std::max(longest, cell_width(line));
  return longest;
}

TEST(RunSummary, IsPlainInAPipe) {
  const std::string text = summary_on({});
  EXPECT_FALSE(has_blocks(text));
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_NE(text.find("At the banks"), std::string::npos);
}

TEST(RunSummary, DrawsChartsForAPerson) {
  const std::string text =
      summary_on({.interactive = true, .color = false, .unicode = true, .columns = 110});
  EXPECT_TRUE(has_blocks(text));
  EXPECT_EQ(text.find('\x1b'), std::string::npos) << "NO_COLOR keeps charts and drops colours";
}

TEST(RunSummary, DrawsNoBlocksWhereTheyCannotBeShown) {
  EXPECT_FALSE(has_blocks(
      summary_on({.interactive = true, .color = true, .unicode = false, .columns = 110})));
}

TEST(RunSummary, KeepsWithinTheWindow) {
  for (const std::size_t columns : {60U, 80U, 100U, 140U}) {
    const std::string text =
        summary_on({.interactive = true, .color = false, .unicode = true, .columns = columns});
    const std::size_t end = text.find("\nExpectations");  // sentences may be longer
    EXPECT_LE(longest_line(text.substr(0, end)), columns) << columns << " columns\n" << text;
  }
}

TEST(RunSummary, ShowsTitlesAndCutsLongOnes) {
  auto sample = simulator::tests::make_sample_run();
  sample.loaded.scenario->exports[0].title =
      "Gaz naturel de l'été, par le gazoduc du nord, deuxième contrat";
  sample.loaded.scenario->exports[1].title = "Power";
  const auto record = sample.record();
  for (const std::size_t columns : {60U, 80U, 140U}) {
    std::ostringstream out;
    print_summary(out, {.interactive = false, .color = false, .unicode = true, .columns = columns},
                  record, *simulator::summarize(record));
    const std::string text = out.str();
    EXPECT_NE(text.find("\n  Power "), std::string::npos) << text;
    EXPECT_NE(text.find("\n  Gaz naturel de "), std::string::npos) << text;
    EXPECT_NE(text.find("..."), std::string::npos) << text;
    EXPECT_EQ(text.find("\n  gas "), std::string::npos) << text;
    EXPECT_LE(longest_line(text.substr(0, text.find("\nExpectations"))), columns) << text;
  }
}

TEST(Sparkline, ShowsTheLargestOfEachStretch) {
  const std::vector<double> rising = {0, 1, 2, 3, 4, 5, 6, 7};
  EXPECT_EQ(sparkline(rising, 8), "▁▂▃▄▅▆▇█");
  EXPECT_EQ(sparkline(rising, 4), "▂▄▆█");
  EXPECT_EQ(sparkline(rising, 100), "▁▂▃▄▅▆▇█");
  EXPECT_EQ(sparkline({}, 8), "");
  const std::vector<double> flat = {0, 0};
  EXPECT_EQ(sparkline(flat, 2), "▁▁");
}

TEST(Bar, IsClampedToItsWidth) {
  EXPECT_EQ(bar(0.5, 4), "██");
  EXPECT_EQ(bar(1.7, 3), "███");
  EXPECT_EQ(bar(-1, 3), "");
  EXPECT_EQ(bar(0.0625, 2), "▏");
}

}  // namespace
}  // namespace setoff::cli
