// limit.set: a limit on a bank account.

#include "ledger/rules/checks.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/phrases.h"

namespace setoff {
namespace {

struct LimitSetRules {
  static constexpr std::string_view kMeaning =
      "A limit on a bank account comes into force and replaces the one of the same name.";

  static std::string describe(const LimitSet& data) {
    return data.limit + ": " + std::string(enum_name(data.kind)) + " of " +
           amount_phrase(data.value) + " on " + data.account;
  }

  static Status prepare(const RuleContext& context, const LimitSet& data) {
    if ((data.period != LimitPeriod::none || data.purpose) && data.kind != LimitKind::spend)
      return Error(Code::bad_field, "only a spend limit has a period or a purpose", "data.period");
    SETOFF_TRY(account, require_account(context, data.account));
    SETOFF_TRY_STATUS(require_currency(data.value, account->currency, "data.value"));
    return Ok{};
  }

  static void apply(State& state, const Event& event, const LimitSet& data, Draft&&, Sequence) {
    state.limits.set(data, event.value_date);
  }
};

}  // namespace

SETOFF_RULES(LimitSet, LimitSetRules)

}  // namespace setoff
