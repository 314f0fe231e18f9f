#include <array>
#include <set>
#include <tuple>

#include "simulator/scenario/read_path.h"

namespace setoff::simulator {

namespace {

constexpr int kWeightPlaces = 6;

constexpr Choice<bool> kScales[] = {{"yearly_mean_1", true}, {"as_given", false}};

Result<std::int64_t> millionths(Decimal weight) {
  return Exact(weight).round(kWeightPlaces, Rounding::half_even);
}

// The sum of weight x days over the months of a year, in millionths.
Result<std::int64_t> weighted_days(const Season& season, int year, Calendar calendar) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < kMonths; ++i) {
    SETOFF_TRY(weight, millionths(season.weights[i]));
    sum += weight * days_in_month(year, static_cast<int>(i) + 1, calendar);
  }
  return sum;
}

Result<std::int64_t> weighted(Quantity flow, const Season& season, Day day, Calendar calendar) {
  const YearMonthDay date = to_calendar(day, calendar);
  const Decimal weight = season.weights[static_cast<std::size_t>(date.month - 1)];
  SETOFF_TRY(product, Exact(flow.minor(), flow.kind().scale()).times(weight));
  if (!season.mean_one) return product.round(flow.kind().scale(), Rounding::half_even);
  SETOFF_TRY(sum, weighted_days(season, date.year, calendar));
  const std::int64_t year_days = is_leap_year(date.year, calendar) ? 366 : 365;
  SETOFF_TRY(scaled, product.times(year_days * 1'000'000));
  SETOFF_TRY(mean_one, scaled.over(sum));
  return mean_one.round(flow.kind().scale(), Rounding::half_even);
}

}  // namespace

std::optional<Season> read_season(const Node& node, const ReadContext& reading) {
  MapReader map(node, reading);
  Season season;
  map.optional({"scaled_to", "whether the year's mean stays that of the quantity", "yearly_mean_1"},
               one_of(kScales), season.mean_one);
  const bool read = map.required({"weights", "twelve factors by month", "[0.9, 0.9, 1.1, ...]"},
                                 list_of(read_decimal), season.weights);
  if (read && season.weights.size() != kMonths)
    map.error_at("weights", "table_size",
                 "a season needs 12 weights, found " + std::to_string(season.weights.size()), {},
                 "give one weight for each month, the first month of the year first");
  Decimal sum;
  for (const Decimal& weight : season.weights) {
    if (weight < Decimal()) {
      map.error_at("weights", "out_of_range", "a weight is below zero: " + weight.text(), {},
                   "a month without flow has the weight 0");
      break;
    }
    if (weight > sum) sum = weight;
  }
  if (read && !season.weights.empty() && sum == Decimal())
    map.error_at("weights", "out_of_range", "all weights are zero", {},
                 "give at least one above zero");
  return map.finish() ? std::optional<Season>(std::move(season)) : std::nullopt;
}

Result<Steps<Quantity>> with_season(const Steps<Quantity>& flow, const Season& season,
                                    const Context& context) {
  const Calendar calendar = context.time.months;
  std::set<Day> starts;
  for (const auto& step : flow.steps) {
    if (step.from > context.time.from && step.from <= context.time.to) starts.insert(step.from);
  }
  for (Day day = month_start(context.time.from, calendar); day <= context.time.to;
       day = next_month_start(day, calendar))
    starts.insert(day);
  Steps<Quantity> out;
  out.after_data = flow.after_data;
  out.covered_to = flow.covered_to;
  for (const Day day : starts) {
    const Quantity* found = flow.at(day < context.time.from ? context.time.from : day);
    if (found == nullptr) continue;
    SETOFF_TRY(minor, weighted(*found, season, day, calendar));
    out.steps.push_back({day, Quantity(minor, found->kind())});
  }
  return out;
}

namespace {

struct WrittenPrice {
  Day from;
  ParsedExpression formula;
  Node node;
};

std::optional<ParsedExpression> read_formula(const Node& node, const ReadContext& reading,
                                             const Context& context) {
  return read_parsed(
      node, reading, "expression", "0.11 bbl/MMBtu * average(brent, 3 months)",
      [&](std::string_view text) {
        auto formula = parse_expression(text, context.symbols);
        if (formula || formula.error().code != "unknown_series") return formula;
        Fault fault = formula.error();
        if (!context.rates.find(text.substr(fault.offset, fault.length))) return formula;
        fault.message = "'" + std::string(text.substr(fault.offset, fault.length)) +
                        "' is a rate of `fx`, and formulas read the series of `data`";
        fault.suggestion.clear();
        fault.help = "declare the rates as a series, and let fx.rates name it: { data: SERIES }";
        formula = std::move(fault);
        return formula;
      });
}

// The currency and unit of a price's dimension; nullopt if it is not a price.
std::optional<std::pair<Currency, Unit>> price_units(const Dimension& dimension) {
  std::optional<Currency> currency;
  std::optional<Unit> unit;
  for (const auto& power : dimension.powers()) {
    if (power.base.is_time()) return std::nullopt;
    if (power.halves == 2 && !currency) currency = Currency::from(power.base.commodity());
    if (power.halves == -2 && !unit) unit = Unit::from(power.base.commodity());
  }
  if (!currency || !unit || dimension.powers().size() != 2) return std::nullopt;
  return std::pair(*currency, *unit);
}

std::optional<std::vector<WrittenPrice>> read_price_steps(const Node& node,
                                                          const ReadContext& reading,
                                                          const Context& context) {
  MapReader map(node, reading);
  std::optional<Node> steps;
  map.required(
      {"steps", "formulas by the date from which they hold", "{ 2020-01-01: 95.4 USD/MWh }"},
      read_node, steps);
  if (!map.finish() || !steps) return std::nullopt;
  std::vector<std::pair<Day, WrittenPrice>> dated;
  const auto read = [&](const Node& value, const ReadContext& at,
                        Day day) -> std::optional<WrittenPrice> {
    auto formula = read_formula(value, at, context);
    return formula ? std::optional(WrittenPrice{day, std::move(*formula), value}) : std::nullopt;
  };
  if (!read_dated_table(*steps, read_context_at(map.node(), reading, "steps"), read, dated))
    return std::nullopt;
  std::vector<WrittenPrice> out;
  for (auto& [day, step] : dated)
    out.push_back(std::move(step));
  return out;
}

}  // namespace

std::optional<PricePath> read_price(const Node& node, const ReadContext& reading,
                                    const Context& context, Unit per) {
  reading.type("expression");
  std::vector<WrittenPrice> written;
  if (node.is_mapping()) {
    auto steps = read_price_steps(node, reading, context);
    if (!steps) return std::nullopt;
    written = std::move(*steps);
  } else {
    auto formula = read_formula(node, reading, context);
    if (!formula) return std::nullopt;
    written.push_back({kFirstDay, std::move(*formula), node});
  }
  PricePath out;
  for (WrittenPrice& step : written) {
    const auto units = price_units(step.formula.dimension);
    if (!units) {
      const bool plain = step.formula.dimension.is_plain();
      const auto code = [](auto kind, const char* otherwise) {
        return std::string(kind.commodity().valid() ? kind.code() : otherwise);
      };
      reading.error(plain ? "missing_unit" : "wrong_unit", step.node.span(),
                    "a price is money per unit such as " + code(context.currency.contract, "USD") +
                        "/" + code(per, "MWh") + ", found " +
                        (plain ? "a plain number" : step.formula.dimension.text()),
                    {},
                    plain ? "write the unit after the number"
                          : "check the units of the numbers in the formula");
      return std::nullopt;
    }
    if (!out.steps.empty() && (units->first != out.currency || units->second != out.unit)) {
      reading.error(
          "wrong_unit", step.node.span(),
          "all steps of a price need the same unit, found " + step.formula.dimension.text(), {},
          "check the units of the numbers in the formula");
      return std::nullopt;
    }
    std::tie(out.currency, out.unit) = *units;
    out.steps.steps.push_back({step.from, std::move(step.formula.expression)});
  }
  return out.steps.empty() ? std::nullopt : std::optional<PricePath>(std::move(out));
}

}  // namespace setoff::simulator
