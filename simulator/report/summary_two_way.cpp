#include <algorithm>

#include "simulator/report/columns.h"
#include "simulator/report/summary_parts.h"

namespace setoff::simulator {
namespace {

// The clearing accounts that settlements of the account move its balance to.
std::vector<std::string> moved_to(const Scenario& scenario, AccountRef from) {
  std::vector<std::string> titles;
  for (const Settlement& settlement : scenario.settlements) {
    const ScenarioAccount& to = scenario.account(settlement.through);
    if (to.use != AccountUse::clearing || std::ranges::count(settlement.accounts, from) == 0)
      continue;
    if (const std::string title = title_of(to); std::ranges::count(titles, title) == 0)
      titles.push_back(title);
  }
  return titles;
}

ClearingRow clearing_row(const RunRecord& record, AccountRef ref) {
  const DailyTable& table = record.result.daily;
  const ScenarioAccount& account = record.scenario().account(ref);
  const auto total = [&](const std::string& what) {
    return run_total(table, what + "." + account.name, account.currency.code(),
                     account.currency.scale());
  };
  const auto level = [&](const std::string& what) {
    return last_level(table, what + "." + account.name, account.currency.code(),
                      account.currency.scale());
  };
  return {account.name,
          title_of(account),
          level("balance"),
          level("swing"),
          total("called"),
          total("settled"),
          total("moved"),
          moved_to(record.scenario(), ref),
          run_total(table, "consulted." + account.name, "", 0).minor};
}

}  // namespace

Status add_two_way(const RunRecord& record, const Reporting& reporting, Summary& summary) {
  const DailyTable& table = record.result.daily;
  const RunSpan whole{0, table.days.size() - 1, table.days.front(), table.days.back()};
  for (const Purchase& purchase : record.scenario().purchases) {
    const Contract& contract = purchase.contract;
    const auto over = [&](const char* what) {
      return reporting.over(find_column(table, what + contract.name), whole);
    };
    SETOFF_TRY(billed, over("purchased."));
    SETOFF_TRY(paid, over("paid_for."));
    summary.purchases.push_back(
        {contract.name, title_of(contract), billed, paid,
         run_total(table, "supplied." + contract.name, {}, contract.unit.scale())});
    summary.purchases.back().supplied.unit = shown_unit(contract);
  }
  const auto& accounts = record.scenario().accounts;
  for (std::uint32_t i = 0; i < accounts.size(); ++i)
    if (accounts[i].use == AccountUse::clearing)
      summary.clearings.push_back(clearing_row(record, AccountRef(i)));
  return Ok{};
}

}  // namespace setoff::simulator
