// account.unfrozen: a frozen bank account is opened again.

#include "ledger/rules/event_rules.h"
#include "ledger/rules/freezes.h"

namespace setoff {
namespace {

struct AccountUnfrozenRules {
  static constexpr std::string_view kMeaning = "A frozen bank account is opened again.";

  static std::string describe(const AccountUnfrozen& data) {
    return data.account + " by " + data.by;
  }

  static Status prepare(const RuleContext& context, const AccountUnfrozen& data) {
    return check_switch(context, data.account, data.side, false);
  }

  static void apply(State& state, const Event& event, const AccountUnfrozen& data, Draft&&,
                    Sequence) {
    state.freezes.set(data.account, data.side, event.value_date, false);
  }
};

}  // namespace

SETOFF_RULES(AccountUnfrozen, AccountUnfrozenRules)

}  // namespace setoff
