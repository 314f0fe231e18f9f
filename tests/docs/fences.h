#pragma once
// Fences of a Markdown page: each ```sh block is a command that the reader is told to type; a
// ```text block right after it holds lines that its output must contain, in this order. `...`
// stands for lines left out, and at the end of a line for its rest. Each ```json block is an event;
// one that is followed by a paragraph that begins with "Refused: `code`" is refused with that code.

#include <cstddef>
#include <string>
#include <vector>

namespace setoff::tests {

struct ShownCommand {
  std::size_t line = 0;  // of the page, from 1
  std::string script;
  std::vector<std::string> expected;
};

[[nodiscard]] std::vector<ShownCommand> shown_commands(const std::string& page);

struct ShownEvent {
  std::size_t line = 0;
  std::string heading;  // of the section that it is in, without backticks
  std::string json;
  std::string refusal;  // code; empty: it is booked
};

[[nodiscard]] std::vector<ShownEvent> shown_events(const std::string& page);

// The first expected line that `output` does not contain after those before it; empty if all are
// there. Lines are compared without the spaces at their ends.
[[nodiscard]] std::string missing_line(const ShownCommand& command, const std::string& output);

}  // namespace setoff::tests
