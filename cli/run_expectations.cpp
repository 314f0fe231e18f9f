#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "cli/run_summary.h"
#include "simulator/report/amount_text.h"

namespace setoff::cli {

namespace {

// The first day on which an `always` expectation fails.
std::string on_day(const simulator::ExpectationRow& row) {
  return row.day ? " on " + row.day->text() : std::string();
}

}  // namespace

void print_expectations(std::ostream& out, const Terminal& terminal,
                        const simulator::Summary& summary) {
  for (const auto& row_of : summary.expectations) {
    const auto mark = row_of.mark == simulator::ExpectationStatus::ok
                          ? toned(terminal, Tone::good, "ok     ")
                      : row_of.mark == simulator::ExpectationStatus::warning
                          ? toned(terminal, Tone::warn, "warning")
                          : toned(terminal, Tone::bad, "failed ");
    out << "  " << mark << " " << row_of.name;
    if (row_of.mark != simulator::ExpectationStatus::ok) {
      if (row_of.observed)
        out << "; got " << simulator::grouped(*row_of.observed) << on_day(row_of) << ", expected "
            << row_of.expected;
      if (!row_of.note.empty()) out << "; " << row_of.note;
    }
    out << "\n";
  }
  const auto counts = [&](std::string_view title, simulator::ExpectationKind kind) {
    const auto ok = simulator::count_of(summary, kind, simulator::ExpectationStatus::ok);
    const auto warnings = simulator::count_of(summary, kind, simulator::ExpectationStatus::warning);
    const auto failed = simulator::count_of(summary, kind, simulator::ExpectationStatus::failed);
    if (ok + warnings + failed > 0)
      out << fmt::format("  {}{} ok, {} {}, {} failed\n", title, ok, warnings,
                         warnings == 1 ? "warning" : "warnings", failed);
  };
  // Without published marks, the file's own checks need no title.
  const bool marks = std::ranges::any_of(summary.expectations, [](const auto& row_of) {
    return row_of.kind == simulator::ExpectationKind::benchmark;
  });
  counts(marks ? "checks of the file: " : "", simulator::ExpectationKind::check);
  counts("published marks: ", simulator::ExpectationKind::benchmark);
}

}  // namespace setoff::cli
