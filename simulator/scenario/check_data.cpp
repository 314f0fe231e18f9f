// Checks that data cover the run: compares what a path or a formula needs with the days that the
// series has.

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "simulator/scenario/check_places.h"
#include "simulator/scenario/evaluate.h"

namespace setoff::simulator {

namespace {

// The latest day of each series that evaluating the formula on `day` needs.
void newest_needed(const Expression& formula, std::size_t index, Day day,
                   std::map<SeriesRef, Day>& out) {
  const ExpressionNode& node = formula.nodes[index];
  const auto check_argument = [&](std::size_t argument, Day at) {
    newest_needed(formula, node.arguments[argument], at, out);
  };
  switch (node.op) {
    case ExpressionOp::number:
      return;
    case ExpressionOp::series: {
      const auto [found, added] = out.try_emplace(node.series, day);
      if (!added) found->second = std::max(found->second, day);
      return;
    }
    case ExpressionOp::negate:
      return check_argument(0, day);
    case ExpressionOp::average_days:
      return check_argument(0, day - 1);
    case ExpressionOp::average_months:
      return check_argument(0, month_start(day, Calendar::gregorian) - 1);
    case ExpressionOp::lag_days:
      return check_argument(0, day - node.span);
    case ExpressionOp::lag_months:
      return check_argument(0, months_earlier(day, node.span));
    case ExpressionOp::choose:
      check_argument(2, day);
      [[fallthrough]];
    case ExpressionOp::add:
    case ExpressionOp::subtract:
    case ExpressionOp::multiply:
    case ExpressionOp::divide:
    case ExpressionOp::minimum:
    case ExpressionOp::maximum:
    case ExpressionOp::less:
    case ExpressionOp::less_equal:
    case ExpressionOp::equal:
      check_argument(0, day);
      return check_argument(1, day);
  }
}

// Those of both directions.
std::vector<const Contract*> contracts_of(const Scenario& scenario) {
  std::vector<const Contract*> out;
  for (const Contract& line : scenario.exports)
    out.push_back(&line);
  for (const Purchase& purchase : scenario.purchases)
    out.push_back(&purchase.contract);
  return out;
}

class DataCheck {
 public:
  explicit DataCheck(const CheckContext& file) : file_(file), scenario_(file.scenario) {}

  void run() {
    const bool recorded = scenario_.flows == Flows::recorded;
    for (const Contract* const contract : contracts_of(scenario_)) {
      const std::string path = contract->path();
      const bool by_record = recorded && !contract->recorded.empty();
      if (by_record)
        covers(contract->recorded, path + ".recorded");
      else
        covers(contract->quantity, path + ".quantity");
      if (!recorded || contract->take_or_pay)
        covers(contract->contract_max, path + ".contract_max");
      prices(contract->price, path + ".price");
    }
    if (scenario_.imports) {
      for (const Good& good : scenario_.imports->goods) {
        covers(good.need, "imports.goods." + good.name + ".need");
        prices(good.price, "imports.goods." + good.name + ".price");
      }
    }
    for (std::size_t i = 0; i < scenario_.releases.conversions.size(); ++i)
      if (const auto& rate = scenario_.releases.conversions[i].rate)
        covers(rate->values, item_path("releases.conversions", i) + ".rate");
    for (const RatePath& rate : scenario_.fx)
      covers(rate.values, "fx.rates." + rate.name);
    for (const AccountLimit& limit : scenario_.limits)
      covers(limit.amount, "limits." + limit.name + ".amount");
    unused();
  }

 private:
  // Reports a path that does not hold to the end of the run.
  template <class T>
  void covers(const Steps<T>& steps, const std::string& path) {
    const Node* node = file_.at(path).node();
    const Node* named = node == nullptr ? nullptr : node->find("data");
    if (named != nullptr) used_.insert(named->text());
    if (steps.empty() || steps.after_data == AfterData::last_value) return;
    if (steps.covered_to >= scenario_.time.to) return;
    report(steps.after_data, steps.covered_to, path, scenario_.time.to,
           named == nullptr ? path : "data." + named->text());
  }

  void prices(const Steps<Expression>& steps, const std::string& path) {
    for (std::size_t i = 0; i < steps.steps.size(); ++i) {
      const auto& step = steps.steps[i];
      const bool last = i + 1 == steps.steps.size();
      const Day to = last ? scenario_.time.to : steps.steps[i + 1].from - 1;
      if (to < scenario_.time.from || step.from > scenario_.time.to) continue;
      std::map<SeriesRef, Day> needed;
      newest_needed(step.value, step.value.nodes.size() - 1, std::min(to, scenario_.time.to),
                    needed);
      for (const auto& [ref, day] : needed) {
        const Series& series = scenario_.series[ref.index()];
        used_.insert(series.name);
        if (series.values.after_data == AfterData::last_value || series.values.covered_to >= day)
          continue;
        report(series.values.after_data, series.values.covered_to, path, day,
               "data." + series.name);
      }
    }
  }

  // A series that refuses gaps is checked even if nothing uses it yet.
  void unused() {
    for (const Series& series : scenario_.series) {
      const std::string path = "data." + series.name;
      const Node* gaps = file_.at(path + ".gaps").node();
      if (gaps == nullptr || !gaps->text().starts_with("refuse")) continue;
      if (used_.contains(series.name) || series.values.empty()) continue;
      if (series.values.covered_to < scenario_.time.to)
        report(AfterData::no_value, series.values.covered_to, "the run", scenario_.time.to, path);
      if (series.values.steps.front().from > scenario_.time.from)
        file_.error(path, "begins_late",
                    path + " begins on " + series.values.steps.front().from.text() +
                        ", after the first day, " + scenario_.time.from.text(),
                    "add the missing rows, or say `gaps: hold`");
    }
  }

  // Reports each series once, at the location of its data.
  void report(AfterData after, Day covered_to, const std::string& user, Day needed,
              const std::string& place) {
    if (!reported_.insert(place).second) return;
    const std::string message = place + " ends on " + covered_to.text() + ", and " + user +
                                " needs it through " + needed.text();
    if (after == AfterData::no_value) {
      file_.error(place, "data_end", message,
                  "add what is missing, or say `gaps: hold` beside the data, so that the last "
                  "value goes on");
      return;
    }
    file_.warning(place, "data_end", message + "; the last value goes on",
                  "add the missing rows, or say `gaps: hold` beside the data if that is meant");
  }

  const CheckContext& file_;
  const Scenario& scenario_;
  std::set<std::string> used_;      // names of series
  std::set<std::string> reported_;  // paths of the data
};

// Where a line is paid on the first day must be said, even if nothing is paid so early.
void check_places_begin(const CheckContext& file) {
  const Scenario& scenario = file.scenario;
  for (std::uint32_t i = 0; i < scenario.exports.size(); ++i) {
    const auto& all = scenario.payments.accounts;
    const auto of_line = std::ranges::find(all, LineRef(i), &LineAccount::line);  // the earliest
    if (of_line == all.end() || of_line->from <= scenario.time.from) continue;
    const std::string path = "payments.accounts." + scenario.exports[i].name;
    file.error_at(first_step(file, path), "begins_late",
                  path + " does not say where the line is paid from the first day, " +
                      scenario.time.from.text() + ", to " + (of_line->from - 1).text(),
                  "let its first step begin on or before the first day");
  }
}

// A path that begins after the run would stop the run on its first day.
void check_begin(const CheckContext& file) {
  const Scenario& scenario = file.scenario;
  const Day first = scenario.time.from;
  const auto report = [&](const std::string& path) {
    file.error_at(first_step(file, path), "begins_late",
                  path + " has no value on the first day, " + first.text(),
                  "let its first value begin on or before that day");
  };
  for (const Contract* const contract : contracts_of(scenario)) {
    const std::string path = contract->path();
    const bool recorded = scenario.flows == Flows::recorded;
    const bool flows = contract->quantity.at(first) != nullptr ||
                       (recorded && contract->recorded.at(first) != nullptr);
    if (!flows)
      report(path + (recorded && !contract->recorded.empty() ? ".recorded" : ".quantity"));
    if (contract->price.at(first) == nullptr) report(path + ".price");
    const bool bound = !recorded || contract->take_or_pay;
    if (bound && !contract->contract_max.empty() && contract->contract_max.at(first) == nullptr)
      report(path + ".contract_max");
  }
  for (const AccountLimit& limit : scenario.limits)
    if (limit.amount.at(first) == nullptr) report("limits." + limit.name + ".amount");
  check_places_begin(file);
  if (!scenario.imports) return;
  for (const Good& good : scenario.imports->goods) {
    if (good.need.at(first) == nullptr) report("imports.goods." + good.name + ".need");
    if (good.price.at(first) == nullptr) report("imports.goods." + good.name + ".price");
  }
}

// Days on which a formula is first evaluated.
std::vector<Day> first_days(const Steps<Expression>& prices, const TimeFrame& time) {
  std::vector<Day> days{time.from};
  for (const auto& step : prices.steps)
    if (step.from > time.from && step.from <= time.to) days.push_back(step.from);
  return days;
}

template <class Priced>
void check_price(const CheckContext& file, const Priced& priced, Day day, const std::string& path) {
  const auto price = price_on(file.scenario, priced, day);
  if (price) return;
  const bool missing = price.error().code == Code::fixing_missing;
  file.error_at(step_on(file, path, day), missing ? "begins_late" : "bad_price",
                price.error().detail,
                missing ? "let the series begin early enough for what the formula looks back to"
                        : "correct the formula or its data");
}

void check_prices(const CheckContext& file) {
  const Scenario& scenario = file.scenario;
  for (std::uint32_t i = 0; i < scenario.exports.size(); ++i) {
    const Contract& line = scenario.exports[i];
    for (const Day day : first_days(line.price, scenario.time)) {
      const auto flow = stated_flow_on(scenario, LineRef(i), day);
      if (line.price.at(day) == nullptr || !flow || !flow->is_positive()) continue;
      check_price(file, line, day, line.path() + ".price");
    }
  }
  for (const Purchase& purchase : scenario.purchases) {
    const Contract& contract = purchase.contract;
    for (const Day day : first_days(contract.price, scenario.time)) {
      const auto flow = stated_flow_on(scenario, purchase, day);
      if (contract.price.at(day) == nullptr || !flow || !flow->is_positive()) continue;
      check_price(file, contract, day, contract.path() + ".price");
    }
  }
  if (!scenario.imports) return;
  for (const Good& good : scenario.imports->goods)
    for (const Day day : first_days(good.price, scenario.time))
      if (good.price.at(day) != nullptr)
        check_price(file, good, day, "imports.goods." + good.name + ".price");
}

}  // namespace

void check_data(const CheckContext& file) {
  check_begin(file);
  check_prices(file);
  DataCheck(file).run();
}

}  // namespace setoff::simulator
