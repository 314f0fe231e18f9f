// The scenarios that are shipped: none of their expectations fails, every variant runs and shows
// what it is for.

#include <gtest/gtest.h>

#include "simulator/scenario/evaluate.h"
#include "tests/simulator/engine/trial.h"

namespace setoff::sim::tests {
namespace {

const std::string kFirstSteps = "scenarios/first-steps.yaml";
const std::string kSevenYears = "scenarios/iran-iraq-2019-2025.yaml";
const std::string kYear1399 = "scenarios/iran-iraq-sh1399.yaml";

void expect_no_failure(const Trial& trial) {
  for (const auto& judged : trial.result.expectations) {
    const auto& asked = trial.scenario.expectations[judged.expectation];
    EXPECT_NE(judged.verdict, Verdict::never_judged) << asked.name << ": " << judged.note;
    if (asked.severity == ExpectationSeverity::error)
      EXPECT_EQ(judged.verdict, Verdict::ok)
          << asked.name << ": " << (judged.observed ? judged.observed->text() : "");
    else  // a warning that has come true is no warning any more
      EXPECT_EQ(judged.verdict, Verdict::failed) << asked.name;
    EXPECT_TRUE(asked.severity == ExpectationSeverity::error || !asked.reason.empty())
        << asked.name;
  }
}

std::int64_t landed(const Trial& trial) {
  std::int64_t sum = 0;
  for (const Good& good : trial.scenario.imports->goods)
    sum += trial.sum("landed." + good.name);
  return sum;
}

TEST(Library, FirstStepsKeepTheirExpectations) {
  expect_no_failure(try_file(kFirstSteps));
}

TEST(Library, TheYear1399KeepsItsExpectations) {
  expect_no_failure(try_file(kYear1399));
}

TEST(Library, SevenYearsKeepTheirExpectations) {
  const Trial trial = try_file(kSevenYears);
  expect_no_failure(trial);
  EXPECT_EQ(trial.sum("cut.gas"), 0);  // history has the cuts inside
}

TEST(Library, AgreedAndDoneBringsGoodsWithinTheYear) {
  const Trial done = try_file(kYear1399, {{"agreed_and_done"}, {}, {}});
  expect_no_failure(done);
  EXPECT_EQ(landed(try_file(kYear1399)), 0);
  EXPECT_GT(landed(done), 0);
}

// What flowed is never more than what the file states for the day.
void expect_cuts_to_lower(const Trial& trial) {
  const auto& days = trial.result.daily.days;
  for (std::uint32_t i = 0; i < trial.scenario.exports.size(); ++i) {
    const auto& name = trial.scenario.exports[i].name;
    for (const Day day : days) {
      const auto stated = stated_flow_on(trial.scenario, LineRef(i), day);
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
    const Trial trial = try_file(
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
  const Trial trial = try_file(kSevenYears, {{variant}, {}, {}});
  expect_no_failure(trial);
  const bool by_rule = variant == "behavioural" || variant == "gas_down_a_quarter";
  EXPECT_EQ(trial.sum("cut.gas") > 0, by_rule);
  expect_cuts_to_lower(trial);
  EXPECT_EQ(trial.count(EventType::interest_accrued) == 0, variant == "no_carry");
}

}  // namespace
}  // namespace setoff::sim::tests
