// The page of commands against the program's own help: each command has its section, each argument
// its row with the same words, and nothing stands there that the program does not take.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace setoff::tests {
namespace {

using Rows = std::vector<std::pair<std::string, std::string>>;  // argument, what it is

std::string help_of(const std::string& command) {
  const std::string line = "'" SETOFF_PROGRAM "' " + command + " --help 2>&1";
  std::string text;
  FILE* pipe = popen(line.c_str(), "r");
  if (pipe == nullptr) return text;
  char buffer[4096];
  for (std::size_t got = 0; (got = fread(buffer, 1, sizeof buffer, pipe)) > 0;)
    text.append(buffer, got);
  pclose(pipe);
  return text;
}

// The rows of help under those headings: "  --json      as JSON".
Rows rows_of_help(const std::string& help, const std::vector<std::string>& headings) {
  Rows rows;
  std::istringstream lines(help);
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("  ")) {
      inside = std::ranges::find(headings, line) != headings.end();
      continue;
    }
    const auto end = line.find("  ", 2);
    const auto words = line.find_first_not_of(' ', end);
    if (inside && end != std::string::npos && words != std::string::npos)
      rows.emplace_back(line.substr(2, end - 2), line.substr(words));
  }
  return rows;
}

Rows arguments_of(const std::string& command) {
  auto rows = rows_of_help(help_of(command), {"Positionals:", "Options:"});
  std::erase_if(rows, [](const auto& row) { return row.first == "-h,--help"; });
  return rows;
}

// Every command that runs something, groups opened: "audit verify".
std::vector<std::string> commands_under(const std::string& group) {
  std::vector<std::string> commands;
  for (const auto& [name, about] : rows_of_help(help_of(group), {"Subcommands:"})) {
    const auto command = group.empty() ? name : group + " " + name;
    const auto below = commands_under(command);
    if (below.empty())
      commands.push_back(command);
    else
      commands.insert(commands.end(), below.begin(), below.end());
  }
  return commands;
}

struct Section {
  std::string command;
  std::string first_line;
  Rows rows;
};

std::string without_backticks(std::string text) {
  std::erase(text, '`');
  return text;
}

// Sections headed "## `setoff audit log`", with their first line and the rows of their table.
std::vector<Section> sections_of_page() {
  std::ifstream page(SETOFF_SOURCE_DIR "/docs/commands.md");
  const std::string kHead = "## `setoff ";
  std::vector<Section> sections;
  for (std::string line; std::getline(page, line);) {
    if (line.starts_with(kHead)) {
      sections.push_back({line.substr(kHead.size(), line.rfind('`') - kHead.size()), {}, {}});
    } else if (!sections.empty() && line.starts_with("| `")) {
      const auto bar = line.find(" | ");
      sections.back().rows.emplace_back(
          without_backticks(line.substr(2, bar - 2)),
          without_backticks(line.substr(bar + 3, line.size() - bar - 5)));
    } else if (!sections.empty() && sections.back().first_line.empty()) {
      sections.back().first_line = line;
    }
  }
  return sections;
}

TEST(CommandsPage, HasASectionForEveryCommandInTheOrderOfTheHelp) {
  if (std::string(SETOFF_PROGRAM).empty()) GTEST_SKIP() << "this build has no program";
  std::vector<std::string> on_page;
  for (const auto& section : sections_of_page())
    on_page.push_back(section.command);
  std::vector<std::string> commands = commands_under("");
  EXPECT_GT(commands.size(), 10U);
  EXPECT_EQ(on_page, commands);
}

TEST(CommandsPage, ListsTheArgumentsOfTheHelpInItsWords) {
  if (std::string(SETOFF_PROGRAM).empty()) GTEST_SKIP() << "this build has no program";
  for (const auto& section : sections_of_page()) {
    const auto help = help_of(section.command);
    EXPECT_EQ(section.first_line, help.substr(0, help.find('\n')) + ".") << section.command;
    EXPECT_EQ(section.rows, arguments_of(section.command)) << section.command;
  }
}

}  // namespace
}  // namespace setoff::tests
