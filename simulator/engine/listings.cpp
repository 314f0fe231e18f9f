#include "simulator/engine/listings.h"

#include <algorithm>

namespace setoff::simulator {

Status list_goods(const Scenario& scenario, DayContext& today) {
  std::vector<std::pair<std::string, std::string>> listed;  // good, purpose
  for (const auto& purpose : scenario.purposes)
    listed.emplace_back(ledger_name(purpose), ledger_name(purpose));
  if (scenario.imports) {
    for (const auto& good : scenario.imports->goods)
      if (good.listed_on(today.day))
        listed.emplace_back(ledger_name(good.name), ledger_name(good.purpose));
  }
  for (const auto& purchase : scenario.purchases) {
    const std::string& name = purchase.contract.name;
    listed.emplace_back(ledger_name(name),
                        ledger_name(purchase.purpose.empty() ? name : purchase.purpose));
  }
  std::ranges::sort(listed);
  const auto [first, last] = std::ranges::unique(listed);
  listed.erase(first, last);
  for (const auto& [good, purpose] : listed) {
    SETOFF_TRY_STATUS(today.events.require(shortened_name("list-" + good + "-" + purpose),
                                           GoodsListed{.good = good, .purpose = purpose}));
  }
  return Ok{};
}

Status change_listings(const Scenario& scenario, DayContext& today) {
  if (!scenario.imports || today.day == scenario.time.from) return Ok{};
  for (const Good& good : scenario.imports->goods) {
    const bool listed = good.listed_on(today.day);
    if (listed == good.listed_on(today.day - 1)) continue;
    const std::string name = ledger_name(good.name);
    const std::string purpose = ledger_name(good.purpose);
    const std::string id =
        shortened_name((listed ? "list-" : "delist-") + name + "-" + today.day.text());
    SETOFF_TRY_STATUS(
        listed ? today.events.require(id, GoodsListed{.good = name, .purpose = purpose})
               : today.events.require(id, GoodsDelisted{.good = name, .purpose = purpose}));
  }
  return Ok{};
}

}  // namespace setoff::simulator
