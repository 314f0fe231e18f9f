#include "simulator/engine/recorder.h"

#include <algorithm>
#include <array>
#include <map>

#include "ledger/core/positions.h"
#include "simulator/engine/stocks.h"
#include "simulator/engine/views.h"

namespace setoff::sim {

namespace {

// Restricted, requested, approved, converted, and what stands on free accounts.
using States = std::array<std::int64_t, 5>;

std::string per(std::string_view a, std::string_view b) {
  return std::string(a) + "/" + std::string(b);
}

// Sum of the postings of one layer and commodity, over all accounts, in absolute minor units.
std::int64_t imbalance(const State& state, Day day) {
  std::map<std::pair<Layer, Commodity>, Int128> sums;
  for (std::uint32_t i = 0; i < state.chart.size(); ++i) {
    const AccountId account(i);
    const Layer layer = facts_of(state.chart[account].kind).layer;
    for (const auto& cell : state.balances.cells(account))
      sums[{layer, cell.commodity}] += cell.series.at(day);
  }
  Int128 total = 0;
  for (const auto& [key, sum] : sums)
    total += sum < 0 ? -sum : sum;
  return narrow(total).value_or(INT64_MAX);
}

}  // namespace

void Recorder::put(std::string_view group, std::string_view of, std::string_view part,
                   const Form& form, std::int64_t value) {
  if (table_.days.size() == 1) {
    std::string name(group);
    for (const auto piece : {of, part})
      if (!piece.empty()) name += "." + std::string(piece);
    table_.columns.push_back({std::move(name), form.unit, form.scale, form.measure, {}});
  }
  table_.columns[next_++].values.push_back(value);
}

Recorder::Form Recorder::money(Measure measure) const {
  const Currency book = scenario_.currency.contract;
  return {std::string(book.code()), book.scale(), measure};
}

Status Recorder::record(const Today& today) {
  table_.days.push_back(today.day);
  next_ = 0;
  record_claims(today);
  TRY_STATUS(record_deposits(today));
  record_spent(today);
  record_accounts(today);
  record_flows(today);
  record_rates(today);
  TRY_STATUS(record_goods(today));
  record_windows(today);
  record_counts(today);
  return Ok{};
}

void Recorder::record_claims(const Today& today) {
  const Form level = money(Measure::level);
  for (std::uint32_t i = 0; i < scenario_.exports.size(); ++i) {
    const std::string& name = scenario_.exports[i].name;
    const ClaimSplit split = claims_on(today.state(), name_of(scenario_, LineRef(i)), today.day);
    put("claims", name, "undue", level, split.undue);
    put("claims", name, "due", level, split.due);
    put("claims", name, "overdue", level, split.overdue);
    put("claims", name, "penalty", level, split.penalty);
  }
}

// Money at banks by state, at book value: the book value of each currency's position is split over
// the states by largest remainder.
Status Recorder::record_deposits(const Today& today) {
  const Form level = money(Measure::level);
  const Currency book = scenario_.currency.contract;
  for (std::uint32_t i = 0; i < scenario_.exports.size(); ++i) {
    const std::string line = name_of(scenario_, LineRef(i));
    std::map<Currency, States> by_currency;
    for (const auto& account : scenario_.accounts) {
      auto& states = by_currency[account.currency];
      const auto split = deposit_on(today.state(), ledger_name(account.name), line, today.day);
      if (account.kind != AccountKind::restricted) {
        states[4] += split.posted;
        continue;
      }
      states[0] += split.restricted();
      states[1] += split.requested;
      states[2] += split.approved;
      states[3] += split.converted;
    }
    States value{};
    for (const auto& [currency, states] : by_currency) {
      std::vector<std::int64_t> parts(states.begin(), states.end());
      const bool usable = std::ranges::all_of(parts, [](auto part) { return part >= 0; }) &&
                          std::ranges::any_of(parts, [](auto part) { return part > 0; });
      if (currency != book) {
        const std::string segment = segment_of(currency);
        const std::int64_t worth =
            balance_on(today.state(), {Kind::position, segment, line}, book, today.day);
        if (usable && worth >= 0) {
          TRY(shared, split(worth, parts));
          parts = shared;
        } else {
          parts.assign(parts.size(), 0);
          parts[0] = worth;
        }
      }
      for (std::size_t s = 0; s < value.size(); ++s)
        value[s] += parts[s];
    }
    const std::string& name = scenario_.exports[i].name;
    put("deposit", name, "restricted", level, value[0]);
    put("deposit", name, "requested", level, value[1]);
    put("deposit", name, "approved", level, value[2]);
    put("deposit", name, "converted", level, value[3]);
  }
  return Ok{};
}

void Recorder::record_spent(const Today& today) {
  const Form level = money(Measure::level);
  const Currency book = scenario_.currency.contract;
  for (std::uint32_t i = 0; i < scenario_.exports.size(); ++i) {
    const std::string line = name_of(scenario_, LineRef(i));
    const auto held = [&](Kind kind, const std::string& object) {
      return balance_on(today.state(), {kind, object, line}, book, today.day);
    };
    std::int64_t spent = 0;
    if (scenario_.imports) {
      for (const auto& good : scenario_.imports->goods)
        for (const Kind kind : {Kind::transit, Kind::landed, Kind::loss})
          spent += held(kind, ledger_name(good.name));
    }
    for (const auto& purpose : scenario_.purposes)
      spent += held(Kind::purpose, ledger_name(purpose));
    put("spent", scenario_.exports[i].name, {}, level, spent);
    std::int64_t costs = 0;
    for (const auto& account : scenario_.accounts)
      for (const Kind kind : {Kind::carry, Kind::fee, Kind::spread, Kind::rounding})
        costs += held(kind, ledger_name(account.name));
    put("costs", scenario_.exports[i].name, {}, level, costs);
  }
}

void Recorder::record_accounts(const Today& today) {
  for (const auto& account : scenario_.accounts) {
    DepositSplit sum;
    for (std::uint32_t i = 0; i < scenario_.exports.size(); ++i) {
      const auto part = deposit_on(today.state(), ledger_name(account.name),
                                   name_of(scenario_, LineRef(i)), today.day);
      sum.posted += part.posted;
      sum.requested += part.requested;
      sum.approved += part.approved;
      sum.converted += part.converted;
      sum.held += part.held;
    }
    const Form level{std::string(account.currency.code()), account.currency.scale(),
                     Measure::level};
    put("balance", account.name, {}, level, sum.posted);
    put("free", account.name, {}, level, sum.restricted());
    put("approved", account.name, {}, level, sum.approved + sum.converted);
    put("held", account.name, {}, level, sum.held);
  }
}

void Recorder::record_flows(const Today& today) {
  for (std::uint32_t i = 0; i < scenario_.exports.size(); ++i) {
    const ExportLine& line = scenario_.exports[i];
    const LineFlows& flows = today.flows.lines[i];
    put("delivered", line.name, {},
        {std::string(line.unit.code()), line.unit.scale(), Measure::flow}, flows.delivered);
    put("accrued", line.name, {},
        {std::string(line.price_currency.code()), line.price_currency.scale(), Measure::flow},
        flows.accrued);
    put("billed", line.name, {}, money(Measure::flow), flows.billed);
    put("paid", line.name, {}, money(Measure::flow), flows.paid);
  }
  put("released", {}, {}, money(Measure::flow), today.flows.released);
  put("converted", {}, {}, money(Measure::flow), today.flows.converted);
  for (std::size_t i = 0; i < scenario_.purposes.size(); ++i)
    put("used", scenario_.purposes[i], {}, money(Measure::flow), today.flows.used[i]);
}

void Recorder::record_rates(const Today& today) {
  const auto minor_of = [](const Decimal& value, int scale) {
    const auto minor = Exact(value).round(scale, Rounding::half_even);
    return minor ? *minor : 0;
  };
  constexpr int kRateScale = 6;
  for (std::uint32_t i = 0; i < scenario_.exports.size(); ++i) {
    const ExportLine& line = scenario_.exports[i];
    const auto& price = today.flows.lines[i].price;
    put("price", line.name, {},
        {per(line.price_currency.code(), line.price_unit.code()), line.price_decimals,
         Measure::rate},
        price ? minor_of(price->value, line.price_decimals) : 0);
  }
  for (const auto& path : scenario_.fx) {
    const Decimal* value = path.values.at(today.day);
    put("fx", path.name, {},
        {per(path.numerator.code(), path.denominator.code()), kRateScale, Measure::rate},
        value == nullptr ? 0 : minor_of(*value, kRateScale));
  }
  for (const auto& series : scenario_.series) {
    const Decimal* value = series.values.at(today.day);
    put("series", series.name, {}, {series.unit, kRateScale, Measure::rate},
        value == nullptr ? 0 : minor_of(*value, kRateScale));
  }
}

Status Recorder::record_goods(const Today& today) {
  if (!scenario_.imports) return Ok{};
  for (std::uint32_t i = 0; i < scenario_.imports->goods.size(); ++i) {
    const Good& good = scenario_.imports->goods[i];
    const GoodFlows& flows = today.flows.goods[i];
    Form amount{std::string(good.unit.code()), good.unit.scale(), Measure::level};
    put("stock", good.name, {}, amount, flows.stock);
    amount.measure = Measure::flow;
    put("need", good.name, {}, amount, flows.need);
    put("landed", good.name, {}, amount, flows.landed);
    put("ordered", good.name, {}, amount, flows.ordered);
    put("spent", good.name, {}, money(Measure::flow), flows.spent);
    TRY(net, net_need_on(scenario_, GoodRef(i), today.day));
    const auto cover =
        net > 0 ? multiply_divide(flows.stock, 10, net, Rounding::half_even) : std::nullopt;
    put("cover", good.name, {}, {"days", 1, Measure::level}, cover.value_or(0));
    put("short", good.name, {}, {"", 0, Measure::flag}, flows.short_of_floor ? 1 : 0);
  }
  return Ok{};
}

void Recorder::record_windows(const Today& today) {
  const Form flag{"", 0, Measure::flag};
  for (std::uint32_t i = 0; i < scenario_.exports.size(); ++i) {
    const std::string line = name_of(scenario_, LineRef(i));
    const bool open = std::ranges::any_of(today.state().windows.all(), [&](const Window& w) {
      const bool covers = w.lines.empty() || std::ranges::find(w.lines, line) != w.lines.end();
      return covers && w.from <= today.day && today.day < w.to;
    });
    put("window", scenario_.exports[i].name, {}, flag, open ? 1 : 0);
    put("cut", scenario_.exports[i].name, {}, flag, today.flows.lines[i].cut ? 1 : 0);
  }
}

void Recorder::record_counts(const Today& today) {
  const Form count{"", 0, Measure::flow};
  put("events", {}, {}, count, static_cast<std::int64_t>(today.books.submitted() - events_before_));
  put("refused", {}, {}, count,
      static_cast<std::int64_t>(today.books.refusals().size() - refused_before_));
  put("imbalance", {}, {}, money(Measure::level), imbalance(today.state(), today.day));
  events_before_ = today.books.submitted();
  refused_before_ = today.books.refusals().size();
}

}  // namespace setoff::sim
