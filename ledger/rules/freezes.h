#pragma once
// Freezing bank accounts: what account.frozen and account.unfrozen share.

#include "ledger/rules/rules.h"

namespace setoff {

// Checks that freezing the side of the account or, with `frozen` false, opening it again would
// change something. Errors: unknown_account, state_unchanged.
[[nodiscard]] Status check_switch(const RuleContext& context, const std::string& name,
                                  EntrySide side, bool frozen);

}  // namespace setoff
