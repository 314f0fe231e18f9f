#include <boost/json.hpp>
#include <optional>

#include "ledger/books/holds.h"
#include "simulator/report/amount_text.h"
#include "simulator/report/columns.h"
#include "simulator/report/page_data.h"

namespace setoff::simulator {
namespace {

namespace json = boost::json;

// The chart group that a published figure belongs to; empty if it is not a level.
std::string_view group_of(Observable what) {
  switch (what) {
    case Observable::overdue:
    case Observable::open_claims:
    case Observable::disputed:
    case Observable::penalties:
      return "owed";
    case Observable::at_banks:
    case Observable::blocked:
    case Observable::restricted:
    case Observable::balance:
    case Observable::approved:
      return "bank";
    case Observable::payables:
    case Observable::home_money:
    case Observable::billed:
    case Observable::delivered_value:
    case Observable::paid:
    case Observable::delivered:
    case Observable::retained:
    case Observable::cut_days:
    case Observable::swing:
    case Observable::paid_out:
    case Observable::purchased:
    case Observable::called:
    case Observable::settled:
    case Observable::consultations:
    case Observable::landed:
    case Observable::landed_value:
    case Observable::stock:
    case Observable::shortage_days:
    case Observable::share_financed:
    case Observable::flow:
    case Observable::price:
    case Observable::refusals:
    case Observable::imbalance:
      return "";
  }
  return "";
}

// "warning" for an expectation that misses with severity warning.
std::string_view verdict_text(const ExpectationResult& result, ExpectationSeverity severity) {
  if (result.verdict == ExpectationVerdict::ok) return "ok";
  if (severity == ExpectationSeverity::warning) return "warning";
  return result.verdict == ExpectationVerdict::failed ? "failed" : "never judged";
}

// Direction of a bound; empty for a figure with a tolerance.
std::string_view sense_of(Comparison comparison) {
  switch (comparison) {
    case Comparison::less:
    case Comparison::less_equal:
      return "at most";
    case Comparison::greater:
    case Comparison::greater_equal:
      return "at least";
    case Comparison::equal:
      break;
  }
  return "";
}

json::object event(Day day, std::string_view kind, std::string text) {
  return {{"day", day.since_epoch()}, {"kind", kind}, {"text", std::move(text)}};
}

std::string amount(const Money& money) {
  return brief({money.minor(), money.kind().scale(), std::string(money.kind().code())});
}

}  // namespace

json::array marks_data(const RunRecord& record) {
  const Scenario& scenario = record.scenario();
  const DailyTable& table = record.result.daily;
  json::array marks;
  for (const ExpectationResult& result : record.result.expectations) {
    const Expectation& asked = scenario.expectations[result.expectation];
    const std::string_view group = group_of(asked.observation.what);
    if (group.empty() || !asked.further.empty() || !asked.observation.on ||
        !asked.expected.commodity.is_currency())
      continue;
    const auto row = row_of(table, *asked.observation.on);
    if (!row) continue;
    const auto rate = chart_rate(record.books, *Currency::from(asked.expected.commodity),
                                 record.scenario().currency.reporting, *asked.observation.on);
    if (!rate) continue;
    const double value = chart_value(asked.expected.value) * *rate;
    const double tolerance = chart_value(asked.tolerance) * *rate;
    json::object mark{{"day", asked.observation.on->since_epoch()},
                      {"name", asked.name},
                      {"text", asked.text},
                      {"group", group},
                      {"verdict", verdict_text(result, asked.severity)},
                      {"sense", sense_of(asked.comparison)},
                      {"reason", asked.reason},
                      {"value", std::llround(value)},
                      {"low", std::llround(value - tolerance)},
                      {"high", std::llround(value + tolerance)}};
    if (result.observed)
      mark["observed"] = std::llround(
          simulator::chart_value(result.observed->minor, result.observed->scale) * *rate);
    marks.push_back(std::move(mark));
  }
  return marks;
}

json::array windows_data(const RunRecord& record) {
  json::array windows;
  for (const AuthorityWindow& window : record.scenario().waiver.windows) {
    json::array lines;
    for (const LineRef line : window.lines)
      lines.push_back(json::string(record.scenario().line(line).name));
    windows.push_back(json::object{{"name", window.name},
                                   {"from", window.from.since_epoch()},
                                   {"until", window.until.since_epoch()},
                                   {"lines", std::move(lines)}});
  }
  return windows;
}

json::array events_data(const RunRecord& record) {
  const Scenario& scenario = record.scenario();
  json::array events;
  for (const RecordedPayment& payment : scenario.payments.recorded) {
    std::string text = amount(payment.amount) + " paid";
    if (payment.line) text += " for " + title_of(scenario.line(*payment.line));
    if (!payment.note.empty()) text += " (" + payment.note + ")";
    events.push_back(event(payment.date, "payment", std::move(text)));
  }
  for (const PurposePayment& use : scenario.releases.uses)
    events.push_back(
        event(use.date, "use", use.name + ": " + amount(use.amount) + " for " + use.purpose));
  for (const Transfer& transfer : scenario.releases.transfers)
    events.push_back(event(transfer.date, "transfer",
                           title_of(scenario.account(transfer.from)) + " to " +
                               title_of(scenario.account(transfer.to))));
  for (const Contract& line : scenario.exports)
    for (const FlowCut& cut : line.cuts)
      events.push_back(event(cut.when.from, "cut", title_of(line) + " cut: " + cut.reason));
  for (const Shock& shock : scenario.shocks)
    events.push_back(event(shock.when.from, "shock", "shock: " + shock.name));
  return events;
}

}  // namespace setoff::simulator
