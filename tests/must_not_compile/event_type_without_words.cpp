// The file of an event type defines every facet: here the phrase that describes an event.
// expect: KeyRetired lacks a facet
#include "ledger/rules/event_rules.h"

namespace setoff {
namespace {

struct KeyRetiredRules {
  static constexpr std::string_view kMeaning = "A public key is withdrawn.";
#ifdef CONTROL
  static std::string describe(const KeyRetired&) { return {}; }
#endif
  static Status prepare(const RuleContext&, const KeyRetired&) { return Ok{}; }
  static void apply(State&, const Event&, const KeyRetired&, Draft&&, Sequence) {}
};

}  // namespace

SETOFF_RULES(KeyRetired, KeyRetiredRules)

}  // namespace setoff
