// goods.listed: a good or another use of money may be paid for.

#include "ledger/rules/event_rules.h"
#include "ledger/rules/segments.h"

namespace setoff {
namespace {

struct GoodsListedRules {
  static constexpr std::string_view kMeaning =
      "A good, or another use of money, is put on the list of what may be paid for.";

  static std::string describe(const GoodsListed& data) {
    return data.good + " for " + data.purpose;
  }

  static Status prepare(const RuleContext& context, const GoodsListed& data) {
    SETOFF_TRY_STATUS(check_segment(data.good, "data.good"));
    SETOFF_TRY_STATUS(check_segment(data.purpose, "data.purpose"));
    if (context.state.listings.purpose_of(data.good, context.day()) == data.purpose)
      return Error(Code::state_unchanged,
                   "'" + data.good + "' is listed under '" + data.purpose + "' already");
    return Ok{};
  }

  static void apply(State& state, const Event& event, const GoodsListed& data, Draft&&, Sequence) {
    state.listings.set(data.good, data.purpose, event.value_date, true);
  }
};

}  // namespace

SETOFF_RULES(GoodsListed, GoodsListedRules)

}  // namespace setoff
