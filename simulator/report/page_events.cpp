#include <boost/json.hpp>

#include "simulator/report/amount_text.h"
#include "simulator/report/columns.h"
#include "simulator/report/page_data.h"

namespace setoff::simulator {
namespace {

namespace json = boost::json;

json::object event(Day day, std::string_view kind, std::string text) {
  return {{"day", day.since_epoch()}, {"kind", kind}, {"text", std::move(text)}};
}

std::string amount(const Money& money) {
  return brief({money.minor(), money.kind().scale(), std::string(money.kind().code())});
}

}  // namespace

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
    events.push_back(event(
        use.date, "use",
        with_spaces(use.name) + ": " + amount(use.amount) + " for " + with_spaces(use.purpose)));
  for (const Transfer& transfer : scenario.releases.transfers)
    events.push_back(event(transfer.date, "transfer",
                           title_of(scenario.account(transfer.from)) + " to " +
                               title_of(scenario.account(transfer.to))));
  for (const Contract& line : scenario.exports)
    for (const FlowCut& cut : line.cuts)
      events.push_back(event(cut.when.from, "cut", title_of(line) + " cut: " + cut.reason));
  for (const Shock& shock : scenario.shocks)
    events.push_back(event(shock.when.from, "shock", "shock: " + with_spaces(shock.name)));
  return events;
}

}  // namespace setoff::simulator
