// calendar.adopted: the working days of a place.

#include "ledger/rules/event_rules.h"

namespace setoff {
namespace {

struct CalendarAdoptedRules {
  static constexpr std::string_view kMeaning = "A calendar of working days is adopted for a place.";

  static std::string describe(const CalendarAdopted&) { return {}; }

  static Status prepare(const RuleContext&, const CalendarAdopted&) { return Ok{}; }

  static void apply(State&, const Event&, const CalendarAdopted&, Draft&&, Sequence) {}
};

}  // namespace

SETOFF_RULES(CalendarAdopted, CalendarAdoptedRules)

}  // namespace setoff
