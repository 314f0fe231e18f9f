#pragma once
// What to say of a call that the command line does not know: the word that was wrong, the nearest
// one that there is, and where help stands.

#include <span>
#include <string>

namespace CLI {
class App;
}

namespace setoff::cli {

// Empty if every command named is there; the parser's own message is right then.
[[nodiscard]] std::string explain_command(const CLI::App& app,
                                          std::span<const std::string> arguments);
// The first option that the command does not have; empty if there is none.
[[nodiscard]] std::string explain_option(const CLI::App& app,
                                         std::span<const std::string> arguments);

}  // namespace setoff::cli
