// account.frozen: a bank account is closed to payments out, in, or both.

#include "ledger/rules/event_rules.h"
#include "ledger/rules/freezes.h"

namespace setoff {
namespace {

struct AccountFrozenRules {
  static constexpr std::string_view kMeaning =
      "A bank account is closed to payments out, to payments in, or to both.";

  static std::string describe(const AccountFrozen& data) { return data.account + " by " + data.by; }

  static Status prepare(const RuleContext& context, const AccountFrozen& data) {
    return check_switch(context, data.account, data.side, true);
  }

  static void apply(State& state, const Event& event, const AccountFrozen& data, Draft&&,
                    Sequence) {
    state.freezes.set(data.account, data.side, event.value_date, true);
  }
};

}  // namespace

SETOFF_RULES(AccountFrozen, AccountFrozenRules)

}  // namespace setoff
