#include "cli/daemon/intake/line_splitter.h"

#include <gtest/gtest.h>

#include <vector>

namespace setoff::tests {
namespace {

using Lines = std::vector<std::string>;

// What comes of the pieces, each handed in alone; "TOO LONG" for a line above eight bytes.
Lines split(const std::vector<std::string>& pieces) {
  cli::LineSplitter splitter(8);
  Lines lines;
  const auto line = [&](std::string_view text) { lines.emplace_back(text); };
  const auto too_long = [&] { lines.emplace_back("TOO LONG"); };
  for (const auto& piece : pieces)
    splitter.take(piece, line, too_long);
  splitter.end(line, too_long);
  return lines;
}

TEST(LineSplitter, CutsAtLineFeedsWithOrWithoutCarriageReturn) {
  EXPECT_EQ(split({"one\ntwo\r\nthree\n"}), (Lines{"one", "two", "three"}));
}

TEST(LineSplitter, JoinsPiecesHoweverTheyAreCut) {
  EXPECT_EQ(split({"o", "n", "e\nt", "wo", "\n"}), (Lines{"one", "two"}));
}

TEST(LineSplitter, PassesOverLinesOfBlanks) {
  EXPECT_EQ(split({"\n \t\n\r\none\n"}), Lines{"one"});
}

TEST(LineSplitter, TellsOnceOfALineAboveTheLimitAndReadsTheNext) {
  EXPECT_EQ(split({"12345678\n123456789\n1\n"}), (Lines{"12345678", "TOO LONG", "1"}));
  EXPECT_EQ(split({"12345", "6789", "0123", "\n1\n"}), (Lines{"TOO LONG", "1"}));
}

TEST(LineSplitter, GivesWhatIsLeftAtTheEnd) {
  EXPECT_EQ(split({"one\ntw"}), (Lines{"one", "tw"}));
  EXPECT_EQ(split({"123456789"}), Lines{"TOO LONG"});
}

TEST(LineSplitter, KeepsNothingOfALineAboveTheLimit) {
  cli::LineSplitter splitter(1U << 20U);
  const std::string much(1U << 20U, 'x');
  const auto nothing = [](auto&&...) {};
  splitter.take(much, nothing, nothing);
  splitter.take(much, nothing, nothing);
  EXPECT_LT(splitter.held(), 100U);
  EXPECT_TRUE(splitter.within_line());
}

}  // namespace
}  // namespace setoff::tests
