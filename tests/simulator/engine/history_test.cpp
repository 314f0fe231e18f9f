// Laws that compare runs: history fed back gives itself (L9), twice of everything gives twice of
// everything (L4), a higher opening balance never lowers a later one (L6).

#include <gtest/gtest.h>

#include "tests/support/scenario_fixture.h"
#include "tests/support/simulation.h"

namespace setoff::simulator::tests {
namespace {

// A seller that cuts on arrears, a buyer that pays late, partly and by drawn delays.
SmallScenario behavioural() {
  SmallScenario small;
  small.to = "2024-12-31";
  small.invoice = "{ every: month, due: 20 days }";
  small.pays = "{ share: uniform(30 %..70 %), after: gamma(mean 30 days cv 40 %) }";
  small.more_behaviour = ", arrears: [{ every: quarter, share: 40 % }]";
  small.more =
      "supply_response:\n"
      "  cut_on_arrears: { line: power, when: { overdue: 60 MUSD }, notice: 5 days, "
      "cut: { factor: 20 % }, restore_after: 3 days }\n";
  return small;
}

// The same scenario with what happened in the run in the place of the rules: deliveries as steps,
// payments with their dates and amounts.
std::string as_history(const SmallScenario& rules, const Simulation& run) {
  std::string steps = "{ steps: { ";
  for (std::size_t i = 0; i < run.days(); ++i)
    steps += (i == 0 ? "" : ", ") + run.result().daily.days[i].text() + ": " +
             format_minor(run.at("delivered.power", i), 3);
  std::string payments = "payments:\n  accounts: { power: trust }\n  recorded:\n";
  for (const Entry& entry : run.entries())
    if (const auto* paid = std::get_if<PaymentReceived>(&entry.event.data))
      payments += "    - { date: " + entry.event.value_date.text() +
                  ", amount: " + format_minor(paid->amount.minor(), 2) + " USD, line: power }\n";
  SmallScenario history = rules;
  history.quantity = steps + " }, unit: MWh/day }";
  history.more.clear();
  const std::string text = replaced(history.text(), "flows: behavioural", "flows: recorded");
  return text.substr(0, text.find("payments:\n")) + payments;
}

TEST(HistoryLaw, FedBackItGivesTheSameBalancesEveryDay) {
  const Simulation rules = run_text(behavioural().text());
  ASSERT_GT(rules.sum("cut.power"), 0) << "the case must have a cut in it";
  ASSERT_GT(rules.sum("paid.power"), 0);
  const Simulation history = run_text(as_history(behavioural(), rules));
  for (const char* column : {"claims.power.undue", "claims.power.due", "claims.power.overdue",
                             "balance.trust", "delivered.power", "billed.power", "paid.power"})
    for (std::size_t day = 0; day < rules.days(); ++day)
      ASSERT_EQ(history.at(column, day), rules.at(column, day)) << column << ", day " << day;
}

// Amounts that can be halved and quartered each month for half a year without a remainder.
SmallScenario scalable(int times) {
  SmallScenario small;
  const std::string n = std::to_string(4096 * times);
  small.quantity = n + " GWh/day";
  small.opening = n + " MUSD";
  small.pays = "{ share: 75 %, after: 40 days }";
  small.invoice = "{ every: month, due: 30 days }";
  small.to = "2024-06-30";
  small.more_behaviour = ", arrears: [{ every: month, share: 25 %, at_most: " + n + "0 MUSD }]";
  small.more =
      "releases:\n  approval: { lag: 10 days }\n"
      "  requests: [{ account: trust, purpose: food, payee: house, every: month, share: 50 % }]\n"
      "uses:\n  once: { date: 2024-06-01, amount: " +
      n +
      " MUSD, account: trust, purpose: food, payee: house }\n"
      "supply_response:\n  cut: { line: power, when: { overdue: " +
      n + "0 MUSD }, cut: { factor: 50 % } }\n";
  return small;
}

TEST(ScaleLaw, TwiceOfEveryAmountAndLimitIsTwiceOfEveryBalance) {
  const Simulation once = run_text(scalable(1).text());
  const Simulation twice = run_text(scalable(2).text());
  ASSERT_GT(once.sum("cut.power"), 0);
  std::size_t compared = 0;
  for (const Column& column : once.result().daily.columns) {
    const bool amount = column.unit == "USD" || column.unit == "MWh";
    for (std::size_t day = 0; day < once.days(); ++day)
      ASSERT_EQ(twice.at(column.name, day), column.values[day] * (amount ? 2 : 1))
          << column.name << ", day " << day;
    compared += amount ? 1 : 0;
  }
  EXPECT_GE(compared, 15U);
}

TEST(OrderLaw, AHigherOpeningNeverLowersALaterBalance) {
  SmallScenario small = behavioural();
  small.more +=
      "releases:\n  approval: { lag: exponential(mean 20 days), approve: uniform(50 %..90 %) }\n"
      "  requests: [{ account: trust, purpose: food, payee: house, every: month, share: 30 % }]\n";
  small.opening = "10 MUSD";
  const Simulation low = run_text(small.text());
  small.opening = "11 MUSD";
  const Simulation high = run_text(small.text());
  for (std::size_t day = 0; day < low.days(); ++day) {
    ASSERT_GE(high.at("balance.trust", day), low.at("balance.trust", day)) << "day " << day;
    ASSERT_GE(high.at("approved.trust", day), low.at("approved.trust", day)) << "day " << day;
  }
  EXPECT_GT(high.last("balance.trust"), low.last("balance.trust"));
}

}  // namespace
}  // namespace setoff::simulator::tests
