#include <algorithm>
#include <boost/json.hpp>
#include <functional>

#include "simulator/report/amount_text.h"
#include "simulator/report/page_data.h"

namespace setoff::simulator {
namespace {

namespace json = boost::json;

std::string number_of(const Value& value) {
  return brief({value.minor, value.scale, ""});
}

json::object card(std::string_view label, const Value& value, std::string note,
                  std::string_view tone) {
  return {{"label", label},          {"value", number_of(value)}, {"unit", value.unit},
          {"exact", grouped(value)}, {"note", std::move(note)},   {"tone", tone}};
}

json::object card(std::string_view label, const Reported& amount, std::string note,
                  std::string_view tone) {
  json::object made = card(label, amount.value, std::move(note), tone);
  if (amount.book.unit != amount.value.unit)
    made["exact"] = grouped(amount.value) + ", in the books " + grouped(amount.book);
  return made;
}

// "gas 18.3 bn, electricity 3.01 bn"; of many lines the largest.
std::string billed_lines(const Summary& summary) {
  constexpr std::size_t kListed = 4;
  std::vector<const LineRow*> rows;
  for (const LineRow& row : summary.lines)
    if (row.billed.value.minor != 0) rows.push_back(&row);
  const std::size_t others = rows.size() > kListed ? rows.size() - kListed + 1 : 0;
  if (others > 0)
    std::ranges::stable_sort(rows, std::ranges::greater{},
                             [](const LineRow* row) { return row->billed.value.minor; });
  rows.resize(rows.size() - others);
  std::string text;
  for (const LineRow* row : rows)
    text += (text.empty() ? "" : ", ") + row->title + " " + number_of(row->billed.value);
  return others == 0 ? text : text + " and " + std::to_string(others) + " others";
}

// What sellers have billed counts as spent, paid or not.
json::object spent_card(const Summary& summary) {
  const Reported& spent = summary.figure(Figure::spent);
  const Value& owed = summary.state(ClaimPart::payable).value;
  constexpr std::int64_t kShown = 1'000'000;  // a millionth is what rounding leaves
  if (-owed.minor <= spent.value.minor / kShown)
    return card("spent", spent, "on goods and other purposes", "spent");
  const Value paid{spent.value.minor + owed.minor, owed.scale, ""};
  return card(
      "goods and other purposes", spent,
      number_of(paid) + " paid, " + number_of({-owed.minor, owed.scale, ""}) + " owed to sellers",
      "spent");
}

json::object clearing_card(const ClearingRow& row) {
  std::string note = row.balance.minor == 0  ? "even"
                     : row.balance.minor > 0 ? "in favour of the home side"
                                             : "against the home side";
  if (row.called.minor != 0) {
    note += "; called " + number_of(row.called) + ", paid " + number_of(row.paid());
    if (row.moved.minor != 0) note += ", moved " + number_of(row.moved);
  }
  Value size = row.balance;
  size.minor = std::abs(size.minor);
  json::object made = card(row.title, size, std::move(note), "clearing");
  made["exact"] = grouped(row.balance);
  return made;
}

}  // namespace

json::array cards_data(const RunRecord& record, const Summary& summary) {
  const Scenario& scenario = record.scenario();
  const bool restricted =
      std::ranges::count(scenario.accounts, AccountUse::deposit, &ScenarioAccount::use) > 0;
  constexpr std::size_t kClearingCards = 2;
  json::array cards;
  if (summary.billed.value.minor != 0)
    cards.push_back(card("billed", summary.billed, billed_lines(summary), "plain"));
  cards.push_back(
      card("paid by the buyer", summary.paid,
           scenario.claims.empty() ? "for bills" : "for bills and for what was owed at the start",
           "plain"));
  cards.push_back(card("still owed", summary.figure(Figure::owed), "on the last day", "owed"));
  if (restricted) {
    const Reported& released = summary.figure(Figure::released);
    cards.push_back(card("blocked", summary.figure(Figure::blocked),
                         summary.window_open || released.value.minor == 0
                             ? "at the banks, not released"
                             : "and " + brief(released.value) + " released, but no window is open",
                         "bank"));
  }
  if (summary.figure(Figure::spent).value.minor != 0 || !scenario.purposes.empty())
    cards.push_back(spent_card(summary));
  if (summary.clearings.size() <= kClearingCards)
    for (const ClearingRow& row : summary.clearings)
      cards.push_back(clearing_card(row));
  return cards;
}

}  // namespace setoff::simulator
