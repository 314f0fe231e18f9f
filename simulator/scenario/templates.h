#pragma once
// Scenarios to begin with: commented files that run as they are. They are the files of
// simulator/scenario/templates, embedded in the program.

#include <span>
#include <string_view>

namespace setoff::simulator {

struct ScenarioTemplate {
  std::string_view kind;   // "escrow"
  std::string_view about;  // one line
  [[nodiscard]] std::string_view text() const;
};

// The simplest first.
[[nodiscard]] std::span<const ScenarioTemplate> scenario_templates();
// Null if there is none of that kind.
[[nodiscard]] const ScenarioTemplate* find_template(std::string_view kind);

namespace templates {

// An embedded file by name ("escrow.yaml"), defined by the build.
[[nodiscard]] std::string_view asset(std::string_view name);

}  // namespace templates
}  // namespace setoff::simulator
