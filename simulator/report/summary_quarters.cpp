#include "simulator/report/columns.h"
#include "simulator/report/summary_parts.h"

namespace setoff::simulator {
namespace {

std::vector<ClearingQuarter> clearings_over(const RunRecord& record, const RunSpan& span) {
  std::vector<ClearingQuarter> rows;
  for (const ScenarioAccount& account : record.scenario().accounts) {
    if (account.use != AccountUse::clearing) continue;
    const auto value = [&](const char* what) {
      const Column* const column = find_column(record.result.daily, what + account.name);
      return Value{column == nullptr ? 0 : over(*column, span), account.currency.scale(),
                   std::string(account.currency.code())};
    };
    rows.push_back({value("called."), value("settled."), value("moved."), value("balance.")});
  }
  return rows;
}

}  // namespace

Columns columns_by_line(const RunRecord& record, std::string_view before) {
  Columns columns;
  for (const Contract& line : record.scenario().exports)
    columns.push_back(find_column(record.result.daily, std::string(before) + line.name));
  return columns;
}

Columns columns_by_purchase(const RunRecord& record, std::string_view before) {
  Columns columns;
  for (const Purchase& purchase : record.scenario().purchases)
    columns.push_back(
        find_column(record.result.daily, std::string(before) + purchase.contract.name));
  return columns;
}

Columns spending_columns(const RunRecord& record) {
  Columns columns;
  const auto add = [&](const std::string& name) {
    columns.push_back(find_column(record.result.daily, name));
  };
  for (const std::string& purpose : record.scenario().purposes)
    add("spent_for." + purpose);
  for (const Purchase& purchase : record.scenario().purchases)
    if (purchase.purpose.empty()) add("spent_on." + purchase.contract.name);
  return columns;
}

Result<std::vector<QuarterRow>> quarters_of(const RunRecord& record, const Reporting& reporting) {
  const Scenario& scenario = record.scenario();
  const DailyTable& table = record.result.daily;
  std::vector<QuarterRow> rows;
  for (const RunSpan& span : spans_of(table.days, Every::quarter, scenario.time.months)) {
    QuarterRow row;
    row.name = quarter_name(span.from, scenario.time.months);
    row.from = span.from;
    row.to = span.to;
    for (const Contract& line : scenario.exports) {
      const Column* const delivered = find_column(table, "delivered." + line.name);
      row.delivered.push_back({delivered == nullptr ? 0 : over(*delivered, span), line.unit.scale(),
                               std::string(shown_unit(line))});
    }
    const std::pair<Reported&, Columns> money[] = {
        {row.billed, columns_by_line(record, "billed.")},
        {row.paid, columns_by_line(record, "paid.")},
        {row.purchased, columns_by_purchase(record, "purchased.")},
        {row.paid_for, columns_by_purchase(record, "paid_for.")},
        {row.released, {find_column(table, "released")}},
        {row.spent, spending_columns(record)}};
    for (const auto& [place, columns] : money) {
      SETOFF_TRY(sum, reporting.over_all(columns, span));
      place = sum;
    }
    row.clearings = clearings_over(record, span);
    SETOFF_TRY(claims, reporting.all_lines_on(span.last_row));
    row.overdue =
        reporting.both(claims.reported[ClaimPart::overdue], claims.book[ClaimPart::overdue]);
    row.blocked = reporting.both(figures_of(claims.reported)[Figure::blocked],
                                 figures_of(claims.book)[Figure::blocked]);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace setoff::simulator
