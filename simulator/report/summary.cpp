#include "simulator/report/summary.h"

#include <algorithm>

#include "simulator/report/amount_text.h"
#include "simulator/report/columns.h"
#include "simulator/report/spans.h"

namespace setoff::sim {
namespace {

// Collects the parts of one run; every member function fills one block of the summary.
class Summarizer {
 public:
  explicit Summarizer(const RunRecord& record)
      : record_(record),
        scenario_(record.scenario()),
        table_(record.result.daily),
        book_(scenario_.currency.contract.code()),
        scale_(scenario_.currency.contract.scale()) {}

  Summary make() {
    frame();
    lines();
    claim();
    window();
    trapped();
    goods();
    uses();
    for (const auto& expected : record_.result.expectations)
      expectation(expected);
    return std::move(out_);
  }

 private:
  Value zero() const { return {0, scale_, book_}; }
  Value total(const std::string& name) const { return run_total(table_, name, book_, scale_); }
  Value level(const std::string& name) const { return last_level(table_, name, book_, scale_); }

  void frame() {
    out_.name = scenario_.name;
    out_.title = scenario_.title;
    out_.from = scenario_.time.from;
    out_.to = table_.days.empty() ? scenario_.time.to : table_.days.back();
    out_.book = book_;
    out_.worst_months = record_.result.worst_months;
    out_.refusals = record_.result.refusal_counts;
    out_.refused = record_.result.refusals.size();
    out_.events = record_.result.events;
    out_.revenue_total = out_.received_total = out_.claim_total = out_.owed = zero();
    out_.trapped = out_.spent_total = zero();
  }

  void lines() {
    for (const ExportLine& line : scenario_.exports) {
      out_.revenue.push_back({line.name, total("billed." + line.name)});
      out_.received.push_back({line.name, total("paid." + line.name)});
      out_.revenue_total.minor += out_.revenue.back().value.minor;
      out_.received_total.minor += out_.received.back().value.minor;
    }
  }

  void claim() {
    for (const ClaimPart& part : kClaimParts) {
      Value sum = zero();
      for (const ExportLine& line : scenario_.exports)
        sum.minor += level(part.column(line.name)).minor;
      out_.claim_total.minor += sum.minor;
      if (part.before == "claims.") out_.owed.minor += sum.minor;
      out_.claim.push_back({std::string(part.name), std::move(sum)});
    }
  }

  void window() {
    if (!scenario_.waiver.needed) return;
    bool open = false;
    for (std::size_t row = 0; row < table_.days.size(); ++row) {
      open = std::ranges::any_of(scenario_.exports, [&](const ExportLine& line) {
        const Column* const column = find_column(table_, "window." + line.name);
        return column != nullptr && column->values[row] != 0;
      });
      if (!open) ++out_.days_without_window;
    }
    out_.window_open = open;
  }

  // Restricted and requested money cannot be spent; approved money cannot once no window is open.
  void trapped() {
    for (const Part& part : out_.claim) {
      const bool waiting = part.name == "restricted" || part.name == "requested";
      const bool released = part.name == "approved" || part.name == "converted";
      if (waiting || (released && !out_.window_open)) out_.trapped.minor += part.value.minor;
    }
  }

  void goods() {
    if (!scenario_.imports) return;
    for (const Good& good : scenario_.imports->goods) {
      const std::string unit(good.unit.code());
      const int scale = good.unit.scale();
      GoodRow row;
      row.name = good.name;
      row.purpose = good.purpose;
      row.landed = run_total(table_, "landed." + good.name, unit, scale);
      row.ordered = run_total(table_, "ordered." + good.name, unit, scale);
      row.need = run_total(table_, "need." + good.name, unit, scale);
      row.stock = last_level(table_, "stock." + good.name, unit, scale);
      row.paid = total("spent." + good.name);
      row.shortage_days = total("short." + good.name).minor;
      row.financed = financed(row);
      out_.spent_total.minor += row.paid.minor;
      out_.goods.push_back(std::move(row));
    }
  }

  static std::optional<Value> financed(const GoodRow& row) {
    if (row.need.minor <= 0 || row.need.scale != row.landed.scale) return std::nullopt;
    const Exact landed(row.landed.minor, row.landed.scale);
    const auto ratio = landed.times(std::int64_t{100});
    if (!ratio) return std::nullopt;
    const auto share = ratio->over(Decimal(row.need.minor, -row.need.scale));
    if (!share) return std::nullopt;
    const auto percent = share->round(1, Rounding::half_even);
    if (!percent) return std::nullopt;
    return Value{*percent, 1, "%"};
  }

  // Uses that are not goods: a vaccine, pilgrims, an auction of balances.
  void uses() {
    for (const std::string& purpose : scenario_.purposes) {
      Value used = total("used." + purpose);
      if (used.minor == 0) continue;
      out_.spent_total.minor += used.minor;
      out_.other_uses.push_back({purpose, std::move(used)});
    }
  }

  void expectation(const ExpectationResult& result) {
    const Expectation& asked = scenario_.expectations[result.expectation];
    ExpectationRow row;
    row.name = asked.name;
    row.text = asked.text;
    row.verdict = result.verdict;
    row.severity = asked.severity;
    row.kind = asked.kind;
    const bool error = asked.severity == ExpectationSeverity::error;
    if (result.verdict != Verdict::ok) row.mark = error ? Mark::failed : Mark::warning;
    row.expected = expected_text(asked);
    row.observed = result.observed;
    row.residual = result.residual;
    row.day = result.day;
    row.reason = asked.reason;
    row.note = result.note;
    out_.expectations.push_back(std::move(row));
  }

  static std::string_view sign_of(Comparison comparison) {
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

  // "<= 300,000,000 USD", as what was observed is written.
  static std::string expected_text(const Expectation& asked) {
    std::string unit;
    if (asked.expected.commodity.valid()) unit = " " + std::string(asked.expected.commodity.code());
    if (asked.expected.per.valid()) unit += "/" + std::string(asked.expected.per.code());
    std::string text =
        std::string(sign_of(asked.comparison)) + " " + grouped(asked.expected.value) + unit;
    if (asked.tolerance.mantissa() != 0) text += " +- " + grouped(asked.tolerance) + unit;
    return text;
  }

  const RunRecord& record_;
  const Scenario& scenario_;
  const DailyTable& table_;
  std::string book_;
  int scale_;
  Summary out_;
};

}  // namespace

Summary summarize(const RunRecord& record) {
  return Summarizer(record).make();
}

std::size_t count_of(const Summary& summary, Mark mark) {
  return static_cast<std::size_t>(
      std::ranges::count(summary.expectations, mark, &ExpectationRow::mark));
}

std::size_t count_of(const Summary& summary, ExpectationKind kind, Mark mark) {
  return static_cast<std::size_t>(std::ranges::count_if(
      summary.expectations,
      [&](const ExpectationRow& row) { return row.kind == kind && row.mark == mark; }));
}

}  // namespace setoff::sim
