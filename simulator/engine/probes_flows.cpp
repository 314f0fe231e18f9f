// Probes of the day: trade both ways, rates, goods, windows.

#include <algorithm>

#include "ledger/books/holds.h"
#include "ledger/query/figures.h"
#include "simulator/engine/probes.h"
#include "simulator/engine/views.h"

namespace setoff::simulator {

namespace {

constexpr int kRateScale = 6;

std::string per(std::string_view a, std::string_view b) {
  return std::string(a) + "/" + std::string(b);
}

// At six places or those of the price; zero where there is no value.
std::int64_t minor_of(const Decimal* value, int scale) {
  const auto minor =
      value == nullptr ? Result<std::int64_t>(0) : Exact(*value).round(scale, Rounding::half_even);
  return minor ? *minor : 0;
}

void add_purchases(ProbeList& list) {
  const ColumnForm money = list.money(Aggregation::flow);
  for (std::size_t i = 0; i < list.scenario().purchases.size(); ++i) {
    const Contract& contract = list.scenario().purchases[i].contract;
    const ColumnForm amount = ProbeList::form(contract.unit, Aggregation::flow);
    const auto add = [&](std::string_view group, const ColumnForm& form, auto member) {
      list.add({group, contract.name}, form, ProbeSource::flows, [i, member](const Evening& e) {
        return std::int64_t{e.flows->purchases[i].*member};
      });
    };
    add("supplied", amount, &PurchaseFlows::delivered);
    if (contract.retained != Decimal()) add("retained", amount, &PurchaseFlows::retained);
    add("purchased", money, &PurchaseFlows::billed);
    add("paid_for", money, &PurchaseFlows::paid);
    add("cut", ProbeList::flag(), &PurchaseFlows::cut);
  }
}

void add_swings(ProbeList& list) {
  const Scenario& scenario = list.scenario();
  for (std::uint32_t i = 0; i < scenario.accounts.size(); ++i) {
    if (std::ranges::none_of(scenario.limits, [&](const AccountLimit& limit) {
          return limit.kind == LimitKind::swing && limit.account == AccountRef(i);
        }))
      continue;
    const ScenarioAccount& account = scenario.accounts[i];
    list.add({"swing", account.name}, ProbeList::form(account.currency, Aggregation::level),
             ProbeSource::flows, [&scenario, i](const Evening& e) {
               return swing_on(scenario, e.state, AccountRef(i), e.day).value_or(0);
             });
  }
}

void add_settlements(ProbeList& list) {
  const Scenario& scenario = list.scenario();
  for (std::uint32_t i = 0; i < scenario.accounts.size(); ++i) {
    const ScenarioAccount& account = scenario.accounts[i];
    bool settled = false;
    bool moved = false;
    for (const Settlement& settlement : scenario.settlements) {
      if (std::ranges::count(settlement.accounts, AccountRef(i)) == 0) continue;
      settled = true;
      moved = moved || scenario.account(settlement.through).use == AccountUse::clearing;
    }
    if (!settled && account.consult_after_months == 0) continue;
    const ColumnForm flow = ProbeList::form(account.currency, Aggregation::flow);
    const auto add = [&](std::string_view group, const ColumnForm& form, auto member) {
      list.add({group, account.name}, form, ProbeSource::flows, [i, member](const Evening& e) {
        return std::int64_t{e.flows->accounts[i].*member};
      });
    };
    add("called", flow, &AccountFlows::called);
    add("settled", flow, &AccountFlows::settled);
    if (moved) add("moved", flow, &AccountFlows::moved);
    add("consulted", ProbeList::flag(), &AccountFlows::consulted);
  }
}

void add_reporting_rate(ProbeList& list) {
  const Currency book = list.scenario().currency.contract;
  const Currency reporting = list.scenario().currency.reporting;
  if (book == reporting) return;
  list.add({kReportingRate}, {"", kRateScale, Aggregation::rate}, ProbeSource::flows,
           [book, reporting](const Evening& e) -> Result<std::int64_t> {
             const Currency other = *e.rate_of == book ? reporting : book;
             SETOFF_TRY(exact, exact_value_on(e.state, Exact(1, 0), *e.rate_of, other, e.day));
             return exact.round(kRateScale, Rounding::half_even);
           });
}

// A stock in days of a need, one decimal.
std::int64_t days_of(std::int64_t stock, std::int64_t need) {
  const auto days = need > 0 ? multiply_divide(stock, 10, need, Rounding::half_even) : std::nullopt;
  return days.value_or(0);
}

}  // namespace

Result<std::optional<Currency>> priced_currency(const Scenario& scenario, const State& state,
                                                Day day) {
  const Currency book = scenario.currency.contract;
  const Currency reporting = scenario.currency.reporting;
  if (book == reporting) return std::optional<Currency>();
  SETOFF_TRY(rate, rate_on(state, book, reporting, day));
  return std::optional(rate.denominator == book.commodity() ? book : reporting);
}

std::string reporting_unit(const Scenario& scenario, Currency rate_of) {
  const Currency book = scenario.currency.contract;
  const Currency other = rate_of == book ? scenario.currency.reporting : book;
  return per(other.code(), rate_of.code());
}

void add_two_way(ProbeList& list) {
  add_purchases(list);
  for (std::size_t i = 0; i < list.scenario().monetisation.size(); ++i) {
    const auto& terms = list.scenario().monetisation[i];
    list.add({"home_money", terms.name}, ProbeList::form(terms.currency, Aggregation::flow),
             ProbeSource::flows, [i](const Evening& e) { return e.flows->home_money[i]; });
  }
  add_swings(list);
  add_settlements(list);
}

void add_rates(ProbeList& list) {
  const Scenario& scenario = list.scenario();
  for (std::size_t i = 0; i < scenario.exports.size(); ++i) {
    const Contract& line = scenario.exports[i];
    const int scale = line.price_decimals;
    list.add({"price", line.name},
             {per(line.price_currency.code(), line.price_unit.code()), scale, Aggregation::rate},
             ProbeSource::flows, [i, scale](const Evening& e) {
               const auto& price = e.flows->lines[i].price;
               return minor_of(price ? &price->value : nullptr, scale);
             });
  }
  for (const auto& path : scenario.fx)
    list.add({"fx", path.name},
             {per(path.numerator.code(), path.denominator.code()), kRateScale, Aggregation::rate},
             ProbeSource::flows,
             [&path](const Evening& e) { return minor_of(path.values.at(e.day), kRateScale); });
  for (const auto& series : scenario.series)
    list.add({"series", series.name}, {series.unit, kRateScale, Aggregation::rate},
             ProbeSource::flows,
             [&series](const Evening& e) { return minor_of(series.values.at(e.day), kRateScale); });
  add_reporting_rate(list);
}

void add_goods(ProbeList& list) {
  if (!list.scenario().imports) return;
  const auto& goods = list.scenario().imports->goods;
  for (std::size_t i = 0; i < goods.size(); ++i) {
    const std::string& name = goods[i].name;
    const auto add = [&](std::string_view group, const ColumnForm& form, auto member) {
      list.add({group, name}, form, ProbeSource::flows,
               [i, member](const Evening& e) { return std::int64_t{e.flows->goods[i].*member}; });
    };
    const auto add_cover = [&](std::string_view group, auto need) {
      list.add({group, name}, {"days", 1, Aggregation::level}, ProbeSource::flows,
               [i, need](const Evening& e) {
                 return days_of(e.flows->goods[i].stock, e.flows->goods[i].*need);
               });
    };
    const ColumnForm flow = ProbeList::form(goods[i].unit, Aggregation::flow);
    add("stock", ProbeList::form(goods[i].unit, Aggregation::level), &GoodFlows::stock);
    add("need", flow, &GoodFlows::need);
    add("landed", flow, &GoodFlows::landed);
    add("ordered", flow, &GoodFlows::ordered);
    add_cover("cover", &GoodFlows::net_need);
    add_cover("national_cover", &GoodFlows::need);
    add("short", ProbeList::flag(), &GoodFlows::short_of_floor);
  }
}

void add_windows(ProbeList& list) {
  for (std::uint32_t i = 0; i < list.scenario().exports.size(); ++i) {
    const std::string& name = list.scenario().exports[i].name;
    list.add({"window", name}, ProbeList::flag(), ProbeSource::flows,
             [line = name_of(list.scenario(), LineRef(i))](const Evening& e) {
               const auto open = [&](const Window& w) {
                 const bool covers =
                     w.lines.empty() || std::ranges::find(w.lines, line) != w.lines.end();
                 return covers && w.from <= e.day && e.day < w.to;
               };
               return std::int64_t{std::ranges::any_of(e.state.windows.all(), open)};
             });
    list.add({"cut", name}, ProbeList::flag(), ProbeSource::flows,
             [i](const Evening& e) { return std::int64_t{e.flows->lines[i].cut}; });
  }
}

}  // namespace setoff::simulator
