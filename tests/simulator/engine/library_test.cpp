// The scenarios that are shipped: none of their expectations fails, every variant runs and shows
// what it is for.

#include <gtest/gtest.h>

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
  EXPECT_EQ(trial.count(EventType::interest_accrued) == 0, variant == "no_carry");
}

}  // namespace
}  // namespace setoff::sim::tests
