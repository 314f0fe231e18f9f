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

std::vector<ShownEvent> shown_events(const std::string& page) {
  const std::string kRefused = "Refused: `";
  std::vector<ShownEvent> events;
  std::istringstream lines(page);
  std::string heading;
  bool inside_event = false;
  bool inside_other = false;
  bool after_event = false;  // only empty lines since its end
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.starts_with("```")) {
      after_event = inside_event;
      const bool begins = !inside_event && !inside_other;
      inside_event = begins && line == "```json";
      inside_other = begins && line != "```json";
      if (inside_event) events.push_back({number, heading, {}, {}});
    } else if (inside_event) {
      events.back().json += line + "\n";
    } else if (!inside_other && !trimmed(line).empty()) {
      if (line.starts_with("#")) heading = trimmed(line.substr(line.find_first_not_of('#')));
      std::erase(heading, '`');
      if (after_event && line.starts_with(kRefused))
        events.back().refusal =
            line.substr(kRefused.size(), line.find('`', kRefused.size()) - kRefused.size());
      after_event = false;
    }
  }
  return events;
}

std::string missing_line(const ShownCommand& command, const std::string& output) {
  std::istringstream lines(output);
  std::string line;
  for (const auto& expected : command.expected) {
    const auto part = expected.substr(0, expected.size() - (expected.ends_with("...") ? 3 : 0));
    bool found = false;
    while (!found && std::getline(lines, line))
      found = trimmed(line).contains(part);
    if (!found) return expected;
  }
  return {};
}

}  // namespace setoff::tests
