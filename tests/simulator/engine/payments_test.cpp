// The buyer never pays an invoice twice, delay never pays, and nothing is left of what was paid in
// full in another currency.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "tests/simulator/engine/small_world.h"
#include "tests/support/scenario_fixture.h"
#include "tests/support/simulation.h"

namespace setoff::simulator::tests {
namespace {

std::string paying(const std::string& behaviour, const std::string& more = "") {
  return replaced(small_world("1 MEUR", ""), "payments: { accounts: { power: trust } }",
                  "payments: { accounts: { power: trust }" + more +
                      ", behaviour: { from: 2024-01-01, " + behaviour + " } }");
}

// Invoices are due after 30 days; what is overdue is paid by six tenths every month.
std::string after(int days) {
  return paying("pays: { share: 90 %, after: " + std::to_string(days) +
                    " days }, arrears: [{ every: month, share: 60 % }]",
                ", late_fee: 10 %/year");
}

TEST(Payments, OfAnInvoiceThatArrearsHaveSettledAreNotMadeAgain) {
  const Simulation trial = run_text(after(90));
  // January's invoice of 1 February: overdue from 3 March, arrears of it on 1 April, the rest of
  // its nine tenths on 1 May; what is paid never exceeds what was invoiced until then and was due.
  const auto& paid = trial.result().daily.find("paid.power")->values;
  const auto& invoiced = trial.result().daily.find("billed.power")->values;
  std::int64_t balance = 0;
  for (std::size_t day = 0; day < paid.size(); ++day) {
    if (day >= 30) balance += invoiced[day - 30];
    balance -= paid[day];
    EXPECT_GE(balance, 0) << day;
  }
}

// 45 % into one account, the rest into another, in its currency; what one account refuses waits
// alone.
TEST(Payments, AreSplitOverAccountsByTheirShares) {
  const std::string split =
      replaced(paying("pays: { share: 100 %, after: 10 days }"), "accounts: { power: trust }",
               "accounts: { power: { split: { trust: 45 %, dollars: 55 % } } }");
  const Simulation trial = run_text(
      replaced(split, "accounts:\n  trust:",
               "accounts:\n  dollars: { bank: bank, owner: company, currency: USD, place: here, "
               "open_from: 2024-02-15 }\n  trust:") +
      "fx: { rates: { usd: { unit: USD/EUR, value: 1.08 } } }\n");
  const auto paid = trial.booked<PaymentReceived>();
  ASSERT_GE(paid.size(), 4U);
  const auto& first = std::get<PaymentReceived>(paid[0]->data);
  const auto& second = std::get<PaymentReceived>(paid[1]->data);
  EXPECT_EQ(first.account, "trust");
  EXPECT_EQ(paid[0]->value_date.text(), "2024-02-11");
  EXPECT_EQ(second.account, "dollars");
  EXPECT_EQ(paid[1]->value_date.text(), "2024-02-15");  // the day on which it opens
  EXPECT_EQ(second.amount.kind().code(), "USD");
  const auto invoice = trial.on("billed.power", "2024-02-01");
  EXPECT_EQ(first.amount.minor(), (invoice * 45 + 50) / 100);
  EXPECT_EQ(trial.on("paid.power", "2024-02-11") + trial.on("paid.power", "2024-02-15"), invoice);
}

TEST(Payments, OfRegularDaysAreNoArrears) {
  const Simulation trial = run_text(after(90));
  // On 1 April the invoices of January and February are overdue, and a tenth of each is not
  // promised for a later day.
  const auto overdue =
      trial.on("billed.power", "2024-02-01") + trial.on("billed.power", "2024-03-01");
  EXPECT_EQ(trial.on("paid.power", "2024-04-01"), overdue * 6 / 100);
}

TEST(Payments, ThatComeLaterNeverLowerPenalties) {
  std::int64_t before = -1;
  for (const int days : {0, 20, 30, 45, 60, 75, 90, 105}) {
    const Simulation trial = run_text(after(days));
    EXPECT_GE(trial.last("claims.power.penalty"), before) << days;
    before = trial.last("claims.power.penalty");
  }
  EXPECT_GT(before, 0);
}

// A refused payment of arrears is not asked for again by the next period's.
TEST(Payments, ThatWaitForAWindowDoNotAddUp) {
  const Simulation trial =
      run_text(paying("pays: nothing, arrears: [{ every: month, share: 100 % }]") +
               "waiver: { guards: debits_and_credits, windows: [{ from: "
               "2024-05-15, to: 2024-12-31 }] }\n");
  // Invoices of February to April wait, those of the first two are overdue.
  EXPECT_EQ(trial.on("paid.power", "2024-05-15"),
            trial.on("billed.power", "2024-02-01") + trial.on("billed.power", "2024-03-01"));
}

TEST(LateFees, CountTheNightsFromTheDueDayOn) {
  // January is invoiced on 1 February and due on the 15th: paid on that day it bears no fee, paid n
  // days later it bears n days; those within the days of grace are not counted.
  for (const int grace : {0, 7}) {
    for (const int late : {0, 1, 7, 8, 10}) {
      const Simulation trial = run_text(
          replaced(paying("pays: { share: 100 %, after: " + std::to_string(14 + late) + " days }",
                          ", late_fee: 36.5 %/year"),
                   "due: 30 days", "due: 14 days, grace: " + std::to_string(grace) + " days"));
      const auto invoiced = trial.on("billed.power", "2024-02-01");
      EXPECT_EQ(trial.on("claims.power.penalty", "2024-02-29"),
                invoiced * std::max(late - grace, 0) / 1000)
          << late << " days late, grace " << grace;
    }
  }
}

// Dear euros in cheap books: a payment's rounding leaves many minor units of the books.
TEST(Payments, InAnotherCurrencyLeaveNothingOverdue) {
  std::string text = small_world("10 EUR",
                                 "fx: { rates: { eur_irr: { unit: IRR/EUR, value: 45_678 }, "
                                 "usd_irr: { unit: IRR/USD, value: 42_000 } } }\n"
                                 "supply_response: { on_age: { line: power, when: { overdue_for: "
                                 "30 days }, cut: { factor: 10 % } } }\n");
  text = replaced(text, "flows: recorded", "flows: behavioural");
  text = replaced(text, "contract: EUR", "contract: IRR");
  text =
      replaced(text, "quantity: 100 MW, price: 60 EUR/MWh, invoice: { every: month, due: 30 days }",
               "quantity: 97 MW, price: 60.03 USD/MWh, invoice: { every: day, due: 3 days }");
  text = replaced(text, "payments: { accounts: { power: trust } }",
                  "payments: { accounts: { power: trust }, allocation: instructed, behaviour: { "
                  "pays: { share: 100 %, after: 2 days } } }");
  const Simulation trial = run_text(text);
  for (const auto overdue : trial.result().daily.find("claims.power.overdue")->values)
    EXPECT_EQ(overdue, 0);
  EXPECT_EQ(trial.on("delivered.power", "2024-06-30"), 2'328'000);
}

// Dinars are paid in thousands: what that leaves is closed by the terms.
TEST(Terms, RemaindersWithinTheToleranceAreClosed) {
  const std::string recorded = replaced(
      small_world("1 MEUR", ""), "payments: { accounts: { power: trust } }",
      "payments: { accounts: { power: trust }, recorded: [{ date: 2024-02-10, amount: 4_463_000 "
      "EUR }] }");
  const Simulation open = run_text(recorded);
  EXPECT_EQ(open.on("claims.power.undue", "2024-02-10"), 100'000);
  const Simulation closed = run_text(recorded + "terms: { closing_tolerance: [1_000 EUR] }\n");
  EXPECT_EQ(closed.on("claims.power.undue", "2024-02-10"), 0);
}

TEST(Terms, ToleranceOfNothingIsAnError) {
  const LoadedScenario loaded =
      load_text(small_world("1 MEUR", "terms: { closing_tolerance: [0 EUR] }\n"));
  EXPECT_NE(render(loaded.diagnostics).find("a tolerance is above zero"), std::string::npos);
}

}  // namespace
}  // namespace setoff::simulator::tests
