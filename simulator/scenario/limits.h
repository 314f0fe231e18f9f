#pragma once
// Limits of bank accounts, as terms of the scheme: what an account must keep, may hold, may owe or
// may spend. The books enforce them: an event that exceeds a limit is refused, or booked and
// reported. Money is in the account's currency.

#include <optional>
#include <string>

#include "ledger/base/amount.h"
#include "ledger/base/decimal.h"
#include "ledger/terms/kinds.h"
#include "simulator/scenario/names.h"
#include "simulator/scenario/payments.h"
#include "simulator/scenario/steps.h"

namespace setoff::simulator {

// Trade over an account: the invoices of contracts that are paid through it.
enum class TradeSide : std::uint8_t { exports, purchases, both };

// A limit that follows trade: a share of what was invoiced in the period that has just ended.
struct TradeShare {
  Decimal share;
  TradeSide of = TradeSide::both;
  Every every = Every::year;
  std::optional<Money> at_least;
  std::optional<Money> at_most;
  friend bool operator==(const TradeShare&, const TradeShare&) = default;
};

struct AccountLimit {
  std::string name;
  LimitKind kind = LimitKind::swing;
  AccountRef account;
  std::optional<std::string> purpose;      // spend only
  LimitPeriod period = LimitPeriod::none;  // spend only; none: the whole run
  Steps<Money> amount;
  std::optional<TradeShare> then;  // from the first period on that begins during the run
  OnExcess on_excess = OnExcess::refuse;
  friend bool operator==(const AccountLimit&, const AccountLimit&) = default;
};

}  // namespace setoff::simulator
