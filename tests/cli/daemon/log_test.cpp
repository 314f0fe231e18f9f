// Lines of the log: whatever a peer sent, a line stays a line, and no terminal obeys it.

#include "cli/daemon/ops/log.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "ledger/exchange/json_tree.h"

namespace setoff::tests {
namespace {

TEST(LogLine, ForeignTextIsEscapedInBothForms) {
  const std::pair<std::string, std::string> rows[] = {
      {"plain", "plain"},
      {"", R"("")"},
      {"two words", R"("two words")"},
      {"a=b", R"("a=b")"},
      {"x\nlevel=error", R"("x\u000alevel=error")"},
      {"\x1b[2J\x1b]0;title\x07", R"("\u001b[2J\u001b]0;title\u0007")"},
      {"\xC2\x9B"
       "31m",
       R"("\u009b31m")"},
      {"right\xE2\x80\xAEtfel", R"("right\u202etfel")"},
      {"\xFF\xFE", R"("\ufffd\ufffd")"},
  };
  for (const auto& [value, shown] : rows) {
    const auto human =
        cli::log_line(cli::LogForm::human, "T", cli::LogLevel::warning, "said", {{"what", value}});
    EXPECT_EQ(human, "T warning: said what=" + shown);
    const auto json =
        cli::log_line(cli::LogForm::json, "T", cli::LogLevel::warning, "said", {{"what", value}});
    JsonTree tree;
    EXPECT_TRUE(tree.parse(json).has_value()) << json;
    for (const auto* line : {&human, &json})
      EXPECT_TRUE(std::ranges::none_of(*line, [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
      })) << *line;
  }
}

}  // namespace
}  // namespace setoff::tests
