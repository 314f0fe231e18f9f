// price.fixed: a price, from a day on.

#include "ledger/rules/event_rules.h"
#include "ledger/rules/fixings.h"

namespace setoff {
namespace {

struct PriceFixedRules {
  static constexpr std::string_view kMeaning = "A price is fixed from a day on.";

  static std::string describe(const PriceFixed& data) { return fixing_phrase(data); }

  static Status prepare(const RuleContext& context, const PriceFixed& data) {
    return check_fixing(context, data);
  }

  static void apply(State& state, const Event&, const PriceFixed& data, Draft&&, Sequence) {
    state.fixings.set(data.key, data.value, data.date);
  }
};

}  // namespace

SETOFF_RULES(PriceFixed, PriceFixedRules)

}  // namespace setoff
