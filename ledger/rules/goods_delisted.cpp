// goods.delisted: a good or another use of money is taken off the list.

#include "ledger/rules/event_rules.h"

namespace setoff {
namespace {

struct GoodsDelistedRules {
  static constexpr std::string_view kMeaning = "A good or use is taken off the list.";

  static std::string describe(const GoodsDelisted& data) {
    return data.good + " for " + data.purpose;
  }

  static Status prepare(const RuleContext& context, const GoodsDelisted& data) {
    if (context.state.listings.purpose_of(data.good, context.day()) != data.purpose)
      return Error(Code::state_unchanged,
                   "'" + data.good + "' is not listed under '" + data.purpose + "'");
    return Ok{};
  }

  static void apply(State& state, const Event& event, const GoodsDelisted& data, Draft&&,
                    Sequence) {
    state.listings.set(data.good, data.purpose, event.value_date, false);
  }
};

}  // namespace

SETOFF_RULES(GoodsDelisted, GoodsDelistedRules)

}  // namespace setoff
