#pragma once
// Settlements: what the banks do about the balance of a clearing account: pay all of it at the end
// of each period, or what exceeds the swing. The balances of several accounts may be netted: they
// are called together, and only their net amount needs money. Money is in the accounts' currency.

#include <optional>
#include <string>
#include <vector>

#include "ledger/base/amount.h"
#include "ledger/base/decimal.h"
#include "simulator/scenario/distribution.h"
#include "simulator/scenario/names.h"
#include "simulator/scenario/payments.h"

namespace setoff::simulator {

enum class SettledPart : std::uint8_t {
  balance,  // all of it
  excess,   // what exceeds the swing limit of the account
};

// A slice of a position and the share of it that is paid, as in the quotas of the European Payments
// Union. What lies beyond the last slice is paid in full.
struct PositionSlice {
  Money up_to;
  Decimal pays;
  friend bool operator==(const PositionSlice&, const PositionSlice&) = default;
};

// An amount called is paid in `number` equal parts, the first after Settlement::after.
struct Instalments {
  int number = 1;
  Duration apart;
  friend bool operator==(const Instalments&, const Instalments&) = default;
};

struct Settlement {
  std::string name;
  std::vector<AccountRef> accounts;  // clearing accounts in one currency; at least one
  AccountRef through;                // of free money: pays a debt, or receives a claim
  SettledPart part = SettledPart::balance;
  // When the creditor calls: once, or on the first day after each period.
  std::optional<Day> date;
  Every every = Every::year;
  std::optional<Money> at_least;  // less is not called; of the net amount
  Duration after;                 // from the call to the payment
  Instalments instalments;
  // Share that the home side loses where it sells a claim to a third party (a switch).
  Decimal discount;
  // By `up_to`; if not empty, what is called follows from the position (the balance, and what this
  // settlement has been paid of it), and the rest stays on the account as credit.
  std::vector<PositionSlice> slices;
  friend bool operator==(const Settlement&, const Settlement&) = default;
};

}  // namespace setoff::simulator
