#include "simulator/engine/orders.h"

#include <algorithm>

#include "ledger/base/int128.h"
#include "simulator/engine/ration.h"
#include "simulator/engine/views.h"
#include "simulator/scenario/evaluate.h"
#include "simulator/scenario/periods.h"

namespace setoff::simulator {

namespace {

// A quantity below a parcel divided by this is not ordered on its own, unless no approval buys
// more.
constexpr std::int64_t kPiecesPerParcel = 20;

// The largest quantity, at most `wanted`, whose credit holds no more than `open`.
Result<std::int64_t> affordable(const Scenario& scenario, const DayContext& today, const Good& good,
                                const Rate& price, std::int64_t wanted, std::int64_t open) {
  SETOFF_TRY(whole, cost_of(scenario, today.state(), good, price, wanted, today.day));
  if (whole.hold <= open || whole.hold == 0) return wanted;
  const auto part = multiply_divide(wanted, open, whole.hold, Rounding::down);
  std::int64_t quantity = part.value_or(0);
  while (quantity > 0) {
    SETOFF_TRY(cost, cost_of(scenario, today.state(), good, price, quantity, today.day));
    if (cost.hold <= open) break;
    --quantity;
  }
  return quantity;
}

}  // namespace

Status ImportOrders::run_day(DayContext& today, const Stocks& stocks, ImportPipeline& pipeline,
                             const ReleaseProcess& release_process) const {
  if (!scenario_.imports) return Ok{};
  if (!period_begins(scenario_.time, scenario_.imports->order_every, today.day)) return Ok{};
  SETOFF_TRY_STATUS(pipeline.abandon_waiting_orders(today, release_process));
  auto pools_today = pools(today, release_process);
  if (pools_today.empty()) return Ok{};
  SETOFF_TRY(wanted, demands(today, stocks, pipeline));
  for (auto& pool : pools_today)
    SETOFF_TRY_STATUS(order_from(today, pool, wanted, pipeline));
  return Ok{};
}

Result<std::vector<ImportOrders::Demand>> ImportOrders::demands(
    const DayContext& today, const Stocks& stocks, const ImportPipeline& pipeline) const {
  std::vector<Demand> found;
  for (std::uint32_t i = 0; i < scenario_.imports->goods.size(); ++i) {
    const Good& good = scenario_.imports->goods[i];
    if (!good.listed_on(today.day)) continue;
    SETOFF_TRY(parcels, parcels_wanted(scenario_, GoodRef(i), today.day, stocks, pipeline));
    if (std::ranges::all_of(parcels, [](std::int64_t n) { return n == 0; })) continue;
    SETOFF_TRY(price, price_on(scenario_, good, today.day));
    SETOFF_TRY(cost,
               cost_of(scenario_, today.state(), good, price, good.parcel.minor(), today.day));
    if (cost.hold > 0) found.push_back({GoodRef(i), price, parcels, cost.hold, 0});
  }
  std::ranges::stable_sort(found, {}, [&](const Demand& demand) {
    return scenario_.imports->goods[demand.good.index()].priority;
  });
  return found;
}

std::vector<ImportOrders::Pool> ImportOrders::pools(const DayContext& today,
                                                    const ReleaseProcess& release_process) const {
  std::vector<Pool> found;
  const std::string account = name_of(scenario_, scenario_.imports->account);
  for (auto& release : live_releases(today.state(), account, today.day)) {
    if (release.open <= 0 || release_process.is_for_use(release.name)) continue;
    auto pool = std::ranges::find_if(found, [&](const Pool& p) {
      return p.purpose == release.purpose && p.payee == release.payee;
    });
    if (pool == found.end())
      pool = found.insert(found.end(), Pool{release.purpose, release.payee, {}});
    pool->releases.push_back(std::move(release));
  }
  // Money restricted to one supplier first.
  std::ranges::stable_sort(found, {}, [](const Pool& p) { return p.payee.has_value() ? 0 : 1; });
  return found;
}

bool ImportOrders::fits(const Pool& pool, const Demand& demand) const {
  const Good& good = scenario_.imports->goods[demand.good.index()];
  return ledger_name(good.purpose) == pool.purpose &&
         (!pool.payee || *pool.payee == name_of(scenario_, good.supplier));
}

// Chooses parcels of one rung; returns the budget left for the next. The part of a share that does
// not buy a whole parcel stays reserved for its good and remains on the account.
Result<std::int64_t> ImportOrders::choose_rung(std::size_t rung, std::int64_t budget,
                                               const std::vector<Demand*>& eligible) const {
  std::vector<Need> needs;
  for (const Demand* demand : eligible) {
    const Good& good = scenario_.imports->goods[demand->good.index()];
    const auto amount = narrow(Int128{demand->hold} * demand->parcels[rung]);
    if (!amount) return Error(Code::overflow, "the cost of what is wanted of " + good.name);
    needs.push_back({good.name, good.priority, *amount});
  }
  SETOFF_TRY(shares, ration(budget, needs, scenario_.imports->rationing));
  for (std::size_t i = 0; i < eligible.size(); ++i) {
    const std::int64_t parcels = shares[i] / eligible[i]->hold;
    eligible[i]->chosen += parcels;
    eligible[i]->parcels[rung] -= parcels;
    budget -= shares[i];
  }
  return budget;
}

// Money that would lapse before the next order day buys parcels of other goods instead.
void ImportOrders::spend_lapsing(std::int64_t lapsing, const std::vector<Demand*>& eligible) const {
  for (const Demand* demand : eligible)
    lapsing -= demand->chosen * demand->hold;
  for (std::size_t rung = 0; rung < kRungs.size(); ++rung) {
    for (Demand* demand : eligible) {
      if (lapsing <= 0) return;
      const std::int64_t parcels = std::min(lapsing / demand->hold, demand->parcels[rung]);
      demand->chosen += parcels;
      demand->parcels[rung] -= parcels;
      lapsing -= parcels * demand->hold;
    }
  }
}

Status ImportOrders::order_from(DayContext& today, Pool& pool, std::vector<Demand>& demands,
                                ImportPipeline& pipeline) const {
  const Day next = next_order_day(scenario_, today.day);
  std::int64_t budget = 0;
  std::int64_t lapsing = 0;
  for (const auto& release : pool.releases) {
    budget += release.open;
    if (release.valid_until < next) lapsing += release.open;
  }
  std::vector<Demand*> eligible;
  for (auto& demand : demands) {
    demand.chosen = 0;
    if (fits(pool, demand)) eligible.push_back(&demand);
  }
  for (std::size_t rung = 0; rung < kRungs.size(); ++rung) {
    SETOFF_TRY(left, choose_rung(rung, budget, eligible));
    budget = left;
  }
  spend_lapsing(lapsing, eligible);
  for (const Demand* demand : eligible)
    if (demand->chosen > 0) SETOFF_TRY_STATUS(place(today, pool, *demand, pipeline));
  return Ok{};
}

Status ImportOrders::place(DayContext& today, Pool& pool, const Demand& demand,
                           ImportPipeline& pipeline) const {
  const std::int64_t parcel = scenario_.imports->goods[demand.good.index()].parcel.minor();
  const std::int64_t whole = demand.chosen * parcel;
  SETOFF_TRY(left, place_pieces(today, pool, demand, {whole, parcel / kPiecesPerParcel}, pipeline));
  // If every approval buys less than the minimum, order the small parts after all.
  if (left == whole) SETOFF_TRY_STATUS(place_pieces(today, pool, demand, {whole, 1}, pipeline));
  return Ok{};
}

// Places one order per approval that buys a sufficient part; returns the quantity not ordered.
Result<std::int64_t> ImportOrders::place_pieces(DayContext& today, Pool& pool, const Demand& demand,
                                                Pieces pieces, ImportPipeline& pipeline) const {
  const Good& good = scenario_.imports->goods[demand.good.index()];
  std::int64_t left = pieces.quantity;
  for (auto& release : pool.releases) {
    if (left <= 0) break;
    SETOFF_TRY(quantity, affordable(scenario_, today, good, demand.price, left, release.open));
    const bool worth_it = quantity == left || quantity >= pieces.smallest;
    if (quantity <= 0 || !worth_it) continue;
    SETOFF_TRY(cost, cost_of(scenario_, today.state(), good, demand.price, quantity, today.day));
    if (!cost.amount.is_positive()) continue;
    SETOFF_TRY_STATUS(pipeline.place(today, demand.good, quantity, demand.price, release.name));
    release.open -= cost.hold;
    left -= quantity;
  }
  return left;
}

}  // namespace setoff::simulator
