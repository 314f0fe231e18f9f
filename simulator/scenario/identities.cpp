#include "simulator/scenario/identities.h"

#include <algorithm>

namespace setoff::simulator {

namespace {

std::string_view word_of(Every every) {
  switch (every) {
    case Every::day:
      return "day";
    case Every::week:
      return "week";
    case Every::month:
      return "month";
    case Every::two_months:
      return "two-months";
    case Every::quarter:
      return "quarter";
    case Every::four_months:
      return "four-months";
    case Every::half_year:
      return "half-year";
    case Every::year:
      return "year";
  }
  return "month";
}

std::string words_of(const std::optional<FreePart>& beyond) {
  if (!beyond) return "";
  return " beyond " + (beyond->amount ? beyond->amount->text() : std::string("its swing"));
}

constexpr DateRange kAlways{kFirstDay, kLastDay};

struct Entry {
  std::string identity;
  DateRange when;
};

bool overlap(const Entry& a, const Entry& b) {
  return a.identity == b.identity && a.when.from <= b.when.to && b.when.from <= a.when.to;
}

// Calls report(span, earlier, later) for each entry that collides with an earlier one.
template <class Report>
void each_meeting(const std::vector<Entry>& entries, const Node* list, Report report) {
  if (list == nullptr) return;
  for (std::size_t i = 0; i < entries.size() && i < list->items().size(); ++i) {
    const auto earlier =
        std::find_if(entries.begin(), entries.begin() + std::ptrdiff_t(i),
                     [&](const Entry& other) { return overlap(other, entries[i]); });
    if (earlier != entries.begin() + std::ptrdiff_t(i))
      report(list->items()[i].span(), *earlier, entries[i]);
  }
}

const Node* below(const Node* node, std::string_view key) {
  return node == nullptr ? nullptr : node->find(key);
}

void report_alike(const std::vector<Entry>& entries, const Node* list, const std::string& kind,
                  Day first, Diagnostics& diagnostics) {
  each_meeting(entries, list, [&](Span span, const Entry& earlier, const Entry& later) {
    diagnostics.error("alike", span,
                      "two " + kind + " are '" + later.identity + "' on " +
                          std::max({earlier.when.from, later.when.from, first}).text() +
                          "; nothing tells them and their draws apart",
                      {}, "give each a `name` of its own, or make them one");
  });
}

void report_overlaps(const std::vector<Entry>& entries, const Node* list, const std::string& what,
                     const std::string& keys, Day first, Diagnostics& diagnostics) {
  each_meeting(entries, list, [&](Span span, const Entry& earlier, const Entry& later) {
    diagnostics.error("overlap", span,
                      what + " '" + later.identity + "' are in force on " +
                          std::max({earlier.when.from, later.when.from, first}).text(),
                      {}, "let one end before the other begins " + keys);
  });
}

}  // namespace

std::string identity_of(const Scenario& scenario, const ReleaseRequest& request) {
  if (!request.name.empty()) return ledger_name(request.name);
  std::string identity = ledger_name(request.purpose) + "-" +
                         ledger_name(scenario.party(request.payee).name) + "-" +
                         ledger_name(scenario.account(request.account).name);
  if (request.line) identity += "-" + ledger_name(scenario.line(*request.line).name);
  if (!request.date) identity += "-" + std::string(word_of(request.every));
  return identity;
}

std::string identity_of(const ArrearsRule& rule) {
  return rule.name.empty() ? std::string(word_of(rule.every)) : ledger_name(rule.name);
}

void check_identities(const Scenario& scenario, const Node& tree, Diagnostics& diagnostics) {
  std::vector<Entry> requests;
  for (const auto& request : scenario.releases.requests) {
    const DateRange day =
        request.date ? DateRange{*request.date, *request.date} : request.when.value_or(kAlways);
    requests.push_back({identity_of(scenario, request), day});
  }
  const Node* const releases = tree.find("releases");
  const Day first = scenario.time.from;
  report_alike(requests, below(releases, "requests"), "requests", first, diagnostics);
  std::vector<Entry> arrears;
  for (const auto& rule : scenario.payments.arrears)
    arrears.push_back({identity_of(rule), rule.when.value_or(kAlways)});
  report_alike(arrears, below(below(tree.find("payments"), "behaviour"), "arrears"),
               "payments of arrears", first, diagnostics);
  std::vector<Entry> conversions;
  for (const auto& conversion : scenario.releases.conversions)
    conversions.push_back(
        {scenario.account(conversion.from).name, conversion.when.value_or(kAlways)});
  report_overlaps(conversions, below(releases, "conversions"), "two conversions of",
                  "(`since`, `until`)", first, diagnostics);
  std::vector<Entry> rates;
  for (const auto& rate : scenario.interest)
    rates.push_back({scenario.account(rate.account).name + words_of(rate.beyond), rate.when});
  report_overlaps(rates, below(tree.find("fx"), "interest"), "two rates of interest on",
                  "(`from`, `to`)", first, diagnostics);
}

}  // namespace setoff::simulator
