// period.closed: the books are closed up to a day.

#include "ledger/rules/event_rules.h"

namespace setoff {
namespace {

struct PeriodClosedRules {
  static constexpr std::string_view kMeaning =
      "The books are closed up to a day; a later booking into that period needs an override.";

  static std::string describe(const PeriodClosed& data) {
    return "through " + data.through.text() + " by " + data.by;
  }

  static Status prepare(const RuleContext& context, const PeriodClosed& data) {
    const auto& closed = context.state.closed_through;
    if (closed && data.through <= *closed)
      return Error(Code::period_order,
                   "the books are closed through " + closed->text() + " already");
    // A closing cannot be reversed: closing future days would shut the books for good.
    if (data.through > context.event.value_date)
      return Error(Code::bad_range,
                   "the closing is dated " + context.event.value_date.text() +
                       ", before the last day that it closes, " + data.through.text() +
                       "; a period is closed on its last day or later",
                   "data.through");
    return Ok{};
  }

  static void apply(State& state, const Event&, const PeriodClosed& data, Draft&&, Sequence) {
    state.closed_through = data.through;
  }
};

}  // namespace

SETOFF_RULES(PeriodClosed, PeriodClosedRules)

}  // namespace setoff
