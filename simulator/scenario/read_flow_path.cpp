// Flows: amounts of goods, or their worth in money, per day, month or year.

#include <algorithm>

#include "ledger/base/int128.h"
#include "simulator/scenario/read_path.h"

namespace setoff::simulator {

namespace {

// `amount`, which is not below zero, divided by a number of days.
Parsed<Quantity> per_day(const Measure& written, Decimal amount, std::int64_t days, Unit unit) {
  const auto over = Exact(amount).over(days);
  const auto minor = over ? over->round(unit.scale(), Rounding::half_even)
                          : Result<std::int64_t>(Error(Code::overflow));
  if (!minor)
    return Fault{"out_of_range", "the amount per day is too large", 0, 0, {}, "use a larger unit"};
  if (*minor < 0)
    return Fault{"out_of_range",
                 "an amount per day is not below zero, found " + written.text(),
                 0,
                 0,
                 {},
                 {}};
  return Quantity(*minor, unit);
}

Dimension dimension_of(const FlowUnit& of) {
  return of.worth ? Dimension(*of.worth) : Dimension(of.unit);
}

bool is_per(const Measure& measure, const Dimension& goods, TimeUnit time) {
  return measure.dimension == goods / Dimension(time);
}

// What flows on each day of the run where `amounts` are those of whole months: a month's amount is
// spread over its days so that they add up to it.
Steps<Quantity> spread_over_days(const Steps<Quantity>& amounts, const TimeFrame& time) {
  Steps<Quantity> out;
  out.after_data = amounts.after_data;
  out.covered_to = amounts.covered_to;
  for (Day month = month_start(time.from, time.months); month <= time.to;) {
    const Day next = next_month_start(month, time.months);
    const int days = next - month;
    for (int i = 0; i < days; ++i) {
      const Quantity* const amount = amounts.at(month + i);
      if (amount == nullptr) continue;
      const Int128 whole = amount->minor();
      const auto up_to = [&](int day) { return narrow(whole * day / days).value_or(0); };
      const Quantity of_day(up_to(i + 1) - up_to(i), amount->kind());
      if (out.empty() || out.steps.back().value != of_day) out.steps.push_back({month + i, of_day});
    }
    month = next;
  }
  return out;
}

// Amounts per day, or per month where all of the path is. `goods` is the dimension of the amounts.
std::optional<Steps<Quantity>> amounts_over_time(const WrittenPath& written,
                                                 const ReadContext& reading, const TimeFrame& time,
                                                 const FlowUnit& of) {
  const Dimension goods = dimension_of(of);
  const Unit unit = of.unit;
  const bool monthly = std::ranges::all_of(written.steps, [&](const WrittenStep& step) {
    return is_per(step.measure, goods, TimeUnit::month);
  });
  auto steps = convert_path<Quantity>(written, reading, [&](const Measure& measure) {
    if (monthly) return per_day(measure, measure.value, 1, unit);
    if (is_per(measure, goods, TimeUnit::year)) return per_day(measure, measure.value, 365, unit);
    if (is_per(measure, goods, TimeUnit::day)) return per_day(measure, measure.value, 1, unit);
    return expect_flow(measure, of);  // says what is wrong
  });
  return steps && monthly ? spread_over_days(*steps, time) : steps;
}

}  // namespace

std::optional<Unit> unit_of_flow(const Measure& measure) {
  for (const auto& power : measure.dimension.powers()) {
    if (power.base.is_time() || power.halves != 2) continue;
    if (const auto unit = Unit::from(power.base.commodity())) return unit;
  }
  return std::nullopt;
}

FlowUnit flow_unit_of(const Contract& contract) {
  if (contract.unit != Unit::find("value")) return {contract.unit, {}};
  return {contract.unit, contract.price_currency};
}

Parsed<Decimal> expect_flow_delta(const Measure& measure, const FlowUnit& of) {
  if (!of.worth) return expect_per_day(measure, of.unit);
  if (is_per(measure, Dimension(*of.worth), TimeUnit::day)) return measure.value;
  auto fault =
      wrong_unit(measure, "money per day", {"2 M" + std::string(of.worth->code()) + "/day"});
  if (is_per(measure, Dimension(*of.worth), TimeUnit::month))
    fault.help = "months have different lengths: give it per day or per year, or a factor";
  return fault;
}

Parsed<Quantity> expect_flow(const Measure& measure, const FlowUnit& of) {
  // A need per year counts 365 days.
  if (is_per(measure, dimension_of(of), TimeUnit::year))
    return per_day(measure, measure.value, 365, of.unit);
  SETOFF_TRY_PARSED(amount, expect_flow_delta(measure, of));
  return per_day(measure, amount, 1, of.unit);
}

std::optional<Steps<Quantity>> read_flow_path(const Node& node, const ReadContext& reading,
                                              const Context& context,
                                              const std::vector<std::string>& examples,
                                              std::optional<FlowUnit>& unit) {
  const auto written = read_written_path(node, reading, context);
  if (!written) return std::nullopt;
  const WrittenStep& first = written->steps.front();
  if (const auto goods = unit_of_flow(first.measure); !unit && goods) unit = FlowUnit{*goods, {}};
  if (!unit) {
    reading.fault(wrong_unit(first.measure, "an amount of goods per time", examples), first.node);
    return std::nullopt;
  }
  return amounts_over_time(*written, reading, context.time, *unit);
}

std::optional<WorthPath> read_worth_path(const Node& node, const ReadContext& reading,
                                         const Context& context) {
  const auto written = read_written_path(node, reading, context);
  if (!written) return std::nullopt;
  const Unit unit = *Unit::find("value");
  const WrittenStep& first = written->steps.front();
  std::optional<Currency> currency;
  for (const auto& power : first.measure.dimension.powers())
    if (!power.base.is_time()) currency = Currency::from(power.base.commodity());
  const auto wrong = [&](const WrittenStep& step) {
    const std::string code(currency.value_or(context.currency.contract).code());
    reading.fault(wrong_unit(step.measure, "money per time", {"2 M" + code + "/month"}), step.node);
  };
  if (!currency) {
    wrong(first);
    return std::nullopt;
  }
  const Dimension money(*currency);
  for (const WrittenStep& step : written->steps) {
    const bool good = is_per(step.measure, money, TimeUnit::day) ||
                      is_per(step.measure, money, TimeUnit::month) ||
                      is_per(step.measure, money, TimeUnit::year);
    if (good) continue;
    wrong(step);
    return std::nullopt;
  }
  auto steps = amounts_over_time(*written, reading, context.time, {unit, currency});
  if (!steps) return std::nullopt;
  return WorthPath{std::move(*steps), *currency};
}

}  // namespace setoff::simulator
