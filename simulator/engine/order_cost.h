#pragma once
// What an order of goods takes: money, and time.

#include "ledger/books/state.h"
#include "simulator/scenario/model.h"

namespace setoff::simulator {

// What an order needs from the paying account.
struct OrderCost {
  Money amount;           // amount of the credit, in the account's currency
  std::int64_t hold = 0;  // including the tolerance
};
[[nodiscard]] Result<OrderCost> cost_of(const Scenario& scenario, const State& state,
                                        const Good& good, const Rate& price, std::int64_t quantity,
                                        Day day);

// The day on which an order placed on `day` is expected in stock, from the central durations of the
// stages.
[[nodiscard]] Day expected_arrival(const Scenario& scenario, Day day);

}  // namespace setoff::simulator
