#include <boost/json.hpp>
#include <map>

#include "simulator/report/amount_text.h"
#include "simulator/report/columns.h"
#include "simulator/report/page_data.h"
#include "simulator/report/spans.h"

namespace setoff::sim {
namespace {

namespace json = boost::json;

// Adds the columns of the names over a span; in the scale of the first.
Value over_all(const DailyTable& table, const std::vector<std::string>& names, const RunSpan& span,
               const Currency& book) {
  Value sum{0, book.scale(), std::string(book.code())};
  for (const std::string& name : names)
    if (const Column* const column = find_column(table, name)) sum.minor += over(*column, span);
  return sum;
}

struct QuarterColumn {
  std::string title;
  std::vector<std::string> columns;
};

std::vector<QuarterColumn> quarter_columns(const Scenario& scenario) {
  QuarterColumn billed{"billed", {}}, paid{"paid", {}}, overdue{"overdue at the end", {}};
  QuarterColumn used{"spent", {}}, blocked{"blocked at the end", {}};
  for (const ExportLine& line : scenario.exports) {
    billed.columns.push_back("billed." + line.name);
    paid.columns.push_back("paid." + line.name);
    overdue.columns.push_back("claims." + line.name + ".overdue");
    blocked.columns.push_back("deposit." + line.name + ".restricted");
    blocked.columns.push_back("deposit." + line.name + ".requested");
  }
  for (const std::string& purpose : scenario.purposes)
    used.columns.push_back("used." + purpose);
  return {billed, paid, {"released", {"released"}}, used, overdue, blocked};
}

std::string_view layer_name(Layer layer) {
  switch (layer) {
    case Layer::money:
      return "money";
    case Layer::memo:
      return "memo";
    case Layer::quantity:
      return "quantity";
  }
  return "";
}

}  // namespace

json::object quarters_data(const RunRecord& record) {
  const DailyTable& table = record.result.daily;
  const Scenario& scenario = record.scenario();
  const Calendar calendar = scenario.time.months;
  const auto money = quarter_columns(scenario);
  json::array head{"quarter", "days"};
  for (const ExportLine& line : scenario.exports)
    head.push_back(json::string(line.name + ", " + std::string(line.unit.code())));
  for (const QuarterColumn& column : money)
    head.push_back(json::string(column.title));
  json::array rows;
  for (const RunSpan& span : spans_of(table.days, Every::quarter, calendar)) {
    json::array row{quarter_name(span.from, calendar), span.from.text() + " to " + span.to.text()};
    for (const ExportLine& line : scenario.exports) {
      const Column* const column = find_column(table, "delivered." + line.name);
      row.push_back(
          json::string(column == nullptr ? "" : brief({over(*column, span), column->scale, ""})));
    }
    for (const QuarterColumn& column : money)
      row.push_back(json::string(
          brief({over_all(table, column.columns, span, scenario.currency.contract).minor,
                 scenario.currency.contract.scale(), ""})));
    rows.push_back(std::move(row));
  }
  return {{"head", std::move(head)}, {"rows", std::move(rows)}};
}

json::array refusals_data(const RunRecord& record) {
  // Per rule and event type: days with counts, so that the page can draw when.
  std::map<std::pair<EventType, Code>, std::map<Day, int>> days;
  std::map<std::pair<EventType, Code>, std::string> details;
  for (const RefusedEvent& refused : record.result.refusals) {
    ++days[{refused.type, refused.code}][refused.day];
    details.try_emplace({refused.type, refused.code}, refused.detail);
  }
  json::array rows;
  for (const RefusalCount& count : record.result.refusal_counts) {
    json::array when;
    for (const auto& [day, times] : days[{count.type, count.code}])
      when.push_back(json::array{day.since_epoch(), times});
    rows.push_back(json::object{{"event", facts_of(count.type).name},
                                {"rule", facts_of(count.code).name},
                                {"meaning", facts_of(count.code).meaning},
                                {"example", details[{count.type, count.code}]},
                                {"count", count.count},
                                {"first", count.first.text()},
                                {"last", count.last.text()},
                                {"days", std::move(when)}});
  }
  return rows;
}

json::array sources_data(const RunRecord& record) {
  json::array rows;
  for (const Provenance& row : record.loaded.provenance)
    rows.push_back(json::array{row.path, row.value, row.source, row.tag, row.where});
  return rows;
}

json::array trial_balance_data(const RunRecord& record) {
  const State& books = record.books;
  json::array rows;
  for (std::size_t index = 0; index < books.chart.size(); ++index) {
    const AccountId id{static_cast<std::uint32_t>(index)};
    const Account& account = books.chart[id];
    for (const BalanceCell& cell : books.balances.cells(id)) {
      const std::int64_t balance = cell.series.last();
      if (balance == 0) continue;
      const int scale = cell.commodity.scale();
      rows.push_back(json::array{layer_name(facts_of(account.kind).layer), account.path,
                                 cell.commodity.code(),
                                 balance > 0 ? grouped(balance, scale) : std::string(),
                                 balance < 0 ? grouped(-balance, scale) : std::string()});
    }
  }
  return rows;
}

}  // namespace setoff::sim
