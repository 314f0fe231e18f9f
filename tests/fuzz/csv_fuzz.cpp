// links: scenario
//
// CSV data files from hostile text: the first byte chooses calendar, gaps and unit, the rest is the
// file. No crash; values come in the order of their days, and a refusal has a place and a text.
#include <cstdint>
#include <string>
#include <string_view>

#include "ledger/base/check.h"
#include "simulator/scenario/csv.h"

namespace {

using namespace setoff;

simulator::CsvColumns columns_for(unsigned choice) {
  constexpr std::string_view kUnits[] = {"1", "USD/bbl", "m3/day", "EUR"};
  simulator::CsvColumns columns{
      .date = "date", .value = "value", .unit = std::string(kUnits[choice % 4])};
  columns.gaps = static_cast<simulator::GapPolicy>(choice / 4 % 3);
  columns.calendar = choice / 12 % 2 == 0 ? Calendar::gregorian : Calendar::solar_hijri;
  return columns;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
  const SourceFile file("fuzz.csv", std::string(text));
  const SourceFile scenario("fuzz.yaml", "{ file: fuzz.csv, date: date, column: value }");
  Diagnostics diagnostics;
  KeyCatalog catalog;
  const auto at = parse_yaml(scenario, diagnostics);
  SETOFF_CHECK(at.has_value());
  const auto series =
      simulator::read_csv_series(file, columns_for(data[0]), *at, {diagnostics, catalog});
  SETOFF_CHECK(series.has_value() == diagnostics.empty());
  for (const auto& found : diagnostics.sorted())
    SETOFF_CHECK(!found.message.empty() && !render(found).empty());
  if (!series) return 0;
  for (std::size_t i = 1; i < series->steps.size(); ++i)
    SETOFF_CHECK(series->steps[i - 1].from < series->steps[i].from);
  return 0;
}
