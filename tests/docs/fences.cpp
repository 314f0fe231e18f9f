#include "tests/docs/fences.h"

#include <optional>
#include <sstream>

namespace setoff::tests {
namespace {

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

enum class Inside { prose, command, output, other };

}  // namespace

std::vector<ShownCommand> shown_commands(const std::string& page) {
  std::vector<ShownCommand> commands;
  std::istringstream lines(page);
  Inside inside = Inside::prose;
  bool after_command = false;  // only empty lines since the end of a command
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.starts_with("```")) {
      if (inside != Inside::prose) {
        after_command = inside == Inside::command;
        inside = Inside::prose;
      } else if (line == "```sh") {
        commands.push_back({number, {}, {}});
        inside = Inside::command;
      } else {
        inside = line == "```text" && after_command ? Inside::output : Inside::other;
      }
    } else if (inside == Inside::command) {
      commands.back().script += line + "\n";
    } else if (inside == Inside::output) {
      const auto text = trimmed(line);
      if (!text.empty() && text != "...") commands.back().expected.push_back(text);
    } else if (!trimmed(line).empty()) {
      after_command = false;
    }
  }
  return commands;
}

std::string missing_line(const ShownCommand& command, const std::string& output) {
  std::istringstream lines(output);
  std::string line;
  for (const auto& expected : command.expected) {
    bool found = false;
    while (!found && std::getline(lines, line))
      found = trimmed(line).contains(expected);
    if (!found) return expected;
  }
  return {};
}

}  // namespace setoff::tests
