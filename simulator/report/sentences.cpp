// Describes a run in five sentences: what was delivered and billed, what was paid and is owed, what
// is held at the banks, what was spent, what was lost on the way.

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "simulator/report/amount_text.h"
#include "simulator/report/summary.h"

namespace setoff::simulator {
namespace {

// "a", "a and b", "a, b and c"
std::string listed(const std::vector<std::string>& items) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i)
    text += (i == 0 ? "" : i + 1 == items.size() ? " and " : ", ") + items[i];
  return text;
}

std::string share(const Value& part, const Value& whole) {
  if (whole.minor <= 0 || part.minor == 0) return "0 %";
  const double percent =
      100.0 * chart_value(part.minor, part.scale) / chart_value(whole.minor, whole.scale);
  return percent > 0.0 && percent < 0.5 ? "less than 1 %" : fmt::format("{:.0f} %", percent);
}

// "1 day", "26 days"
std::string counted(std::int64_t count, std::string_view what) {
  return grouped(count, 0) + " " + std::string(what) + (count == 1 ? "" : "s");
}

std::string text(const Reported& amount) {
  return brief(amount.value);
}

std::string with_capital(std::string sentence) {
  if (!sentence.empty() && sentence[0] >= 'a' && sentence[0] <= 'z')
    sentence[0] = static_cast<char>(sentence[0] - 'a' + 'A');
  return sentence;
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
  constexpr std::pair<ClaimPart, std::string_view> kParts[] = {
      {ClaimPart::overdue, " overdue"},      {ClaimPart::due, " due"},
      {ClaimPart::undue, " not yet due"},    {ClaimPart::disputed, " disputed"},
      {ClaimPart::penalty, " of late fees"}, {ClaimPart::topup, " of conversion losses"}};
  std::vector<std::string> of_it;
  for (const auto& [part, words] : kParts)
    if (const auto& state = summary.state(part); state.value.minor > 0)
      of_it.push_back(text(state) + std::string(words));
  return sentence + ": " + listed(of_it) + ".";
}

// What is at the banks, where some of it is neither blocked nor released.
std::string kinds_of_money(const Summary& summary) {
  std::vector<std::string> kinds;
  const auto add = [&](const Reported& amount, std::string_view words) {
    if (amount.value.minor != 0) kinds.push_back(text(amount) + std::string(words));
  };
  add(summary.figure(Figure::blocked), " blocked");
  add(summary.figure(Figure::released), " released");
  add(summary.state(ClaimPart::reserve), " free");
  add(summary.state(ClaimPart::clearing), " on clearing accounts");
  return listed(kinds);
}

std::string blocked_sentence(const Summary& summary) {
  const Reported& blocked = summary.figure(Figure::blocked);
  const Reported& released = summary.figure(Figure::released);
  const Reported& banks = summary.figure(Figure::at_banks);
  const bool restricted_only = summary.state(ClaimPart::reserve).value.minor == 0 &&
                               summary.state(ClaimPart::clearing).value.minor == 0;
  if (restricted_only && banks.value.minor <= 0) return "Nothing is held at the banks.";
  std::string sentence = text(banks) + " is held at the banks";
  if (!restricted_only)
    sentence += ": " + kinds_of_money(summary);
  else if (released.value.minor == 0)
    sentence += ", all of it blocked";
  else
    sentence += fmt::format(", {} of it blocked and {} released", share(blocked.value, banks.value),
                            share(released.value, banks.value));
  const bool restricted = blocked.value.minor != 0 || released.value.minor != 0;
  if (summary.window_open || !restricted) return sentence + ".";
  return sentence + fmt::format(
                        "; no window is open on the last day, so {} can move (the run had {} "
                        "without a window).",
                        restricted_only ? "none of it" : "nothing that is blocked or released",
                        counted(static_cast<std::int64_t>(summary.days_without_window), "day"));
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

std::string clearing_sentence(const ClearingRow& row) {
  std::string sentence = row.title;
  if (row.balance.minor == 0)
    sentence += " is even on the last day";
  else
    sentence +=
        fmt::format(" shows {} {} the home side on the last day",
                    brief({std::abs(row.balance.minor), row.balance.scale, row.balance.unit}),
                    row.balance.minor > 0 ? "in favour of" : "against");
  if (row.called.minor > 0)
    sentence += fmt::format("; {} was called for settlement and {} of it was settled",
                            brief(row.called), brief(row.settled));
  return sentence + ".";
}

// What was bought on open account, and how the clearing accounts stand; empty without either.
std::string two_way_sentence(const Summary& summary) {
  std::vector<std::string> bought;
  for (const PurchaseRow& row : summary.purchases)
    bought.push_back(
        fmt::format("{} for {} ({} paid)", row.title, text(row.billed), text(row.paid)));
  std::string all;
  if (!bought.empty()) all = "The home side bought " + listed(bought) + ".";
  for (const ClearingRow& row : summary.clearings)
    all += (all.empty() ? "" : " ") + with_capital(clearing_sentence(row));
  return all;
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
      "Of the {} earned in all (openings, bills, late fees, penalties, interest), {}; the rules "
      "refused {}.",
      brief(earned), lost, counted(static_cast<std::int64_t>(summary.refused), "attempt"));
}

}  // namespace

std::vector<std::string> sentences_of(const Summary& summary) {
  std::vector<std::string> all{billed_sentence(summary), paid_sentence(summary),
                               blocked_sentence(summary), spent_sentence(summary)};
  if (auto both_ways = two_way_sentence(summary); !both_ways.empty())
    all.push_back(std::move(both_ways));
  all.push_back(lost_sentence(summary));
  return all;
}

}  // namespace setoff::simulator
