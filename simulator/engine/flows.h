#pragma once
// DayFlows: what happened on one day, filled in by the phases and read once by the recorder.
// Indexed by line, good or purpose of the Scenario. Money is in minor units of the book currency
// unless said otherwise, quantities are in minor units of their unit.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ledger/base/amount.h"
#include "ledger/base/decimal.h"
#include "simulator/scenario/model.h"

namespace setoff::sim {

struct LineFlows {
  std::int64_t delivered = 0;
  std::int64_t delivered_value = 0;  // of the day's delivery, in the price currency
  std::int64_t paid = 0;             // money that reached the deposit, at the day's rate
  std::optional<Rate> price;
  bool cut = false;
};

struct GoodFlows {
  std::int64_t ordered = 0;
  std::int64_t landed = 0;    // as the ledger has it
  std::int64_t in_stock = 0;  // what came into the stock, at the end of the last stage
  std::int64_t need = 0;      // gross
  std::int64_t stock = 0;     // level at the end of the day
  bool short_of_floor = false;
};

// Money that reached an account or left it, as it was paid; what expectations sum.
struct PaidIn {
  Day day;
  LineRef line;
  Money amount;
};
struct PaidOut {
  Day day;
  std::string purpose;
  Money amount;
};

struct DayFlows {
  std::vector<LineFlows> lines;
  std::vector<GoodFlows> goods;
  std::int64_t released = 0;
  std::int64_t converted = 0;

  explicit DayFlows(const Scenario& scenario)
      : lines(scenario.exports.size()),
        goods(scenario.imports ? scenario.imports->goods.size() : 0) {}
};

}  // namespace setoff::sim
