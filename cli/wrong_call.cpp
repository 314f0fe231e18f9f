#include "cli/wrong_call.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "ledger/base/grouped.h"
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

// "--output" of "--output=x" and of "--output"; a short option keeps its one letter.
bool names(const CLI::Option& option, std::string_view argument) {
  const auto word = argument.substr(0, argument.find('='));
  const auto is = [word](std::string_view dashes, const std::vector<std::string>& all) {
    return std::ranges::any_of(
        all, [&](const std::string& name) { return word == std::string(dashes) + name; });
  };
  return is("--", option.get_lnames()) || is("-", option.get_snames());
}

std::string long_name(const CLI::Option& option) {
  return option.get_lnames().empty() ? option.get_name() : "--" + option.get_lnames().front();
}

// An option that takes one value and was given without one, or more than once.
std::string explain_option_values(const CLI::App& command, std::span<const std::string> words) {
  for (const auto* option : command.get_options()) {
    if (option->get_positional() || option->get_items_expected_max() != 1) continue;
    const auto given =
        std::ranges::count_if(words, [&](const std::string& word) { return names(*option, word); });
    if (given > 1)
      return long_name(*option) + " is given " + counted(static_cast<std::size_t>(given), "time") +
             "; give it once";
    const auto at =
        std::ranges::find_if(words, [&](const std::string& word) { return names(*option, word); });
    if (at == words.end() || at->find('=') != std::string::npos) continue;
    if (at + 1 == words.end() || (at + 1)->starts_with("--"))
      return long_name(*option) + " needs a value: " + long_name(*option) + " " +
             option->get_type_name();
  }
  return {};
}

// A word that the command has no place for; often the rest of a value that is not in quotes.
std::string explain_extra(const CLI::App& command, std::span<const std::string> words) {
  const auto extras = command.remaining();
  if (extras.empty()) return {};
  auto out = full_name(command) + " does not take '" + extras.front() + "'";
  const auto at = std::ranges::find(words, extras.front());
  if (at != words.end() && at - words.begin() >= 2 && (at - 2)->starts_with("-"))
    out += "; a value with a space is in quotes: " + *(at - 2) + " '" + *(at - 1) + " " + *at + "'";
  return out;
}

// What the command cannot do without.
std::string explain_missing(const CLI::App& command) {
  for (const auto* option : command.get_options()) {
    if (!option->get_required() || option->count() > 0) continue;
    const auto name = option->get_positional() ? option->get_name(true) : long_name(*option);
    const auto footer = command.get_footer();
    return full_name(command) + " needs " + name + (footer.empty() ? "" : "\n" + footer);
  }
  return {};
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
  return "there is no command '" + word + "'" + did_you_mean(word, names) + "\n" +
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
    return full_name(*command) + " has no option " + word + did_you_mean(word, names) + "\n" +
           "It has " + listed(names, 20);
  }
  return {};
}

std::string explain_values(const CLI::App& app, std::span<const std::string> arguments) {
  const auto [command, used] = command_at(app, arguments);
  const auto words = arguments.subspan(used);
  for (const auto& said : {explain_option_values(*command, words), explain_extra(*command, words),
                           explain_missing(*command)})
    if (!said.empty()) return said;
  return {};
}

}  // namespace setoff::cli
