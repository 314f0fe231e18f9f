#include <algorithm>
#include <functional>
#include <tuple>

#include "simulator/engine/views.h"
#include "simulator/report/columns.h"
#include "simulator/report/summary_parts.h"

namespace setoff::simulator {
namespace {

bool holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// The limit and the account that a refusal names; the ledger knows them by its own names.
struct Named {
  std::string limit;
  std::string account;
};

Named named_by(const Scenario& scenario, std::string_view detail) {
  for (const AccountLimit& limit : scenario.limits)
    if (holds(detail, "limit '" + ledger_name(limit.name) + "'"))
      return {limit.name, title_of(scenario.account(limit.account))};
  for (const ScenarioAccount& account : scenario.accounts) {
    const std::string name = ledger_name(account.name);
    if (holds(detail, "account '" + name + "'") || holds(detail, " on " + name + " for "))
      return {{}, title_of(account)};
  }
  return {};
}

}  // namespace

std::string RefusalRow::subject() const {
  if (limit.empty()) return account;
  return "limit " + with_spaces(limit) + " on " + account;
}

std::vector<RefusalRow> refusal_rows(const RunRecord& record) {
  const Scenario& scenario = record.scenario();
  std::map<std::tuple<EventType, Code, std::string, std::string>, RefusalRow> rows;
  for (const RefusedEvent& refused : record.result.refusals) {
    const Named named = named_by(scenario, refused.detail);
    RefusalRow& row = rows[{refused.type, refused.code, named.limit, named.account}];
    if (row.count == 0)
      row = {refused.type, refused.code,   named.limit, named.account, 0, refused.day,
             refused.day,  refused.detail, {}};
    ++row.count;
    row.last = refused.day;
    ++row.days[refused.day];
  }
  std::vector<RefusalRow> sorted;
  for (auto& [key, row] : rows)
    sorted.push_back(std::move(row));
  std::ranges::stable_sort(sorted, std::ranges::greater{}, &RefusalRow::count);
  return sorted;
}

}  // namespace setoff::simulator
