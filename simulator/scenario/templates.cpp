#include "simulator/scenario/templates.h"

#include <algorithm>
#include <string>

namespace setoff::simulator {

namespace {

constexpr ScenarioTemplate kTemplates[] = {
    {"minimal", "one line of trade, one account, a buyer who pays"},
    {"escrow", "restricted money abroad: a waiver, approvals, food bought with it"},
    {"two-way", "trade both ways on a clearing account with a swing and its settlement"},
};

}  // namespace

std::string_view ScenarioTemplate::text() const {
  return templates::asset(std::string(kind) + ".yaml");
}

std::span<const ScenarioTemplate> scenario_templates() {
  return kTemplates;
}

const ScenarioTemplate* find_template(std::string_view kind) {
  const auto* const found = std::ranges::find(kTemplates, kind, &ScenarioTemplate::kind);
  return found == std::end(kTemplates) ? nullptr : found;
}

}  // namespace setoff::simulator
