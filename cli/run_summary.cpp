#include "cli/run_summary.h"

#include <algorithm>
#include <iostream>
#include <vector>

#include "ledger/base/cell_width.h"
#include "ledger/base/error.h"
#include "ledger/crypto/encoding.h"
#include "ledger/event/event.h"
#include "simulator/report/amount_text.h"
#include "simulator/report/columns.h"
#include "simulator/report/spans.h"

namespace setoff::cli {
namespace {

constexpr std::size_t kWide = 80;      // columns from which amounts are printed in full
constexpr std::size_t kChartMin = 10;  // a shorter chart is meaningless
constexpr std::size_t kChartMax = 48;

std::string padded(std::string text, std::size_t width) {
  const std::size_t used = cell_width(text);
  if (used < width) text.append(width - used, ' ');
  return text;
}

std::string right(const std::string& text, std::size_t width) {
  const std::size_t used = cell_width(text);
  return used < width ? std::string(width - used, ' ') + text : text;
}

// A name in a column; one that is too long is cut.
std::string fitted(std::string_view name, std::size_t width) {
  constexpr std::string_view kDots = "...";
  if (cell_width(name) <= width) return padded(std::string(name), width);
  std::string cut(name);
  while (!cut.empty() && cell_width(cut) + kDots.size() + 1 > width) {
    while (!cut.empty() && (static_cast<unsigned char>(cut.back()) & 0xC0U) == 0x80U)
      cut.pop_back();  // the rest of a character in UTF-8
    if (!cut.empty()) cut.pop_back();
  }
  return padded(cut + std::string(kDots), width);
}

std::vector<double> monthly(const simulator::RunRecord& record, const simulator::Column& column) {
  std::vector<double> values;
  for (const auto& span : simulator::spans_of(record.result.daily.days, simulator::Every::month,
                                              record.scenario().time.months))
    values.push_back(simulator::chart_value(simulator::over(column, span), column.scale));
  return values;
}

std::vector<double> daily(const simulator::Column& column) {
  std::vector<double> values;
  for (const std::int64_t value : column.values)
    values.push_back(simulator::chart_value(value, column.scale));
  return values;
}

// Rows of a name, an amount and, on a terminal, a small chart. If the reporting currency differs
// from the book currency, a wide terminal also shows the amount in the latter.
class Rows {
 public:
  Rows(std::ostream& out, const Terminal& terminal, const simulator::Summary& summary)
      : out_(out), terminal_(terminal), two_(wide() && summary.currency != summary.book) {
    fit_names(summary);
  }

  [[nodiscard]] bool wide() const { return terminal_.columns >= kWide; }
  [[nodiscard]] std::string amount(const simulator::Value& value) const {
    return wide() ? simulator::grouped(value) : simulator::brief(value);
  }

  void title(std::string_view text, std::string_view about = {}) {
    out_ << "\n" << toned(terminal_, Tone::strong, text);
    if (!about.empty() && wide()) out_ << toned(terminal_, Tone::faint, about);
    out_ << "\n";
  }
  // `about` says what the charts of its rows show.
  void chart_title(std::string_view text, std::string_view about) {
    title(text, width() < kChartMin ? std::string_view() : about);
  }
  void gap() { out_ << "\n"; }
  void row(std::string_view name, const simulator::Reported& amount,
           const std::string& chart = {}) {
    row(name, amount.value, two_ ? &amount.book : nullptr, chart);
  }
  // An amount in a unit of its own.
  void value(std::string_view name, const simulator::Value& value) {
    row(name, value, nullptr, {});
  }
  void value_if_any(std::string_view name, const simulator::Value& amount) {
    if (amount.minor != 0) value(name, amount);
  }
  // Shows the account's value, followed on a wide terminal by its balance in its own currency.
  void account(const simulator::AccountRow& account, const std::string& chart) {
    const bool two = wide() && account.balance.unit != account.value.value.unit;
    if (two)
      row(account.title, account.value.value, &account.balance, chart);
    else
      row(account.title, account.balance, nullptr, chart);
  }
  [[nodiscard]] std::string line(const std::vector<double>& values) const {
    return width() < kChartMin ? std::string() : sparkline(values, width());
  }
  [[nodiscard]] std::string share(const simulator::Value& part,
                                  const simulator::Value& whole) const {
    if (width() < kChartMin || whole.minor <= 0) return {};
    return bar(simulator::chart_value(part.minor, part.scale) /
                   simulator::chart_value(whole.minor, whole.scale),
               width());
  }

  // A name in a row of a wide terminal that has `beyond` columns behind its amount.
  [[nodiscard]] std::string named(std::string_view name, std::size_t beyond) const {
    const std::size_t used = 2 + kAmount + beyond;
    const std::size_t room = terminal_.columns > used ? terminal_.columns - used : 0;
    return fitted(name, std::max(kNameMin, std::min(name_width_, room)));
  }

 private:
  static constexpr std::size_t kNameMin = 24;
  static constexpr std::size_t kNameMax = 44;
  static constexpr std::size_t kAmount = 26;
  static constexpr std::size_t kBeside = 27;
  void row(std::string_view name, const simulator::Value& value, const simulator::Value* beside,
           const std::string& chart) {
    out_ << "  " << fitted(name, name_width_) << right(amount(value), wide() ? kAmount : 14);
    if (beside != nullptr)
      out_ << " " << toned(terminal_, Tone::faint, right(amount(*beside), kBeside - 1));
    else if (two_ && !chart.empty())
      out_ << std::string(kBeside, ' ');
    if (!chart.empty()) out_ << "  " << toned(terminal_, Tone::accent, chart);
    out_ << "\n";
  }
  // Columns left for a chart; zero if the output is not interactive or cannot show block
  // characters.
  [[nodiscard]] std::size_t width() const {
    const std::size_t used = name_width_ + beyond_name() + 2 + 1;
    if (!terminal_.interactive || !terminal_.unicode || terminal_.columns <= used) return 0;
    return std::min(kChartMax, terminal_.columns - used);
  }

  [[nodiscard]] std::size_t beyond_name() const {
    return 2 + (wide() ? kAmount : 14) + (two_ ? kBeside : 0);
  }
  // As wide as the longest title, if the window has room for it.
  void fit_names(const simulator::Summary& summary) {
    std::size_t longest = kNameMin;
    const auto see = [&](const auto& rows) {
      for (const auto& row : rows)
        longest = std::max(longest, cell_width(row.title));
    };
    see(summary.lines);
    see(summary.accounts);
    see(summary.purchases);
    see(summary.goods);
    const std::size_t room =
        terminal_.columns > beyond_name() + kNameMin ? terminal_.columns - beyond_name() : kNameMin;
    name_width_ = std::min({longest, kNameMax, room});
  }

  std::ostream& out_;
  const Terminal& terminal_;
  bool two_;
  std::size_t name_width_ = kNameMin;
};

void print_frame(std::ostream& out, const simulator::RunRecord& record,
                 const simulator::Summary& summary) {
  out << summary.from.text() << " to " << summary.to.text() << ", " << record.entries
      << " entries\nroot " << to_hex(record.root.view()) << "\n";
  if (!summary.rate) return;
  out << "in " << summary.currency << ": flows at each day's rate, levels at the last day's:\n  "
      << rate_text(*summary.rate) << "\n";
}

void print_billed(Rows& rows, const simulator::RunRecord& record,
                  const simulator::Summary& summary) {
  rows.chart_title("Billed", ", invoices month by month");
  for (const auto& line : summary.lines) {
    const auto* const billed = simulator::find_column(record.result.daily, "billed." + line.name);
    rows.row(line.title, line.billed,
             billed == nullptr ? std::string() : rows.line(monthly(record, *billed)));
  }
  for (const auto& line : record.scenario().exports)
    rows.value_if_any("kept of " + title_of(line),
                      simulator::run_total(record.result.daily, "retained." + line.name,
                                           simulator::shown_unit(line), line.unit.scale()));
  if (summary.lines.size() > 1) rows.row("all", summary.billed);
  rows.row("paid by the buyer", summary.paid);
}

// Prints the states, which add up to what was earned, then the figures (sums of states).
void print_claims(Rows& rows, const simulator::Summary& summary) {
  rows.title("What became of it", " by the last day");
  const auto& earned = summary.figure(Figure::earned);
  for (std::size_t i = 0; i < kClaimParts; ++i) {
    const auto& state = summary.states[i];
    if (state.book.minor != 0 || state.value.minor != 0)
      rows.row(enum_name(static_cast<ClaimPart>(i)), state, rows.share(state.value, earned.value));
  }
  rows.row("= earned", earned);
  rows.gap();
  for (const auto figure : {Figure::owed, Figure::blocked, Figure::released, Figure::spent})
    rows.row(enum_name(figure), summary.figure(figure));
}

void print_banks(Rows& rows, const simulator::RunRecord& record,
                 const simulator::Summary& summary) {
  rows.chart_title("At the banks", ", day by day");
  for (const auto& account : summary.accounts) {
    const auto* const balance =
        simulator::find_column(record.result.daily, "balance." + account.name);
    rows.account(account, balance == nullptr ? std::string() : rows.line(daily(*balance)));
  }
}

void print_two_way(Rows& rows, const simulator::RunRecord& record,
                   const simulator::Summary& summary) {
  if (!summary.purchases.empty()) rows.title("Bought on open account");
  for (const auto& purchase : summary.purchases) {
    rows.row(purchase.title, purchase.billed);
    rows.row("of it paid", purchase.paid);
  }
  for (const auto& clearing : summary.clearings) {
    rows.title("Clearing account: " + clearing.title);
    rows.value("balance", clearing.balance);
    rows.value_if_any("swing", clearing.swing);
    rows.value("called", clearing.called);
    rows.value("settled", clearing.settled);
    rows.value_if_any("of it moved on", clearing.moved);
    rows.value_if_any("consultations", {clearing.consultations, 0, ""});
  }
  if (!record.scenario().monetisation.empty()) rows.title("Home money issued");
  for (const auto& issue : record.scenario().monetisation)
    rows.value(simulator::with_spaces(issue.name),
               simulator::run_total(record.result.daily, "home_money." + issue.name,
                                    issue.currency.code(), issue.currency.scale()));
}

void print_spent(std::ostream& out, Rows& rows, const simulator::Summary& summary) {
  if (summary.goods.empty() && summary.other_uses.empty()) return;
  rows.title("Paid out", ", each payment at the rate of its day; goods landed, share of the need");
  for (const auto& good : summary.goods)
    out << "  " << (rows.wide() ? rows.named(good.title, 18 + 8) : fitted(good.title, 16))
        << right(rows.amount(good.spent.value), rows.wide() ? 26 : 14)
        << right(rows.amount(good.landed), rows.wide() ? 18 : 12)
        << right(good.financed ? good.financed->text() : "", 8) << "\n";
  for (const auto& use : summary.other_uses)
    rows.row(simulator::with_spaces(use.purpose), use.spent);
  rows.row("all", summary.paid_out);
}

void print_worst(std::ostream& out, Rows& rows, const simulator::Summary& summary) {
  if (summary.worst_months.empty()) return;
  rows.title("Worst months");
  for (const auto& month : summary.worst_months) {
    std::string measure = month.measure;
    std::ranges::replace(measure, '_', ' ');
    out << "  " << fitted(measure, 24)
        << right(rows.amount(month.value.value), rows.wide() ? 26 : 14) << "   "
        << month.from.text() << (rows.wide() ? " to " + month.to.text() : "") << "\n";
  }
}

void print_refusals(std::ostream& out, const Terminal& terminal, Rows& rows,
                    const simulator::Summary& summary) {
  if (summary.refusals.empty()) return;
  rows.title("Refused by rule");
  for (const auto& refusal : summary.refusals) {
    out << "  " << padded(std::string(info_of(refusal.type).name), 20)
        << padded(std::string(info_of(refusal.code).name), 20)
        << right(std::to_string(refusal.count), 7);
    if (rows.wide()) out << "   " << refusal.first.text() << " to " << refusal.last.text();
    out << "\n";
    if (const std::string by = refusal.subject(); !by.empty())
      out << toned(terminal, Tone::faint, "    " + by) << "\n";
  }
}

}  // namespace

void print_summary(std::ostream& out, const Terminal& terminal, const simulator::RunRecord& record,
                   const simulator::Summary& summary) {
  out << toned(terminal, Tone::strong, summary.title.empty() ? summary.name : summary.title)
      << "\n";
  print_frame(out, record, summary);
  Rows rows(out, terminal, summary);
  print_billed(rows, record, summary);
  print_claims(rows, summary);
  print_banks(rows, record, summary);
  print_two_way(rows, record, summary);
  print_spent(out, rows, summary);
  print_worst(out, rows, summary);
  print_refusals(out, terminal, rows, summary);
  if (summary.expectations.empty()) return;
  rows.title("Expectations");
  print_expectations(out, terminal, summary);
}

}  // namespace setoff::cli
