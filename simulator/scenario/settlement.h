#pragma once
// Settlements: what the banks do about the balance of a clearing account: pay all of it at the end
// of each period, or what exceeds the swing. The balances of several accounts may be netted: they
// are called together, and only their net amount needs money. Money is in the accounts' currency.

#include <optional>
#include <string>
#include <vector>

#include "ledger/base/amount.h"
#include "simulator/scenario/distribution.h"
#include "simulator/scenario/names.h"
#include "simulator/scenario/payments.h"

namespace setoff::simulator {

enum class SettledPart : std::uint8_t {
  balance,  // all of it
  excess,   // what exceeds the swing limit of the account
};

struct Settlement {
  std::string name;
  std::vector<AccountRef> accounts;  // clearing accounts in one currency; at least one
  AccountRef through;                // of free money: pays a debt, or receives a claim
  SettledPart part = SettledPart::balance;
  Every every = Every::year;      // the creditor calls on the first day after each period
  std::optional<Money> at_least;  // less is not called; of the net amount
  Duration after;                 // from the call to the payment
  friend bool operator==(const Settlement&, const Settlement&) = default;
};

}  // namespace setoff::simulator
