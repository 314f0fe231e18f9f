#pragma once
// Explains a command line that does not parse: the wrong word, the nearest valid one, and where to
// find help.

#include <span>
#include <string>

namespace CLI {
class App;
}

namespace setoff::cli {

// Empty if every command named exists; the parser's own message is right then.
[[nodiscard]] std::string explain_command(const CLI::App& app,
                                          std::span<const std::string> arguments);
// Explains the first option that the command does not have; empty if there is none.
[[nodiscard]] std::string explain_option(const CLI::App& app,
                                         std::span<const std::string> arguments);

}  // namespace setoff::cli
