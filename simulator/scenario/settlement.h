#pragma once
// Settlements: what the two banks do about the balance of a clearing account: pay all of it at the
// end of each period, or what exceeds the swing. Money is in the account's currency.

#include <optional>
#include <string>

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
  AccountRef account;  // the clearing account
  AccountRef through;  // account of free money that pays a debt, or that a claim is paid into
  SettledPart part = SettledPart::balance;
  Every every = Every::year;      // the creditor calls on the first day after each period
  std::optional<Money> at_least;  // less is not called
  Duration after;                 // from the call to the payment
  friend bool operator==(const Settlement&, const Settlement&) = default;
};

}  // namespace setoff::simulator
