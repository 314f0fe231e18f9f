#pragma once
// Explains a command line that does not parse: the wrong word, the nearest valid one, and what is
// missing.

#include <span>
#include <string>

namespace CLI {
class App;
}

namespace setoff::cli {

// Empty if every command named exists.
[[nodiscard]] std::string explain_command(const CLI::App& app,
                                          std::span<const std::string> arguments);
// Explains the first option that the command does not have; empty if there is none.
[[nodiscard]] std::string explain_option(const CLI::App& app,
                                         std::span<const std::string> arguments);

// Too few, too many or repeated values, in words; empty if the parser's own message is right.
[[nodiscard]] std::string explain_values(const CLI::App& app,
                                         std::span<const std::string> arguments);

}  // namespace setoff::cli
