// Describes a run in five sentences: what was delivered and billed, what was paid and is owed, what
// is held at the banks, what was spent, what was lost on the way.

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <functional>

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
  if (whole.minor <= 0 || part.minor <= 0) return "0 %";
  const double percent =
      100.0 * chart_value(part.minor, part.scale) / chart_value(whole.minor, whole.scale);
  return percent < 0.5 ? "less than 1 %" : fmt::format("{:.0f} %", percent);
}

// "took 2 %", or "brought 2 %" for what is below zero.
std::string taken(const Value& lost, const Value& whole) {
  const bool gain = lost.minor < 0;
  return (gain ? "brought " : "took ") +
         share({std::abs(lost.minor), lost.scale, lost.unit}, whole);
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

// The first rows of a list that may be long, the largest first if it is; then "9 other lines".
template <class Row, class Text>
std::vector<std::string> shortened(std::vector<const Row*> rows, std::string_view what,
                                   const Text& text_of) {
  constexpr std::size_t kListed = 4;
  constexpr std::size_t kShown = 3;
  std::size_t shown = rows.size();
  if (rows.size() > kListed) {
    std::ranges::stable_sort(rows, std::ranges::greater{},
                             [](const Row* row) { return row->billed.book.minor; });
    shown = kShown;
  }
  std::vector<std::string> items;
  for (std::size_t i = 0; i < shown; ++i)
    items.push_back(text_of(*rows[i]));
  if (shown < rows.size())
    items.push_back(counted(static_cast<std::int64_t>(rows.size() - shown), what));
  return items;
}

std::string billed_sentence(const Summary& summary) {
  std::vector<const LineRow*> rows;
  for (const LineRow& row : summary.lines)
    if (row.delivered.minor != 0) rows.push_back(&row);
  const auto delivered = shortened(rows, "other line", [](const LineRow& row) {
    return in_words(row.delivered) + " of " + row.title;
  });
  const std::string days = fmt::format("From {} to {}, ", summary.from.text(), summary.to.text());
  if (delivered.empty() && summary.billed.value.minor == 0)
    return days + "nothing was delivered or billed.";
  return days + fmt::format("{} {} delivered and {} billed.",
                            delivered.empty() ? "nothing" : listed(delivered),
                            delivered.size() <= 1 ? "was" : "were", text(summary.billed));
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
  std::string only;
  for (const auto& [part, words] : kParts)
    if (const auto& state = summary.state(part); state.value.minor > 0) {
      of_it.push_back(text(state) + std::string(words));
      only = words;
    }
  if (of_it.size() == 1) return sentence + ", all of it" + only + ".";
  return sentence + ": " + listed(of_it) + ".";
}

// What is held at the banks, where it is not all restricted: " 3 M USD blocked", ...
std::string kinds_of_money(const Summary& summary) {
  std::vector<std::string> kinds;
  std::string only;
  const auto add = [&](const Reported& amount, const std::string& words) {
    if (amount.value.minor == 0) return;
    kinds.push_back(text(amount) + " " + words);
    only = words;
  };
  add(summary.figure(Figure::blocked), "blocked");
  add(summary.figure(Figure::released), "released");
  add(summary.state(ClaimPart::reserve), "free");
  if (summary.state(ClaimPart::clearing).value.minor > 0)
    add(summary.state(ClaimPart::clearing), "on clearing accounts");
  return kinds.size() == 1 ? ", all of it " + only : ": " + listed(kinds);
}

// Money at the banks; a debt on clearing accounts is no money that is held.
std::string held_sentence(const Summary& summary) {
  const Reported& blocked = summary.figure(Figure::blocked);
  const Reported& released = summary.figure(Figure::released);
  const Value& clearing = summary.state(ClaimPart::clearing).value;
  Value held = summary.figure(Figure::at_banks).value;
  if (clearing.minor < 0) held.minor -= clearing.minor;
  const bool restricted_only =
      summary.state(ClaimPart::reserve).value.minor == 0 && clearing.minor == 0;
  std::string sentence = brief(held) + " is held at the banks";
  if (held.minor <= 0)
    sentence = "Nothing is held at the banks";
  else if (!restricted_only)
    sentence += kinds_of_money(summary);
  else if (released.value.minor == 0)
    sentence += ", all of it blocked";
  else
    sentence += fmt::format(", {} of it blocked and {} released", share(blocked.value, held),
                            share(released.value, held));
  if (clearing.minor < 0)
    sentence += fmt::format("; on clearing accounts the home side owes {}",
                            brief({-clearing.minor, clearing.scale, clearing.unit}));
  return sentence;
}

std::string blocked_sentence(const Summary& summary) {
  const bool restricted = summary.figure(Figure::blocked).value.minor != 0 ||
                          summary.figure(Figure::released).value.minor != 0;
  const bool others = summary.state(ClaimPart::reserve).value.minor != 0 ||
                      summary.state(ClaimPart::clearing).value.minor != 0;
  if (summary.window_open || !restricted) return held_sentence(summary) + ".";
  return held_sentence(summary) +
         fmt::format(
             "; no window is open on the last day, so {} can move (the run had {} "
             "without a window).",
             others ? "nothing that is blocked or released" : "none of it",
             counted(static_cast<std::int64_t>(summary.days_without_window), "day"));
}

std::string spent_sentence(const Summary& summary) {
  const Reported& spent = summary.figure(Figure::spent);
  if (spent.value.minor == 0) return "Nothing was spent.";
  std::string sentence = fmt::format("{} was spent on goods and other purposes", text(spent));
  // Figure::spent counts what sellers have billed, paid or not.
  constexpr std::int64_t kShown = 1'000'000;  // a millionth is what rounding leaves
  if (const Value& owed = summary.state(ClaimPart::payable).value;
      -owed.minor > spent.value.minor / kShown)
    sentence =
        fmt::format("Goods and other purposes came to {}: {} is paid, {} owed to sellers",
                    text(spent), brief({spent.value.minor + owed.minor, owed.scale, owed.unit}),
                    brief({-owed.minor, owed.scale, owed.unit}));
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

std::string sided(const Value& balance) {
  if (balance.minor == 0) return "even";
  return brief({std::abs(balance.minor), balance.scale, balance.unit}) +
         (balance.minor > 0 ? " in favour of the home side" : " against the home side");
}

// ", all of it paid"; what went to another clearing account is owed still.
std::string settled_text(const ClearingRow& row) {
  const std::string paid = brief(row.paid());
  if (row.moved.minor != 0)
    return (row.paid().minor == 0
                ? std::string(", all of it moved to ")
                : fmt::format(", {} of it paid and {} moved to ", paid, brief(row.moved))) +
           listed(row.moved_to);
  if (row.settled.minor == 0) return ", none of it paid";
  return row.settled == row.called ? ", all of it paid" : fmt::format(", {} of it paid", paid);
}

std::string clearing_sentence(const ClearingRow& row) {
  std::string sentence = row.title + ": " + sided(row.balance) + " on the last day";
  if (row.called.minor > 0)
    sentence += "; " + brief(row.called) + " was called for settlement" + settled_text(row);
  return sentence + ".";
}

// What was bought on open account, and how the clearing accounts stand; empty without either.
std::string two_way_sentence(const Summary& summary) {
  std::vector<const PurchaseRow*> rows;
  for (const PurchaseRow& row : summary.purchases)
    if (row.billed.value.minor != 0) rows.push_back(&row);
  const auto bought = shortened(rows, "other purchase", [](const PurchaseRow& row) {
    return fmt::format("{} for {} ({} paid)", row.title, text(row.billed),
                       row.paid.value == row.billed.value ? "all" : text(row.paid));
  });
  std::string all;
  if (!bought.empty()) all = "The home side bought " + listed(bought) + ".";
  constexpr std::size_t kListed = 6;
  for (std::size_t i = 0; i < std::min(kListed, summary.clearings.size()); ++i)
    all += (all.empty() ? "" : " ") + with_capital(clearing_sentence(summary.clearings[i]));
  if (summary.clearings.size() > kListed)
    all += fmt::format(" There are {}.",
                       counted(static_cast<std::int64_t>(summary.clearings.size() - kListed),
                               "other clearing account"));
  return all;
}

std::string lost_sentence(const Summary& summary) {
  const Value& earned = summary.figure(Figure::earned).value;
  const Value& exchange = summary.figure(Figure::exchange).value;
  const Value& costs = summary.figure(Figure::costs).value;
  std::vector<std::string> lost;
  if (costs.minor != 0) lost.push_back("interest, fees and spreads " + taken(costs, earned));
  if (exchange.minor != 0) lost.push_back("exchange rates " + taken(exchange, earned));
  if (lost.empty())
    lost.emplace_back("nothing was lost to interest, fees, spreads and exchange rates");
  return fmt::format(
      "Of the {} earned in all (openings, bills, late fees, penalties, interest), {}; the rules "
      "refused {}.",
      brief(earned), listed(lost),
      summary.refused == 0 ? "nothing"
                           : counted(static_cast<std::int64_t>(summary.refused), "attempt"));
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
