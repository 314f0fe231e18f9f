// What a run shows in five sentences: what was delivered and billed, what was paid and is owed,
// what lies at the banks, what it bought, what was lost on the way.

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "simulator/report/amount_text.h"
#include "simulator/report/summary.h"

namespace setoff::sim {
namespace {

// "a", "a and b", "a, b and c"
std::string listed(const std::vector<std::string>& items) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i)
    text += (i == 0 ? "" : i + 1 == items.size() ? " and " : ", ") + items[i];
  return text;
}

std::string share(const Value& part, const Value& whole) {
  if (whole.minor <= 0) return "0 %";
  return fmt::format("{:.0f} %",
                     100.0 * drawn(part.minor, part.scale) / drawn(whole.minor, whole.scale));
}

std::string text(const Reported& amount) {
  return brief(amount.value);
}

std::string billed_sentence(const Summary& summary) {
  std::vector<std::string> delivered;
  for (const LineRow& row : summary.lines)
    delivered.push_back(brief(row.delivered) + " of " + row.title);
  return fmt::format("From {} to {}, {} {} delivered and {} billed.", summary.from.text(),
                     summary.to.text(), listed(delivered), delivered.size() == 1 ? "was" : "were",
                     text(summary.billed));
}

std::string paid_sentence(const Summary& summary) {
  const Reported& owed = summary.figure(Figure::owed);
  std::string sentence = fmt::format("The buyer paid {}", text(summary.paid));
  if (owed.value.minor <= 0) return sentence + " and owes nothing on the last day.";
  sentence += fmt::format(" and still owes {}", text(owed));
  std::vector<std::string> of_it;
  const Reported& overdue = summary.state(ClaimPart::overdue);
  const Reported& penalty = summary.state(ClaimPart::penalty);
  if (overdue.value.minor > 0) of_it.push_back(text(overdue) + " overdue");
  if (penalty.value.minor > 0) of_it.push_back(text(penalty) + " of late fees");
  if (!of_it.empty()) sentence += ": " + listed(of_it);
  return sentence + ".";
}

std::string blocked_sentence(const Summary& summary) {
  const Reported& blocked = summary.figure(Figure::blocked);
  const Reported& released = summary.figure(Figure::released);
  const Reported& banks = summary.figure(Figure::at_banks);
  if (banks.value.minor <= 0) return "Nothing is held at the banks.";
  std::string sentence = text(banks) + " is held at the banks, ";
  if (released.value.minor == 0 && blocked.value.minor == banks.value.minor)
    sentence += "all of it blocked";
  else
    sentence += fmt::format("{} of it blocked and {} released", share(blocked.value, banks.value),
                            share(released.value, banks.value));
  if (summary.window_open) return sentence + ".";
  return sentence + fmt::format(
                        "; no window is open on the last day, so none of it can move (the run had "
                        "{} days without a window).",
                        summary.days_without_window);
}

std::string spent_sentence(const Summary& summary) {
  const Reported& spent = summary.figure(Figure::spent);
  if (spent.value.minor == 0) return "Nothing was spent.";
  std::string sentence = fmt::format("{} was spent on goods and other purposes", text(spent));
  const GoodRow* best = nullptr;
  const GoodRow* worst = nullptr;
  for (const GoodRow& row : summary.goods) {
    if (!row.financed) continue;
    if (best == nullptr || row.financed->minor > best->financed->minor) best = &row;
    if (worst == nullptr || row.financed->minor < worst->financed->minor) worst = &row;
  }
  if (best == nullptr) return sentence + ".";
  sentence += fmt::format("; what landed met {} of the country's need of {}",
                          best->financed->text(), best->title);
  if (worst != best)
    sentence += fmt::format(" (the most of all goods) and {} of that of {} (the least)",
                            worst->financed->text(), worst->title);
  return sentence + ".";
}

std::string lost_sentence(const Summary& summary) {
  const Value& earned = summary.figure(Figure::earned).value;
  const Value& exchange = summary.figure(Figure::exchange).value;
  const Value& costs = summary.figure(Figure::costs).value;
  std::string lost = "nothing was lost to interest, fees, spreads and exchange rates";
  if (costs.minor != 0 || exchange.minor != 0)
    lost = fmt::format("interest, fees and spreads took {} and exchange rates {} {}",
                       share(costs, earned), exchange.minor < 0 ? "brought" : "took",
                       share({std::abs(exchange.minor), exchange.scale, exchange.unit}, earned));
  return fmt::format(
      "Of the {} earned in all (openings, bills, late fees, interest), {}; the rules refused {} "
      "attempts.",
      brief(earned), lost, grouped(static_cast<std::int64_t>(summary.refused), 0));
}

}  // namespace

std::vector<std::string> sentences_of(const Summary& summary) {
  return {billed_sentence(summary), paid_sentence(summary), blocked_sentence(summary),
          spent_sentence(summary), lost_sentence(summary)};
}

}  // namespace setoff::sim
