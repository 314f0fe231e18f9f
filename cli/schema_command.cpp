#include <algorithm>
#include <iostream>

#include "cli/commands.h"
#include "cli/scenario_schema.h"
#include "ledger/exchange/event_schema.h"
#include "ledger/rules/describe.h"
#include "ledger/text/nearest.h"

namespace setoff::cli {
namespace {

constexpr std::string_view kAnyType = "event";
constexpr std::string_view kScenario = "scenario";  // no event, but a file of its own

void list_types() {
  std::size_t width = 0;
  for (const auto& facts : all_event_types())
    width = std::max(width, facts.name.size());
  for (const auto& facts : all_event_types())
    std::cout << facts.name << std::string(width + 2 - facts.name.size(), ' ')
              << meaning_of(facts.type) << "\n";
}

Error unknown_type(const std::string& type) {
  std::vector<std::string_view> known{kAnyType, kScenario};
  for (const auto& facts : all_event_types())
    known.push_back(facts.name);
  return {Code::unknown_type, "'" + type + "' is not a type of event" +
                                  did_you_mean(type, known, "; `setoff schema` lists them")};
}

}  // namespace

int show_schema(const std::string& type) {
  if (type.empty()) {
    list_types();
    return kGood;
  }
  if (type == kAnyType) {
    std::cout << any_event_schema();
    return kGood;
  }
  if (type == kScenario) {
    std::cout << scenario_schema();
    return kGood;
  }
  const auto* const facts = find_event_type(without_type_prefix(type));
  if (facts == nullptr) return fail(unknown_type(type));
  std::cout << event_schema(facts->type);
  return kGood;
}

}  // namespace setoff::cli
