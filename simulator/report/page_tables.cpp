#include <algorithm>
#include <boost/json.hpp>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "simulator/report/amount_text.h"
#include "simulator/report/page_data.h"

namespace setoff::simulator {
namespace json = boost::json;

namespace {

// A column of the table of quarters.
class QuarterColumn {
 public:
  // `key`: where summary.json has the number, within its quarter.
  QuarterColumn(std::string title, std::string key)
      : title_(std::move(title)), key_(std::move(key)) {}

  void add(const Value& value) {
    cells_.push_back(json::string(brief({value.minor, value.scale, ""})));
    any_ = any_ || value.minor != 0;
  }
  // Without one that is zero for the whole run.
  void put_into(json::array& head, json::array& keys, std::vector<json::array>& rows) const {
    if (!any_) return;
    head.push_back(json::string(title_));
    keys.push_back(json::string(key_));
    for (std::size_t i = 0; i < rows.size(); ++i)
      rows[i].push_back(cells_[i]);
  }

 private:
  std::string title_;
  std::string key_;
  std::vector<json::string> cells_;
  bool any_ = false;
};

// What of a clearing account, for all quarters: "called, KRW", with its title if there are several.
void add_clearings(const Summary& summary, std::vector<QuarterColumn>& columns) {
  constexpr std::size_t kShown = 3;  // more would make the table too wide to read
  if (summary.clearings.size() > kShown) return;
  struct Part {
    std::string_view title;
    std::string_view key;
    Value ClearingQuarter::* value;
  };
  constexpr Part kParts[] = {{"called", "called", &ClearingQuarter::called},
                             {"settled", "settled", &ClearingQuarter::settled},
                             {"of it moved on", "moved", &ClearingQuarter::moved},
                             {"balance at the end", "balance", &ClearingQuarter::balance}};
  for (std::size_t i = 0; i < summary.clearings.size(); ++i) {
    const ClearingRow& account = summary.clearings[i];
    const std::string before = summary.clearings.size() == 1 ? "" : account.title + ": ";
    for (const Part& part : kParts) {
      QuarterColumn column(before + std::string(part.title) + ", " + account.balance.unit,
                           "clearing." + std::to_string(i) + "." + std::string(part.key));
      for (const QuarterRow& row : summary.quarters)
        column.add(row.clearings[i].*part.value);
      columns.push_back(std::move(column));
    }
  }
}

std::vector<QuarterColumn> quarter_columns(const Summary& summary) {
  std::vector<QuarterColumn> columns;
  for (std::size_t i = 0; i < summary.lines.size(); ++i) {
    const LineRow& line = summary.lines[i];
    QuarterColumn column(line.title + ", " + line.delivered.unit, "");
    for (const QuarterRow& row : summary.quarters)
      column.add(row.delivered[i]);
    columns.push_back(std::move(column));
  }
  const auto add_money = [&](const char* title, const char* key, Reported QuarterRow::* of) {
    QuarterColumn column(title, key);
    for (const QuarterRow& row : summary.quarters)
      column.add((row.*of).value);
    columns.push_back(std::move(column));
  };
  add_money("billed", "billed", &QuarterRow::billed);
  add_money("paid", "paid", &QuarterRow::paid);
  add_money("bought", "purchased", &QuarterRow::purchased);
  add_money("paid for it", "paid_for", &QuarterRow::paid_for);
  add_money("approved", "released", &QuarterRow::released);
  const bool only_purchases = std::ranges::all_of(summary.quarters, [](const QuarterRow& row) {
    return row.spent.value == row.purchased.value;
  });
  if (!only_purchases) add_money("spent", "spent", &QuarterRow::spent);
  add_money("overdue at the end", "overdue", &QuarterRow::overdue);
  add_money("blocked at the end", "blocked", &QuarterRow::blocked);
  add_clearings(summary, columns);
  return columns;
}

}  // namespace

json::object quarters_data(const Summary& summary) {
  json::array head{"quarter", "days"};
  json::array keys{"quarter", ""};
  std::vector<json::array> rows;
  for (const QuarterRow& row : summary.quarters)
    rows.push_back(json::array{row.name, row.from.text() + " to " + row.to.text()});
  for (const QuarterColumn& column : quarter_columns(summary))
    column.put_into(head, keys, rows);
  return {{"head", std::move(head)},
          {"keys", std::move(keys)},
          {"rows", json::array(rows.begin(), rows.end())}};
}

json::array refusals_data(const Summary& summary) {
  json::array rows;
  for (const RefusalRow& row : summary.refusals) {
    json::array when;  // the page draws when they occurred
    for (const auto& [day, times] : row.days)
      when.push_back(json::array{day.since_epoch(), times});
    rows.push_back(json::object{{"event", info_of(row.type).name},
                                {"rule", info_of(row.code).name},
                                {"meaning", info_of(row.code).meaning},
                                {"subject", row.subject()},
                                {"example", row.example},
                                {"count", row.count},
                                {"first", row.first.text()},
                                {"last", row.last.text()},
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

json::object references_data(const RunRecord& record, const Summary& summary) {
  std::set<std::string_view> sources;
  for (const Provenance& row : record.loaded.provenance)
    sources.insert(row.source);
  std::string texts;  // in which codes are links
  for (const std::string_view source : sources)
    texts.append(source).append("\n");
  for (const ExpectationRow& row : summary.expectations)
    texts += row.reason + "\n" + row.source + "\n";
  json::object references;
  for (const Reference& reference : record.scenario().references)
    if (texts.find(reference.code) != std::string::npos)
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
