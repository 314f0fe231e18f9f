#include "simulator/engine/order_cost.h"

#include "ledger/arithmetic/pricing.h"
#include "ledger/books/holds.h"
#include "simulator/engine/views.h"
#include "simulator/scenario/business_days.h"

namespace setoff::simulator {

Result<OrderCost> cost_of(const Scenario& scenario, const State& state, const Good& good,
                          const Rate& price, std::int64_t quantity, Day day) {
  const Rounding rounding = scenario.currency.rounding;
  const Currency currency = scenario.account(scenario.imports->account).currency;
  SETOFF_TRY(price_of_all, price_of({Exact(quantity, good.unit.scale()), {}, price.value}));
  SETOFF_TRY(value, exact_value_on(state, price_of_all, good.price_currency, currency, day));
  SETOFF_TRY(minor, value.round(currency.scale(), rounding));
  const Money amount(minor, currency);
  SETOFF_TRY(extra, times(amount.minor(), scenario.imports->tolerance, rounding));
  return OrderCost{amount, amount.minor() + extra};
}

Day expected_arrival(const Scenario& scenario, Day day) {
  for (const Stage& stage : scenario.imports->pipeline)
    day = after(scenario.time.workdays, day, stage.takes);
  return day;
}

}  // namespace setoff::simulator
