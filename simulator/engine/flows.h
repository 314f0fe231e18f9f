#pragma once
// DayFlows: what happened on one day; the phases fill it in and the recorder reads it once. Indexed
// by line or good of the Scenario. Money is in minor units of the book currency unless stated
// otherwise, quantities in minor units of their unit.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ledger/base/amount.h"
#include "ledger/base/decimal.h"
#include "simulator/scenario/model.h"

namespace setoff::simulator {

struct LineFlows {
  std::int64_t delivered = 0;
  std::int64_t retained = 0;         // as a fee in kind, on top of what is delivered
  std::int64_t delivered_value = 0;  // value of the day's delivery, in the price currency
  std::int64_t paid = 0;             // received from the buyer, at the day's rate
  std::optional<Rate> price;
  bool cut = false;
};

// Of a clearing account, in minor units of its currency.
struct AccountFlows {
  std::int64_t called = 0;   // for settlement, by either side
  std::int64_t settled = 0;  // paid of what was called
  std::int64_t moved = 0;    // of it, to another clearing account, where it is owed still
  bool consulted = false;
};

struct PurchaseFlows {
  std::int64_t retained = 0;
  bool cut = false;
  std::int64_t delivered = 0;
  std::int64_t billed = 0;
  std::int64_t paid = 0;
};

struct GoodFlows {
  std::int64_t ordered = 0;
  std::int64_t landed = 0;    // as booked in the ledger
  std::int64_t in_stock = 0;  // added to the stock after the last pipeline stage
  std::int64_t need = 0;      // gross
  std::int64_t net_need = 0;  // less what is met outside the scheme
  std::int64_t stock = 0;     // at the end of the day
  bool short_of_floor = false;
};

// Money paid into or out of an account, in the currency of payment; expectations sum these.
struct IncomingPayment {
  Day day;
  LineRef line;
  Money amount;
};
struct OutgoingPayment {
  Day day;
  std::string purpose;
  Money amount;
};

struct DayFlows {
  std::vector<LineFlows> lines;
  std::vector<AccountFlows> accounts;
  std::vector<PurchaseFlows> purchases;
  std::vector<GoodFlows> goods;
  std::vector<std::int64_t> home_money;  // issued, by Scenario::monetisation, in its currency
  std::int64_t released = 0;
  std::int64_t converted = 0;

  explicit DayFlows(const Scenario& scenario)
      : lines(scenario.exports.size()),
        accounts(scenario.accounts.size()),
        purchases(scenario.purchases.size()),
        goods(scenario.imports ? scenario.imports->goods.size() : 0),
        home_money(scenario.monetisation.size()) {}
};

}  // namespace setoff::simulator
