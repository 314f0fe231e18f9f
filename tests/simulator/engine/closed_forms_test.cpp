// Cases whose answer is known beforehand, run as scenarios into a ledger: constant flows, interest,
// a fixed payment lag, exponential lateness, a seasonal total. Formulas: docs/model.md, closed
// forms. Money is in US cents.

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "simulator/random/quantile.h"
#include "simulator/random/uniform.h"
#include "tests/support/scenario_fixture.h"
#include "tests/support/simulation.h"

namespace setoff::simulator::tests {
namespace {

constexpr std::int64_t kMillion = 100'000'000;  // of US dollars, in cents
constexpr std::int64_t kFlow = 2'500'000'00;    // paid in each day by the small scenario

Day day_of(int year, int month, int of_month) {
  return from_calendar({year, month, of_month}, Calendar::gregorian).value();
}

std::int64_t rounded(long double cents) {
  return static_cast<std::int64_t>(std::nearbyint(cents));  // half to even
}

// 2 MUSD a day out of the account, from the day of the first payment on.
std::string daily_uses(Day from, int days) {
  std::string text = "uses:\n";
  for (int i = 0; i < days; ++i)
    text += "  use_" + std::to_string(i + 1) + ": { date: " + (from + i).text() +
            ", amount: 2 MUSD, account: trust, purpose: food, payee: house }\n";
  return text;
}

// Case 1: B(t) = B0 + (R - M) t.
TEST(ClosedForm, ConstantFlowsGrowByTheirDifference) {
  const Day first = day_of(2024, 1, 1);
  for (const std::int64_t opening : {0, 7}) {
    SmallScenario small;
    small.to = (first + 90).text();
    if (opening > 0) small.opening = std::to_string(opening) + " MUSD";
    small.more = daily_uses(first + 1, 90);  // the first delivery is billed and paid on day 1
    const Simulation run = run_text(small.text());
    for (std::size_t t = 0; t <= 90; ++t)
      ASSERT_EQ(run.at("balance.trust", t),
                opening * kMillion + static_cast<std::int64_t>(t) * (kFlow - 2 * kMillion))
          << "day " << t;
    EXPECT_EQ(run.last("balance.trust"), (opening + 45) * kMillion);
    EXPECT_TRUE(run.result().refusals.empty());
  }
}

// Twelve times thirty days: the year 1403 has no shorter month, and interest counts 30 of each.
std::string thirty_days_of_each_month() {
  std::string text = "fx:\n  interest:\n";
  for (int month = 1; month <= 12; ++month) {
    const Day begin = from_calendar({1403, month, 1}, Calendar::solar_hijri).value();
    text += "    - { account: trust, rate: 5 %/year, from: " + begin.text() +
            ", to: " + (begin + 29).text() + " }\n";
  }
  return text;
}

SmallScenario only_an_opening(const std::string& from, const std::string& to) {
  SmallScenario small;
  small.from = from;
  small.to = to;
  small.quantity = "0 GWh/day";
  small.more_time = ", day_count: act_360";
  return small;
}

// Case 2: P (1 + r/12)^12, and P r d / 360.
TEST(ClosedForm, MonthlyInterestCompounds) {
  SmallScenario small = only_an_opening("SH 1403-01-01", "SH 1403-12-30");
  small.months = "solar_hijri";
  small.opening = "100 MUSD";
  small.more = thirty_days_of_each_month();
  const Simulation run = run_text(small.text());
  std::int64_t exact = 100 * kMillion;
  for (int month = 0; month < 12; ++month)
    exact += rounded(static_cast<long double>(exact) * 5 / 1200);
  EXPECT_EQ(run.last("balance.trust"), exact);
  const long double formula = 100e8L * std::pow(1 + 0.05L / 12, 12);
  EXPECT_NEAR(static_cast<double>(formula), 105'116'189'78.8, 0.1);
  EXPECT_LE(std::fabs(static_cast<long double>(exact) - formula), 6.0L);  // 12 roundings
}

TEST(ClosedForm, SimpleInterestCountsDaysOverThreeHundredAndSixty) {
  SmallScenario small = only_an_opening("2024-01-01", "2024-03-31");  // 91 days
  small.opening = "100 MUSD";
  small.more = "fx: { interest: [{ account: trust, rate: 5 %/year, every: quarter }] }\n";
  EXPECT_EQ(run_text(small.text()).last("balance.trust"), 100 * kMillion + 1'263'888'89);
  small.more_time.clear();  // 365: 100e6 x 0.05 x 91 / 365
  EXPECT_EQ(run_text(small.text()).last("balance.trust"), 100 * kMillion + 1'246'575'34);
}

// A rate that changes within a month: each part earns by its own, and both end on one evening.
TEST(ClosedForm, ARateThatChangesWithinAMonthCountsEachPart) {
  SmallScenario small = only_an_opening("2024-01-01", "2024-01-31");
  small.opening = "100 MUSD";
  small.more =
      "fx:\n  interest:\n    - { account: trust, rate: 3.6 %/year, to: 2024-01-15, from: "
      "2024-01-01 "
      "}\n"
      "    - { account: trust, rate: 7.2 %/year, from: 2024-01-16, to: 2024-01-31 }\n";
  const Simulation run = run_text(small.text());
  EXPECT_EQ(run.last("balance.trust"), 100 * kMillion + 15 * 10'000'00 + 16 * 20'000'00);
  EXPECT_TRUE(run.result().refusals.empty());
}

// Case 3: c ((1 + i)^n - 1) / i, a payment a day that earns from the next day on.
TEST(ClosedForm, DailyInterestOnAGrowingBalance) {
  const Day first = day_of(2025, 1, 1);
  SmallScenario small;
  small.from = first.text();
  small.to = (first + 365).text();
  small.price = "500 USD/MWh";
  small.more =
      "fx: { interest: [{ account: trust, rate: 4 %/year, every: day, from: " + (first + 1).text() +
      ", to: " + (first + 364).text() + " }] }\n";
  const Simulation run = run_text(small.text());
  std::int64_t exact = 0;
  for (int payment = 1; payment <= 365; ++payment) {
    exact += kMillion / 2;
    if (payment < 365) exact += rounded(static_cast<long double>(exact) * 4 / 36500);
  }
  EXPECT_EQ(run.last("balance.trust"), exact);
  const long double i = 0.04L / 365;
  const long double formula = 0.5e8L * (std::pow(1 + i, 365) - 1) / i;
  EXPECT_NEAR(static_cast<double>(formula) / 1e8, 186.188750, 5e-7);
  EXPECT_LE(std::fabs(static_cast<long double>(exact) - formula), 365 * 0.5L * 1.05L);
}

// Case 4 (Little): what is open is the flow times the lag, from the day on that the first is paid.
TEST(ClosedForm, FixedPaymentLagKeepsTheFlowTimesTheLag) {
  SmallScenario small;
  small.invoice = "{ every: day, due: 45 days }";
  small.pays = "{ share: 100 %, after: 45 days }";
  small.to = "2024-06-30";
  const Simulation run = run_text(small.text());
  for (std::size_t t = 0; t < run.days(); ++t) {
    const std::int64_t open = run.at("claims.power.undue", t) + run.at("claims.power.due", t) +
                              run.at("claims.power.overdue", t);
    const auto invoices = static_cast<std::int64_t>(std::min<std::size_t>(t, 45));
    ASSERT_EQ(open, invoices * kFlow) << "day " << t;
  }
  EXPECT_EQ(45 * kFlow, 112'500'000'00);
}

class Lateness : public testing::Test {
 protected:
  static constexpr double kTau = 60;
  static constexpr int kInvoices = 90;

  Lateness() {
    SmallScenario small;
    small.to = (day_of(2024, 1, 1) + kInvoices).text();
    small.pays = "{ share: 100 %, after: exponential(mean 60 days) }";
    scenario_ = scenario_of(small.text());
  }
  static std::int64_t open(const Simulation& run) {
    return run.last("claims.power.undue") + run.last("claims.power.due") +
           run.last("claims.power.overdue");
  }
  // What is open by the draws themselves: invoice k of day k is paid on day k + its lateness.
  [[nodiscard]] std::int64_t drawn_open(std::uint64_t path) const {
    std::int64_t sum = 0;
    for (int k = 1; k <= kInvoices; ++k) {
      const Day delivered = scenario_.time.from + (k - 1);
      const double u = uniform(scenario_.seed, path, "payment-delay/power-" + delivered.text());
      if (k + std::lround(exponential_quantile(u, kTau)) > kInvoices) sum += kFlow;
    }
    return sum;
  }
  Scenario scenario_;
};

// Case 5 for given draws: to the cent.
TEST_F(Lateness, LeavesOpenWhatTheDrawsSay) {
  for (std::uint64_t path = 0; path < 20; ++path)
    EXPECT_EQ(open(Simulation(scenario_, path)), drawn_open(path)) << "path " << path;
}

// Case 5 in the mean: R (1 - e^(-n/tau)) / (2 sinh(1 / (2 tau))) for whole days; continuous:
// R tau (1 - e^(-t/tau)).
TEST_F(Lateness, ApproachesItsMean) {
  constexpr double kRate = 2.5;
  const double share = 1 - std::exp(-kInvoices / kTau);
  const double daily = kRate * share / (2 * std::sinh(1 / (2 * kTau)));
  EXPECT_NEAR(kRate * kTau * share, 116.530476, 5e-7);
  EXPECT_NEAR(daily, 116.529127, 5e-7);
  double variance = 0;
  for (int age = 0; age < kInvoices; ++age) {
    const double unpaid = std::exp(-(age + 0.5) / kTau);
    variance += kRate * kRate * unpaid * (1 - unpaid);
  }
  constexpr int kPaths = 20'000;
  double sum = 0;
  for (int path = 0; path < kPaths; ++path)
    sum += static_cast<double>(drawn_open(static_cast<std::uint64_t>(path))) / 1e8;
  const double z = (sum / kPaths - daily) / std::sqrt(variance / kPaths);
  EXPECT_LT(std::fabs(z), 3.3) << "z " << z;
}

// Case 5 without draws: of all that is overdue a share is paid every day.
TEST(ClosedForm, ADailyShareOfArrearsDecaysGeometrically) {
  SmallScenario small;
  small.pays = "nothing";
  small.invoice = "{ every: day, due: 0 days }";
  small.more_behaviour = ", arrears: [{ every: day, share: 1.6 % }]";
  small.to = "2024-12-31";
  const Simulation run = run_text(small.text());
  std::int64_t open = 0;
  std::int64_t overdue = 0;  // of yesterday evening: an invoice is overdue from the day after
  for (std::size_t t = 0; t < run.days(); ++t) {
    overdue = open;
    open += (t == 0 ? 0 : kFlow) - rounded(static_cast<long double>(overdue) * 16 / 1000);
    ASSERT_EQ(run.at("claims.power.due", t) + run.at("claims.power.overdue", t), open) << t;
  }
  const double limit = 2.5 / 0.016;  // R / share
  EXPECT_NEAR(static_cast<double>(open) / 1e8, limit * (1 - std::pow(1 - 0.016, 365)), 1e-5);
}

// q (1 + a cos 2 pi t / T) in the middle of each day.
std::string cosine_year() {
  std::string text = "{ steps: { ";
  for (int i = 0; i < 365; ++i) {
    const double flow = 10'000 * (1 + 0.25 * std::cos(2 * std::numbers::pi * (i + 0.5) / 365));
    char number[32];
    std::snprintf(number, sizeof number, "%.3f", flow);
    text += (i == 0 ? "" : ", ") + (day_of(2025, 1, 1) + i).text() + ": " + number;
  }
  return text + " }, unit: MWh/day }";
}

// Case 6. Daily: q (n + a sin(2 pi n / T) / (2 sin(pi / T))); continuous:
// q (t + a T / (2 pi) sin(2 pi t / T)).
TEST(ClosedForm, SeasonalTotal) {
  SmallScenario small;
  small.from = "2025-01-01";
  small.to = "2025-12-31";
  small.quantity = cosine_year();
  const Simulation run = run_text(small.text());
  const auto total = [&](std::size_t days) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < days; ++i)
      sum += run.at("delivered.power", i);
    return static_cast<double>(sum) / 1e6;  // GWh; the scale of MWh is 3
  };
  const double angle = std::numbers::pi / 365;
  const auto daily = [&](double n) {
    return 10 * (n + 0.25 * std::sin(2 * angle * n) / (2 * std::sin(angle)));
  };
  for (const std::size_t days : {1U, 31U, 91U, 200U})
    EXPECT_NEAR(total(days), daily(static_cast<double>(days)), 5e-7 * static_cast<double>(days));
  // A quarter of the year ends on the 92nd day, a quarter of which belongs to it.
  const double quarter = daily(91) + 2.5 * (1 + 0.25 * std::cos(2 * angle * 91.5));
  EXPECT_NEAR(total(91) + (total(92) - total(91)) / 4, quarter, 5e-5);
  EXPECT_NEAR(quarter, 1057.726644, 5e-7);
  EXPECT_NEAR(10 * (91.25 + 0.25 * 365 / (2 * std::numbers::pi)), 1057.728886, 5e-7);
  EXPECT_NEAR(total(365), 3650, 365 * 5e-7);
}

}  // namespace
}  // namespace setoff::simulator::tests
