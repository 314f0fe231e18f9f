#include "simulator/report/series_csv.h"

#include "ledger/base/amount.h"
#include "simulator/report/spans.h"

namespace setoff::simulator {
namespace {

// Names and units contain no comma or quote today; such a field is quoted as in RFC 4180.
std::string field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

std::string heading(const Column& column, Every every) {
  if (column.measure == Aggregation::flag && every != Every::day) return column.name + " [days]";
  return column.unit.empty() ? column.name : column.name + " [" + column.unit + "]";
}

}  // namespace

std::string series_csv(const RunRecord& record) {
  const DailyTable& table = record.result.daily;
  const Every every = record.scenario().output.every;
  std::string csv = "day,days";
  for (const Column& column : table.columns)
    csv += "," + field(heading(column, every));
  csv += '\n';
  for (const RunSpan& span : spans_of(table.days, every, record.scenario().time.months)) {
    csv += span.to.text() + "," + std::to_string(span.last_row - span.first_row + 1);
    for (const Column& column : table.columns)
      csv += "," + format_minor(over(column, span), column.scale);
    csv += '\n';
  }
  return csv;
}

}  // namespace setoff::simulator
