#include "ledger/rules/freezes.h"

#include "ledger/rules/checks.h"

namespace setoff {

Status check_switch(const RuleContext& context, const std::string& name, EntrySide side,
                    bool frozen) {
  SETOFF_TRY(account, require_account(context, name));
  const auto is = [&](EntrySide one) {
    return context.state.freezes.frozen(account->account, one, context.day()) == frozen;
  };
  const bool unchanged =
      side == EntrySide::both ? is(EntrySide::debit) && is(EntrySide::credit) : is(side);
  if (unchanged)
    return Error(Code::state_unchanged,
                 "the account '" + name + "' is " + (frozen ? "frozen already" : "not frozen"));
  return Ok{};
}

}  // namespace setoff
