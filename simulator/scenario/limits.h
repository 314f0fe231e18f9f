#pragma once
// Limits of bank accounts, as terms of the scheme: what an account must keep, may hold, may owe or
// may spend. The books enforce them: an event that exceeds a limit is refused, or booked and
// reported. Money is in the account's currency.

#include <optional>
#include <string>

#include "ledger/base/amount.h"
#include "ledger/terms/kinds.h"
#include "simulator/scenario/names.h"
#include "simulator/scenario/steps.h"

namespace setoff::simulator {

struct AccountLimit {
  std::string name;
  LimitKind kind = LimitKind::swing;
  AccountRef account;
  std::optional<std::string> purpose;      // spend only
  LimitPeriod period = LimitPeriod::none;  // spend only; none: the whole run
  Steps<Money> amount;
  OnExcess on_excess = OnExcess::refuse;
  friend bool operator==(const AccountLimit&, const AccountLimit&) = default;
};

}  // namespace setoff::simulator
