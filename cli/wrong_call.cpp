#include "cli/wrong_call.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "ledger/text/nearest.h"

namespace setoff::cli {
namespace {

std::vector<std::string> commands_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(command->get_name());
  return names;
}

std::string full_name(const CLI::App& app) {
  return app.get_parent() == nullptr ? app.get_name()
                                     : full_name(*app.get_parent()) + " " + app.get_name();
}

std::string suggestion(const std::string& word, const std::vector<std::string>& words) {
  const auto near = nearest(word, words);
  return near.empty() ? std::string() : "; did you mean " + near + "?";
}

// The command that the arguments lead to, and how many of them name it.
std::pair<const CLI::App*, std::size_t> command_at(const CLI::App& app,
                                                   std::span<const std::string> arguments) {
  const auto* command = &app;
  std::size_t used = 0;
  while (used < arguments.size() && !commands_of(*command).empty()) {
    const auto found = command->get_subcommands(
        [&](const CLI::App* under) { return under->get_name() == arguments[used]; });
    if (found.empty()) break;
    command = found.front();
    ++used;
  }
  return {command, used};
}

}  // namespace

std::string explain_command(const CLI::App& app, std::span<const std::string> arguments) {
  const auto [command, used] = command_at(app, arguments);
  const auto names = commands_of(*command);
  if (names.empty()) return {};
  if (used == arguments.size())
    return full_name(*command) + " needs a command: " + listed(names, 20);
  const auto& word = arguments[used];
  if (word.starts_with('-')) return {};
  return "there is no command '" + word + "'" + suggestion(word, names) + "\n" +
         full_name(*command) + " has " + listed(names, 20);
}

std::string explain_option(const CLI::App& app, std::span<const std::string> arguments) {
  const auto [command, used] = command_at(app, arguments);
  std::vector<std::string> names;
  for (const auto* option : command->get_options())
    for (const auto& name : option->get_lnames())
      names.push_back("--" + name);
  for (const auto& argument : arguments.subspan(used)) {
    const auto word = argument.substr(0, argument.find('='));
    if (!word.starts_with("--") || word == "--" || std::ranges::find(names, word) != names.end())
      continue;
    return full_name(*command) + " has no option " + word + suggestion(word, names) + "\n" +
           "It has " + listed(names, 20);
  }
  return {};
}

}  // namespace setoff::cli
