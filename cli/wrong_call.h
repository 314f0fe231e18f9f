#pragma once
// What to say of a call that the parser refuses: the word that was wrong, and the nearest right
// one.

#include <span>
#include <string>

namespace CLI {
class App;
}

namespace setoff::cli {

// Empty if every command named exists.
[[nodiscard]] std::string explain_command(const CLI::App& app,
                                          std::span<const std::string> arguments);
// The first option that the command does not have; empty if there is none.
[[nodiscard]] std::string explain_option(const CLI::App& app,
                                         std::span<const std::string> arguments);

// Too few, too many or repeated values, in words; empty if the parser's own message is right.
[[nodiscard]] std::string explain_values(const CLI::App& app,
                                         std::span<const std::string> arguments);

}  // namespace setoff::cli
