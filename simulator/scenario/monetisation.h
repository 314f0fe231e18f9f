#pragma once
// Monetisation: the home central bank issues home money against money that is blocked abroad, a
// share of what has been added to it since the last issue. The blocked money stays where it is, and
// the home money stays issued when some of it is released.

#include <optional>
#include <string>

#include "ledger/base/amount.h"
#include "ledger/base/decimal.h"
#include "simulator/scenario/names.h"
#include "simulator/scenario/payments.h"
#include "simulator/scenario/steps.h"

namespace setoff::simulator {

struct Monetisation {
  std::string name;
  AccountRef account;  // a restricted one
  Currency currency;   // of the home money
  Decimal share;       // of the blocked money, at the rate of the day
  Every every = Every::month;
  std::optional<DateRange> when;
  friend bool operator==(const Monetisation&, const Monetisation&) = default;
};

}  // namespace setoff::simulator
