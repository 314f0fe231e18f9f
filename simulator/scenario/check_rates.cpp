#include <set>

#include "simulator/scenario/check_places.h"
#include "simulator/scenario/currencies.h"

namespace setoff::simulator {

namespace {

std::string pair_text(Currency a, Currency b) {
  return std::string(a.code()) + "/" + std::string(b.code());
}

}  // namespace

// Reports each missing pair once, at the first place that needs it.
void check_rates(const CheckContext& file) {
  const Scenario& scenario = file.scenario;
  std::set<std::pair<Currency, Currency>> reported;
  for (const NeededRate& need : needed_rates(scenario)) {
    if (convertible(scenario, need.from, need.to)) continue;
    if (!reported.insert(std::minmax(need.from, need.to)).second) continue;
    const std::string place = amount_in(file, need.path, need.from);
    const Currency pivot = pivot_of(scenario);
    const bool crosses = pivot != need.from && pivot != need.to;
    file.error(place, "no_rate",
               place + " needs a rate between " + std::string(need.from.code()) + " and " +
                   std::string(need.to.code()) + ", and fx.rates has none" +
                   (crosses ? ", nor one of each to " + std::string(pivot.code()) : ""),
               "add a rate such as " + pair_text(need.to, need.from) + " under fx.rates");
  }
  for (const RatePath& rate : scenario.fx) {
    if (rate.values.at(scenario.time.from) != nullptr) continue;
    file.error_at(
        first_step(file, "fx.rates." + rate.name), "no_rate",
        "the rate '" + rate.name + "' has no value on the first day, " + scenario.time.from.text(),
        "let its first step begin on or before that day");
  }
}

}  // namespace setoff::simulator
