#include "simulator/report/expectation_row.h"

#include <algorithm>

#include "simulator/report/amount_text.h"

namespace setoff::simulator {
namespace {

std::string_view sign_of(Comparison comparison) {
  switch (comparison) {
    case Comparison::equal:
      return "==";
    case Comparison::less:
      return "<";
    case Comparison::less_equal:
      return "<=";
    case Comparison::greater:
      return ">";
    case Comparison::greater_equal:
      return ">=";
  }
  return "";
}

// "<= 300,000,000 USD", in the format of the observed value.
std::string expected_text(const Expectation& asked) {
  std::string unit;
  if (asked.expected.commodity.valid()) unit = " " + std::string(asked.expected.commodity.code());
  if (asked.expected.per.valid()) unit += "/" + std::string(asked.expected.per.code());
  std::string text =
      std::string(sign_of(asked.comparison)) + " " + grouped(asked.expected.value) + unit;
  if (asked.tolerance.mantissa() != 0) text += " +- " + grouped(asked.tolerance) + unit;
  return text;
}

// That of its condition, or null.
const Provenance* origin_of(const std::vector<Provenance>& provenance, std::size_t index) {
  const std::string path = "expect[" + std::to_string(index) + "].";
  const std::string then = path + "then";
  const std::string always = path + "always";
  const auto found = std::ranges::find_if(
      provenance, [&](const Provenance& row) { return row.path == then || row.path == always; });
  return found == provenance.end() ? nullptr : &*found;
}

}  // namespace

ExpectationRow expectation_row(const Expectation& asked, const ExpectationResult& result,
                               const std::vector<Provenance>& provenance) {
  ExpectationRow row;
  row.name = asked.name;
  row.text = asked.text;
  row.verdict = result.verdict;
  row.severity = asked.severity;
  row.kind = asked.kind;
  const bool error = asked.severity == ExpectationSeverity::error;
  if (result.verdict != ExpectationVerdict::ok)
    row.mark = error ? ExpectationStatus::failed : ExpectationStatus::warning;
  row.expected = expected_text(asked);
  row.observed = result.observed;
  row.residual = result.residual;
  row.day = result.day;
  row.reason = asked.reason;
  if (const Provenance* const origin = origin_of(provenance, result.expectation)) {
    row.source = origin->source;
    row.tag = origin->tag;
  }
  row.note = result.note;
  return row;
}

std::size_t count_of(const Summary& summary, ExpectationStatus mark) {
  return static_cast<std::size_t>(
      std::ranges::count(summary.expectations, mark, &ExpectationRow::mark));
}

std::size_t count_of(const Summary& summary, ExpectationKind kind, ExpectationStatus mark) {
  return static_cast<std::size_t>(std::ranges::count_if(
      summary.expectations,
      [&](const ExpectationRow& row) { return row.kind == kind && row.mark == mark; }));
}

}  // namespace setoff::simulator
