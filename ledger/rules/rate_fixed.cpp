// rate.fixed: an exchange rate, from a day on.

#include "ledger/rules/event_rules.h"
#include "ledger/rules/fixings.h"

namespace setoff {
namespace {

struct RateFixedRules {
  static constexpr std::string_view kMeaning = "An exchange rate is fixed from a day on.";

  static std::string describe(const RateFixed& data) { return fixing_phrase(data); }

  static Status prepare(const RuleContext& context, const RateFixed& data) {
    if (!data.value.numerator.is_currency() || !data.value.denominator.is_currency())
      return Error(Code::bad_field,
                   "a rate is between two currencies; use price.fixed for " + data.value.units(),
                   "data.value");
    return check_fixing(context, data);
  }

  static void apply(State& state, const Event&, const RateFixed& data, Draft&&, Sequence) {
    state.fixings.set(data.key, data.value, data.date);
  }
};

}  // namespace

SETOFF_RULES(RateFixed, RateFixedRules)

}  // namespace setoff
