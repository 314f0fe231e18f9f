#include <boost/json.hpp>
#include <map>

#include "simulator/report/amount_text.h"
#include "simulator/report/page_data.h"

namespace setoff::simulator {
namespace json = boost::json;

json::object quarters_data(const Summary& summary) {
  json::array head{"quarter", "days"};
  for (const LineRow& line : summary.lines)
    head.push_back(json::string(line.title + ", " + line.delivered.unit));
  for (const auto* title :
       {"billed", "paid", "approved", "spent", "overdue at the end", "blocked at the end"})
    head.push_back(json::string(title));
  json::array rows;
  for (const QuarterRow& row : summary.quarters) {
    json::array cells{row.name, row.from.text() + " to " + row.to.text()};
    for (const Value& delivered : row.delivered)
      cells.push_back(json::string(brief({delivered.minor, delivered.scale, ""})));
    for (const Reported* money :
         {&row.billed, &row.paid, &row.released, &row.spent, &row.overdue, &row.blocked})
      cells.push_back(json::string(brief({money->value.minor, money->value.scale, ""})));
    rows.push_back(std::move(cells));
  }
  return {{"head", std::move(head)}, {"rows", std::move(rows)}};
}

json::array refusals_data(const RunRecord& record) {
  // Refusals per day, by event type and code; the page draws when they occurred.
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
    rows.push_back(json::object{{"event", info_of(count.type).name},
                                {"rule", info_of(count.code).name},
                                {"meaning", info_of(count.code).meaning},
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

json::object references_data(const RunRecord& record) {
  json::object references;
  for (const Reference& reference : record.scenario().references)
    references[reference.code] = json::array{reference.address, reference.note};
  return references;
}

json::array trial_balance_data(const RunRecord& record) {
  const State& books = record.books;
  json::array rows;
  for (std::size_t index = 0; index < books.chart.size(); ++index) {
    const AccountId id{static_cast<std::uint32_t>(index)};
    const Account& account = books.chart[id];
    for (const AccountBalance& cell : books.balances.balances_of(id)) {
      const std::int64_t balance = cell.series.last();
      if (balance == 0) continue;
      const int scale = cell.commodity.scale();
      rows.push_back(json::array{enum_name(info_of(account.kind).layer), account.path,
                                 cell.commodity.code(),
                                 balance > 0 ? grouped(balance, scale) : std::string(),
                                 balance < 0 ? grouped(-balance, scale) : std::string()});
    }
  }
  return rows;
}

}  // namespace setoff::simulator
