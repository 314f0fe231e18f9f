// Disputes: a part of an invoice is set aside, and then credited or open again.

#include <gtest/gtest.h>

#include "tests/support/scenario_fixture.h"
#include "tests/support/simulation.h"

namespace setoff::simulator::tests {
namespace {

// One invoice, of January's 77.5 million, on 1 February, due on the 11th; paid in full on the 6th
// as far as it is not disputed.
SmallScenario one_invoice() {
  SmallScenario small;
  small.to = "2024-06-30";
  small.quantity = "{ steps: { 2024-01-01: 1, 2024-02-01: 0 }, unit: GWh/day }";
  small.invoice = "{ every: month, due: 10 days }";
  small.pays = "{ share: 100 %, after: 5 days }";
  small.more_behaviour = ", arrears: [{ every: day, share: 100 % }]";
  return small;
}

LoadOptions dispute(const std::string& terms, const std::string& more = "") {
  LoadOptions options;
  options.sets = {"payments.disputes.meter={ " + terms + " }"};
  if (!more.empty()) options.sets.push_back(more);
  return options;
}

constexpr std::int64_t kBilled = 31 * 2'500'000'00LL;

TEST(Disputes, SetAsideWhatIsDisputedUntilTheyEnd) {
  const Simulation trial =
      run_text(one_invoice().text(),
               dispute("share: 20 %, after: 3 days, resolved_after: 30 days, conceded: 25 %"));
  const std::int64_t disputed = kBilled / 5;
  EXPECT_EQ(trial.on("claims.power.disputed", "2024-02-03"), 0);
  EXPECT_EQ(trial.on("claims.power.disputed", "2024-02-04"), disputed);
  EXPECT_EQ(trial.on("claims.power.undue", "2024-02-04"), kBilled - disputed);
  EXPECT_EQ(trial.on("paid.power", "2024-02-06"), kBilled - disputed);
  EXPECT_EQ(trial.on("claims.power.overdue", "2024-03-04"), 0);
  // A quarter of it is credited, and the rest is overdue at once and paid as arrears.
  EXPECT_EQ(trial.on("claims.power.disputed", "2024-03-05"), 0);
  EXPECT_EQ(trial.on("billed.power", "2024-03-05"), -disputed / 4);
  EXPECT_EQ(trial.sum("paid.power"), kBilled - disputed / 4);
  EXPECT_EQ(trial.last("claims.power.overdue"), 0);
}

TEST(Disputes, BearNoLateFeeForTheirDays) {
  const std::string fee = "payments.late_fee=36.5 %/year";
  const auto fees = [&](const std::string& terms) {
    SmallScenario small = one_invoice();
    small.pays = "{ share: 0 %, after: 5 days }";
    small.more_behaviour.clear();
    return run_text(small.text(), dispute(terms, fee)).last("claims.power.penalty");
  };
  // Overdue on 11 February; to the end of June 141 days at a thousandth.
  const auto whole = fees("share: 0 %, after: 3 days, resolved_after: 30 days, conceded: 0 %");
  EXPECT_EQ(whole, kBilled / 1000 * 141);
  // Half of it is disputed from 4 February to 5 March, for 23 of these days.
  const auto half = fees("share: 50 %, after: 3 days, resolved_after: 30 days, conceded: 0 %");
  EXPECT_EQ(half, whole - kBilled / 2 / 1000 * 23);
}

// All of it is disputed at two month ends, and open again on 4 April: 88 days to the end of June.
TEST(Disputes, OfAWholeInvoiceLetItsLateFeesGoOnWhenTheyEnd) {
  SmallScenario small = one_invoice();
  small.pays = "{ share: 0 %, after: 5 days }";
  small.more_behaviour.clear();
  const Simulation trial = run_text(
      small.text(), dispute("share: 100 %, after: 3 days, resolved_after: 60 days, conceded: 0 %",
                            "payments.late_fee=36.5 %/year"));
  EXPECT_EQ(trial.on("claims.power.penalty", "2024-03-31"), 0);
  EXPECT_EQ(trial.last("claims.power.penalty"), kBilled / 1000 * 88);
}

// Each month's invoice is disputed in part before the month before is paid, and that one is paid in
// full all the same, though the oldest claims are settled first.
TEST(Disputes, OfALaterInvoiceDoNotLowerThePaymentOfAnEarlierOne) {
  SmallScenario small;
  small.to = "2024-06-30";
  small.invoice = "{ every: month, due: 45 days }";
  small.pays = "{ share: 100 %, after: 40 days }";
  const Simulation trial = run_text(
      small.text(), dispute("share: 10 %, after: 5 days, resolved_after: 60 days, conceded: 0 %"));
  const std::int64_t january = 31 * 2'500'000'00LL;
  EXPECT_EQ(trial.on("billed.power", "2024-02-01"), january);
  EXPECT_EQ(trial.on("paid.power", "2024-03-12"), january - january / 10);
  EXPECT_EQ(trial.on("claims.power.overdue", "2024-03-20"), 0);
}

TEST(Disputes, AreOfWhatIsStillOpen) {
  const Simulation trial =
      run_text(one_invoice().text(),
               dispute("share: 20 %, after: 7 days, resolved_after: 30 days, conceded: 25 %"));
  EXPECT_EQ(trial.sum("paid.power"), kBilled);
  EXPECT_TRUE(trial.booked<DisputeRaised>().empty());
}

}  // namespace
}  // namespace setoff::simulator::tests
