#include "simulator/scenario/evaluate.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "simulator/scenario/numbers.h"

namespace setoff::simulator {

Day months_earlier(Day day, int months) {
  const YearMonthDay date = to_calendar(day, Calendar::gregorian);
  const int index = date.year * 12 + (date.month - 1) - months;
  const int year = index / 12;
  const int month = index % 12 + 1;
  const int last = days_in_month(year, month, Calendar::gregorian);
  const auto found = from_calendar({year, month, std::min(date.day, last)}, Calendar::gregorian);
  return found ? *found : kFirstDay;
}

namespace {

class Evaluation {
 public:
  Evaluation(const Expression& formula, const Scenario& scenario)
      : formula_(formula), scenario_(scenario) {}

  Result<double> value(std::size_t index, Day day) const {
    const ExpressionNode& node = formula_.nodes[index];
    switch (node.op) {
      case ExpressionOp::number:
        return node.number;
      case ExpressionOp::series:
        return series_value(node.series, day);
      case ExpressionOp::negate: {
        SETOFF_TRY(a, value(node.arguments[0], day));
        return -a;
      }
      case ExpressionOp::choose: {
        SETOFF_TRY(condition, value(node.arguments[0], day));
        return value(node.arguments[condition != 0 ? 1 : 2], day);
      }
      case ExpressionOp::average_days:
        return mean(node.arguments[0], day - node.span, day - 1);
      case ExpressionOp::average_months:
        return mean_of_months(node, day);
      case ExpressionOp::lag_days:
        return value(node.arguments[0], day - node.span);
      case ExpressionOp::lag_months:
        return value(node.arguments[0], months_earlier(day, node.span));
      case ExpressionOp::add:
      case ExpressionOp::subtract:
      case ExpressionOp::multiply:
      case ExpressionOp::divide:
      case ExpressionOp::minimum:
      case ExpressionOp::maximum:
      case ExpressionOp::less:
      case ExpressionOp::less_equal:
      case ExpressionOp::equal:
        break;
    }
    return of_two(node, day);
  }

 private:
  Result<double> of_two(const ExpressionNode& node, Day day) const {
    SETOFF_TRY(a, value(node.arguments[0], day));
    SETOFF_TRY(b, value(node.arguments[1], day));
    if (node.op == ExpressionOp::add) return a + b;
    if (node.op == ExpressionOp::subtract) return a - b;
    if (node.op == ExpressionOp::multiply) return a * b;
    if (node.op == ExpressionOp::minimum) return std::min(a, b);
    if (node.op == ExpressionOp::maximum) return std::max(a, b);
    if (node.op == ExpressionOp::less) return a < b ? 1.0 : 0.0;
    if (node.op == ExpressionOp::less_equal) return a <= b ? 1.0 : 0.0;
    if (node.op == ExpressionOp::equal) return std::equal_to<>{}(a, b) ? 1.0 : 0.0;
    if (std::fpclassify(b) == FP_ZERO)
      return Error(Code::bad_field, "division by zero on " + day.text(), formula_.text);
    return a / b;
  }

  Result<double> series_value(SeriesRef ref, Day day) const {
    const Series& series = scenario_.series[ref.index()];
    const Decimal* found = series.values.at(day);
    if (found == nullptr) {
      const std::string first =
          series.values.empty() ? std::string("never") : series.values.steps.front().from.text();
      return Error(Code::fixing_missing,
                   "the series '" + series.name + "' has no value on " + day.text() +
                       "; it begins on " + first,
                   "data." + series.name);
    }
    return to_double(*found);
  }

  // The mean over the days. Runs of equal values are multiplied, not added one by one, so that the
  // mean of a constant is exactly that constant.
  Result<double> mean(std::size_t index, Day first, Day last) const {
    double sum = 0;
    double run_value = 0;
    int run_length = 0;
    int runs = 0;
    for (Day day = first; day <= last; day = day + 1) {
      SETOFF_TRY(today, value(index, day));
      if (run_length > 0 && std::equal_to<>{}(today, run_value)) {
        ++run_length;
        continue;
      }
      sum += run_value * run_length;
      run_value = today;
      run_length = 1;
      ++runs;
    }
    if (runs == 1) return run_value;
    sum += run_value * run_length;
    return sum / (last - first + 1);
  }

  Result<double> mean_of_months(const ExpressionNode& node, Day day) const {
    Day after_month = month_start(day, Calendar::gregorian);
    double sum = 0;
    for (int i = 0; i < node.span; ++i) {
      const Day first = month_start(after_month - 1, Calendar::gregorian);
      SETOFF_TRY(of_month, mean(node.arguments[0], first, after_month - 1));
      sum += of_month;
      after_month = first;
    }
    return sum / node.span;
  }

  const Expression& formula_;
  const Scenario& scenario_;
};

std::optional<std::int64_t> round_half_even(double value) {
  if (!(std::fabs(value) < 9e15)) return std::nullopt;
  const double below = std::floor(value);
  const double rest = value - below;
  auto whole = static_cast<std::int64_t>(below);
  if (rest > 0.5 || (rest >= 0.5 && whole % 2 != 0)) ++whole;
  return whole;
}

Result<Rate> rounded_price(const Scenario& scenario, const Steps<Expression>& prices, int decimals,
                           Currency currency, Unit unit, const std::string& where, Day day) {
  const Expression* formula = prices.at(day);
  if (formula == nullptr)
    return Error(Code::fixing_missing,
                 "no price is given for " + day.text() +
                     "; let the first step of the price begin on or before that day",
                 where + ".price");
  auto value = evaluate(*formula, scenario, day);
  if (!value) return Error(value.error().code, value.error().detail, where + ".price");
  const auto ticks = round_half_even(*value * static_cast<double>(*power_of_ten(decimals)));
  if (!ticks || *ticks <= 0) {
    const std::string_view why =
        !ticks ? "; that is more than the books can hold"
        : *value > 0.0
            ? "; that is nothing in whole ticks, let `price_decimals` give it more of them"
            : "; a price must be above zero";
    return Error(Code::bad_field,
                 "the price on " + day.text() + " would be " + std::to_string(*value) + " " +
                     formula->unit + std::string(why),
                 where + ".price");
  }
  return Rate{Decimal(*ticks, -decimals), currency, unit};
}

Result<Quantity> flow_with_cuts(const Scenario& scenario, const Contract& line, Day day) {
  const bool recorded = scenario.flows == Flows::recorded;
  const Quantity* found = nullptr;
  if (recorded) found = line.recorded.at(day);
  if (found == nullptr) found = line.quantity.at(day);
  if (found == nullptr)
    return Error(Code::fixing_missing,
                 "no quantity is given for " + day.text() +
                     "; let its first step begin on or before that day",
                 line.path() + (recorded ? ".recorded" : ".quantity"));
  Quantity flow = *found;
  const AppliesTo other = recorded ? AppliesTo::behavioural : AppliesTo::recorded;
  for (const FlowCut& cut : line.cuts) {
    if (cut.applies_to == other || !cut.when.holds(day)) continue;
    SETOFF_TRY(left, apply_cut(flow, cut.change, scenario.currency.rounding));
    flow = left;
  }
  return flow;
}

Result<Quantity> after_shocks(const Scenario& scenario, LineRef line, Quantity flow, Day day) {
  for (const Shock& shock : scenario.shocks) {
    if (shock.target != ShockTarget::flow || shock.line != line || !shock.when.holds(day)) continue;
    SETOFF_TRY(after_shock, apply_change(flow, shock.change, scenario.currency.rounding));
    flow = after_shock;
  }
  return flow;
}

// Recorded history may exceed the contract; a behavioural flow may not.
Quantity within_bounds(const Scenario& scenario, const Contract& contract, Quantity flow, Day day) {
  const Quantity* most = contract.contract_max.at(day);
  if (scenario.flows == Flows::behavioural && most != nullptr && flow.minor() > most->minor())
    flow = *most;
  if (contract.capacity && flow.minor() > contract.capacity->minor()) return *contract.capacity;
  return flow;
}

}  // namespace

Result<double> evaluate(const Expression& formula, const Scenario& scenario, Day day) {
  if (formula.nodes.empty()) return Error(Code::bad_field, "the expression is empty");
  return Evaluation(formula, scenario).value(formula.nodes.size() - 1, day);
}

Result<Rate> price_on(const Scenario& scenario, const Contract& line, Day day) {
  return rounded_price(scenario, line.price, line.price_decimals, line.price_currency,
                       line.price_unit, line.path(), day);
}

Result<Rate> price_on(const Scenario& scenario, const Good& good, Day day) {
  return rounded_price(scenario, good.price, good.price_decimals, good.price_currency, good.unit,
                       "imports.goods." + good.name, day);
}

Result<FlowParts> divide_flow(const Contract& contract, Quantity flow, Rounding rounding,
                              FlowSoFar& so_far) {
  if (contract.retained == Decimal()) return FlowParts{flow, Quantity(0, flow.kind())};
  const auto all = checked_add(so_far.all, flow.minor());
  if (!all) return Error(Code::overflow, "all that has flowed does not fit into 64 bits");
  SETOFF_TRY(part, Exact(*all, 0).times(contract.retained));
  SETOFF_TRY(retained_so_far, part.round(0, rounding));
  const std::int64_t retained = retained_so_far - so_far.retained;
  so_far = {*all, retained_so_far};
  return FlowParts{Quantity(flow.minor() - retained, flow.kind()), Quantity(retained, flow.kind())};
}

Result<Quantity> apply_change(Quantity flow, const FlowChange& change, Rounding rounding) {
  if (change.kind == FlowChangeKind::set) return change.amount;
  if (change.kind == FlowChangeKind::add) {
    SETOFF_TRY(sum, add(flow, change.amount));
    return sum.is_negative() ? Quantity(0, flow.kind()) : sum;
  }
  SETOFF_TRY(product, Exact(flow.minor(), flow.kind().scale()).times(change.factor));
  SETOFF_TRY(minor, product.round(flow.kind().scale(), rounding));
  return Quantity(std::max<std::int64_t>(0, minor), flow.kind());
}

Result<Quantity> apply_cut(Quantity flow, const FlowChange& cut, Rounding rounding) {
  SETOFF_TRY(left, apply_change(flow, cut, rounding));
  return left.minor() < flow.minor() ? left : flow;
}

Result<Quantity> stated_flow_on(const Scenario& scenario, const Purchase& purchase, Day day) {
  SETOFF_TRY(flow, flow_with_cuts(scenario, purchase.contract, day));
  return within_bounds(scenario, purchase.contract, flow, day);
}

Result<Quantity> stated_flow_on(const Scenario& scenario, LineRef ref, Day day) {
  const Contract& line = scenario.line(ref);
  SETOFF_TRY(planned, flow_with_cuts(scenario, line, day));
  SETOFF_TRY(flow, after_shocks(scenario, ref, planned, day));
  return within_bounds(scenario, line, flow, day);
}

Result<Quantity> nominated_flow_on(const Scenario& scenario, LineRef ref, Day day) {
  const Contract& line = scenario.line(ref);
  const Quantity* wanted = scenario.flows == Flows::recorded ? line.recorded.at(day) : nullptr;
  if (wanted == nullptr) wanted = line.quantity.at(day);
  if (wanted == nullptr) return Quantity(0, line.unit);
  SETOFF_TRY(flow, after_shocks(scenario, ref, *wanted, day));
  const Quantity* most = line.contract_max.at(day);
  return most != nullptr && flow.minor() > most->minor() ? *most : flow;
}

}  // namespace setoff::simulator
