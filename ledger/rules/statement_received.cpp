// statement.received: a bank's statement of an account arrives.

#include "ledger/rules/checks.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/phrases.h"

namespace setoff {
namespace {

struct StatementReceivedRules {
  static constexpr std::string_view kMeaning = "The bank's statement of an account arrives.";

  static std::string describe(const StatementReceived& data) {
    return data.statement + " of " + data.account + ", " + span_phrase(data.from, data.to) +
           ", closing " + amount_phrase(data.closing);
  }

  static Status prepare(const RuleContext& context, const StatementReceived& data) {
    if (data.to <= data.from) return Error(Code::bad_range, "the statement has no day", "data.to");
    SETOFF_TRY(account, require_account(context, data.account));
    SETOFF_TRY_STATUS(require_currency(data.opening, account->currency, "data.opening"));
    SETOFF_TRY_STATUS(require_currency(data.closing, account->currency, "data.closing"));
    const auto last = context.state.statements.find(data.account);
    if (last == context.state.statements.end()) return Ok{};
    if (last->second.to != data.from || last->second.closing != data.opening)
      return Error(Code::statement_gap, "the last statement ends on " + last->second.to.text() +
                                            " with " + last->second.closing.text());
    return Ok{};
  }

  static void apply(State& state, const Event&, const StatementReceived& data, Draft&&, Sequence) {
    state.statements.insert_or_assign(data.account, LastStatement{data.to, data.closing});
  }
};

}  // namespace

SETOFF_RULES(StatementReceived, StatementReceivedRules)

}  // namespace setoff
