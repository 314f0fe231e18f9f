// The file of an event type defines every facet: here its reversal lacks undo_facts().
// expect: LatefeeCharged has the facets of a reversal if, and only if, it is reversible
#include "ledger/rules/event_rules.h"

namespace setoff {
namespace {

struct LatefeeChargedRules {
  static constexpr std::string_view kMeaning = "A late fee is charged.";
  static std::string describe(const LatefeeCharged&) { return {}; }
  static Status prepare(const RuleContext&, const LatefeeCharged&) { return Ok{}; }
  static void apply(State&, const Event&, const LatefeeCharged&, Draft&&, Sequence) {}
  static Status prepare_reversal(const RuleContext&, const Entry&, const LatefeeCharged&) {
    return Ok{};
  }
#ifdef CONTROL
  static void undo_facts(State&, const Entry&, const LatefeeCharged&) {}
#endif
};

}  // namespace

SETOFF_RULES(LatefeeCharged, LatefeeChargedRules)

}  // namespace setoff
