// The scenarios that are shipped: none of their expectations fails, every variant runs and shows
// what it is for.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>

#include "simulator/scenario/evaluate.h"
#include "tests/support/shipped.h"
#include "tests/support/simulation.h"

namespace setoff::simulator::tests {
namespace {

const std::string kFirstSteps = "scenarios/first-steps.yaml";
const std::string kSevenYears = "scenarios/iran-iraq-2019-2025.yaml";
const std::string kYear1399 = "scenarios/iran-iraq-sh1399.yaml";

void expect_no_failure(const Simulation& trial) {
  for (const auto& judged : trial.result().expectations) {
    const auto& asked = trial.scenario().expectations[judged.expectation];
    EXPECT_NE(judged.verdict, ExpectationVerdict::never_judged)
        << asked.name << ": " << judged.note;
    if (asked.severity == ExpectationSeverity::error)
      EXPECT_EQ(judged.verdict, ExpectationVerdict::ok)
          << asked.name << ": " << (judged.observed ? judged.observed->text() : "");
    else  // a warning that has come true is no warning any more
      EXPECT_EQ(judged.verdict, ExpectationVerdict::failed) << asked.name;
    EXPECT_TRUE(asked.severity == ExpectationSeverity::error || !asked.reason.empty())
        << asked.name;
  }
}

std::int64_t landed(const Simulation& trial) {
  std::int64_t sum = 0;
  for (const Good& good : trial.scenario().imports->goods)
    sum += trial.sum("landed." + good.name);
  return sum;
}

class LibraryOf : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Schemes, LibraryOf, testing::ValuesIn(setoff::tests::shipped_scenarios()),
                         setoff::tests::ShippedName());

TEST_P(LibraryOf, KeepsItsExpectationsAloneAndWithEachVariant) {
  const std::string file = "scenarios/" + GetParam() + ".yaml";
  expect_no_failure(run_file(file));
  for (const auto& variant :
       load_scenario(std::filesystem::path(SETOFF_SOURCE_DIR) / file).variants) {
    SCOPED_TRACE(variant);
    expect_no_failure(run_file(file, {{variant}, {}, {}}));
  }
}

TEST(Library, SevenYearsKeepTheirExpectations) {
  const Simulation trial = run_file(kSevenYears);
  expect_no_failure(trial);
  EXPECT_EQ(trial.sum("cut.gas"), 0);  // history has the cuts inside
}

TEST(Library, AgreedAndDoneBringsGoodsWithinTheYear) {
  const Simulation done = run_file(kYear1399, {{"agreed_and_done"}, {}, {}});
  expect_no_failure(done);
  EXPECT_EQ(landed(run_file(kYear1399)), 0);
  EXPECT_GT(landed(done), 0);
}

// What flowed is never more than what the file states for the day.
void expect_cuts_to_lower(const Simulation& trial) {
  const auto& days = trial.result().daily.days;
  for (std::uint32_t i = 0; i < trial.scenario().exports.size(); ++i) {
    const auto& name = trial.scenario().exports[i].name;
    for (const Day day : days) {
      const auto stated = stated_flow_on(trial.scenario(), LineRef(i), day);
      ASSERT_TRUE(stated.has_value());
      EXPECT_LE(trial.on("delivered." + name, day.text()), stated->minor())
          << name << " on " << day.text();
    }
  }
}

// The later the buyer pays, the less is paid in and the more late fees there are.
TEST(Library, WhoPaysTheSevenYearsLaterPaysMoreLateFees) {
  std::int64_t paid = INT64_MAX;
  std::int64_t fees = -1;
  for (const auto* days : {"45", "75", "105"}) {
    const Simulation trial = run_file(
        kSevenYears,
        {{},
         {std::string("payments.behaviour.regimes.monthly_payment.pays.after=") + days + " days"},
         {}});
    EXPECT_LE(trial.sum("paid.gas"), paid) << days;
    EXPECT_GE(trial.last("claims.gas.penalty"), fees) << days;
    paid = trial.sum("paid.gas");
    fees = trial.last("claims.gas.penalty");
  }
}

class Counterfactual : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Library, Counterfactual,
                         testing::Values("behavioural", "euro_account_early", "paid_on_time",
                                         "no_carry", "gas_down_a_quarter"),
                         [](const auto& one) { return std::string(one.param); });

TEST_P(Counterfactual, ShowsWhatItIsFor) {
  const std::string variant = GetParam();
  const Simulation trial = run_file(kSevenYears, {{variant}, {}, {}});
  expect_no_failure(trial);
  const bool by_rule = variant == "behavioural" || variant == "gas_down_a_quarter";
  EXPECT_EQ(trial.sum("cut.gas") > 0, by_rule);
  expect_cuts_to_lower(trial);
  EXPECT_EQ(trial.count(EventType::interest_accrued) == 0, variant == "no_carry");
}

double rate_on(const Scenario& scenario, std::string_view name, Day day) {
  const auto path = std::ranges::find(scenario.fx, name, &RatePath::name);
  return std::stod(path->values.at(day)->text());
}

// Of each oil bill 45 % is paid in rupees and 55 % in euros while Halkbank takes them; then 45 % is
// paid, all of it in rupees, and the rest is owed.
TEST(India, PaysFortyFiveHundredthsInRupeesAndTheRestInEurosUntilFebruary2013) {
  const Simulation trial = run_file("scenarios/india-iran-2012.yaml");
  const Day last_of_euros = *parse_day("2013-02-06");
  std::map<std::string, std::int64_t> invoices;
  for (const Event* event : trial.booked<InvoiceIssued>()) {
    const auto& invoice = std::get<InvoiceIssued>(event->data);
    invoices["payment-" + invoice.invoice] = invoice.amount.minor();
  }
  std::map<std::string, int> parts;  // of each account
  for (const Event* event : trial.booked<PaymentReceived>()) {
    const auto& payment = std::get<PaymentReceived>(event->data);
    const bool split = event->value_date <= last_of_euros;
    const auto name =
        split ? payment.payment.substr(0, payment.payment.rfind('-')) : payment.payment;
    const auto found = invoices.find(name);
    if (found == invoices.end()) continue;  // a recorded payment
    ++parts[payment.account];
    const bool in_rupees = payment.account == "rupees";
    const double share = in_rupees ? 0.45 : 0.55;
    const double rate = rate_on(trial.scenario(), in_rupees ? "rupee" : "euro", event->value_date);
    EXPECT_NEAR(static_cast<double>(payment.amount.minor()),
                static_cast<double>(found->second) * share * rate, rate + 1)
        << payment.payment;
    EXPECT_TRUE(split || in_rupees) << payment.payment;
  }
  EXPECT_EQ(parts["euros"], 7);  // bills of April to October 2012
  EXPECT_GT(parts["rupees"], 30);
}

}  // namespace
}  // namespace setoff::simulator::tests
