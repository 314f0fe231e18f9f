// Trade in both directions on one clearing account: purchases on open account, the swing, interest,
// consultation, and the law that a scheme seen from the other side is its mirror.

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "tests/simulator/engine/two_way_world.h"
#include "tests/support/scenario_fixture.h"
#include "tests/support/simulation.h"

namespace setoff::simulator::tests {
namespace {

Simulation treaty(std::vector<std::string> variants) {
  LoadOptions options;
  options.variants = std::move(variants);
  return run_file("scenarios/netherlands-uruguay-1947.yaml", options);
}

// The treaty: an excess of less than 250,000 guilders is not called, any other in whole.
TEST(Treaty, OfUruguayCallsNothingBelowATrancheAndTheWholeExcessAbove) {
  const Simulation below = treaty({"below_a_tranche"});
  const Simulation above = treaty({"above_a_tranche"});
  EXPECT_EQ(below.on("called.guilders", "1947-07-02"), 0);
  EXPECT_EQ(below.on("balance.guilders", "1947-07-30"), 610'000'000);
  EXPECT_EQ(above.on("called.guilders", "1947-07-02"), 60'000'000);
  EXPECT_EQ(above.on("settled.guilders", "1947-07-16"), 60'000'000);  // ten business days later
  EXPECT_EQ(above.on("balance.guilders", "1947-07-16"), 600'000'000);
  // Paid in dollars at the parity of 2.65285 guilders.
  EXPECT_EQ(above.on("balance.dollars", "1947-07-16"), 300'000'000 + 22'617'185);
}

TEST(Treaty, OfUruguayAsksForConsultationAfterTwelveMonthEndsOfOneSign) {
  const Simulation trial = treaty({});
  EXPECT_EQ(trial.sum("consulted.guilders"), 1);
  EXPECT_EQ(trial.on("consulted.guilders", "1948-07-31"), 1);  // positive from August 1947 on
}

TEST(Worth, OfAMonthIsSpreadOverItsDaysToTheCent) {
  TwoWayWorld world;
  world.wool = "{ monthly: { 2020: [1, 2.1, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1] }, unit: MNLG/month }";
  const Simulation trial = run_text(world.text());
  const auto& delivered = trial.values("delivered.wool");
  EXPECT_EQ(std::accumulate(delivered.begin() + 31, delivered.begin() + 60, std::int64_t{0}),
            210'000'000);
  EXPECT_EQ(trial.on("billed.wool", "2020-02-01"), 100'000'000);
  EXPECT_EQ(trial.on("billed.wool", "2020-03-01"), 210'000'000);
  const auto [least, most] = std::minmax_element(delivered.begin() + 31, delivered.begin() + 60);
  EXPECT_LE(*most - *least, 1);
}

TEST(Purchases, AreBilledAndPaidAndOwedInBetween) {
  const Simulation trial = run_text(TwoWayWorld().text());
  EXPECT_EQ(trial.on("purchased.machinery", "2020-02-01"), 200'000'000);
  EXPECT_EQ(trial.on("claims.wool.payable", "2020-02-01"), -200'000'000);
  EXPECT_EQ(trial.on("paid_for.machinery", "2020-03-02"), 200'000'000);
  EXPECT_EQ(trial.on("claims.wool.payable", "2020-03-02"), -200'000'000);  // February's
  // 3 million a month come in and 2 go out.
  EXPECT_EQ(trial.on("balance.pot", "2020-12-31"), 1'100'000'000);
}

// With a swing that refuses, what it has no room for waits its turn and is tried when the account
// changes, not day after day.
TEST(Purchases, WaitForRoomInTheSwingFirstComeFirstPaid) {
  TwoWayWorld world;
  world.on_excess = "refuse";
  world.swing = "3 MNLG";
  world.wool = "1 MNLG/month";
  const Simulation trial = run_text(world.text());
  const auto& balance = trial.values("balance.pot");
  EXPECT_GE(*std::min_element(balance.begin(), balance.end()), -300'000'000);
  const auto billed = trial.sum("purchased.machinery");
  const auto paid = trial.sum("paid_for.machinery");
  EXPECT_GT(billed, paid);
  EXPECT_EQ(trial.last("claims.wool.payable"), paid - billed);
  // One refusal for each time that the account changed while something waited.
  EXPECT_GT(trial.result().refusals.size(), 2U);
  EXPECT_LT(trial.result().refusals.size(), 14U);
  for (const auto& refused : trial.result().refusals)
    EXPECT_EQ(refused.code, Code::limit_exceeded);
}

// A quarter of what the wool side sold in the quarter before, in the worth of its invoices.
TEST(Limits, FollowTheTradeOfThePeriodBefore) {
  TwoWayWorld world;
  world.wool = "{ monthly: { 2020: [3, 4, 5, 1, 1, 1, 2, 2, 2, 9, 9, 9] }, unit: MNLG/month }";
  const auto swing = [&](const std::string& then) {
    LoadOptions options;
    options.sets = {"limits.swing.then=" + then};
    return run_text(world.text(), options);
  };
  const Simulation trial = swing("{ share: 25 %, of: exports, every: quarter }");
  EXPECT_EQ(trial.on("swing.pot", "2020-03-31"), 600'000'000);
  EXPECT_EQ(trial.on("swing.pot", "2020-04-01"), 300'000'000);  // of 12
  EXPECT_EQ(trial.on("swing.pot", "2020-07-01"), 75'000'000);   // of 3
  EXPECT_EQ(trial.on("swing.pot", "2020-10-01"), 150'000'000);  // of 6
  EXPECT_EQ(swing("{ share: 50 %, of: purchases, every: 6 months }").on("swing.pot", "2020-07-01"),
            600'000'000);  // of twice 6
  EXPECT_EQ(swing("{ share: 10 %, of: both, every: 6 months }").on("swing.pot", "2020-07-01"),
            270'000'000);  // of 15 and 12
  const Simulation within =
      swing("{ share: 25 %, of: exports, every: quarter, at_least: 1 MNLG, at_most: 2 MNLG }");
  EXPECT_EQ(within.on("swing.pot", "2020-04-01"), 200'000'000);
  EXPECT_EQ(within.on("swing.pot", "2020-07-01"), 100'000'000);
}

TEST(Observations, OfSwingsDisputesCutsAndFeesInKindAreWhatTheTableSays) {
  TwoWayWorld world;
  world.wool = "5 MNLG/month";
  world.stop = "4 MNLG";
  world.more =
      "expect:\n"
      "  - { name: swing, always: swing(pot) == 6 MNLG }\n"
      "  - { name: disputed, then: \"disputed(wool, 2020-02-20) == 500 kNLG\" }\n"
      "  - { name: claims, then: \"claims(wool, 2020-02-20) == 5 MNLG\" }\n"
      "  - { name: cut, then: cut_days(wool) > 20 }\n";
  LoadOptions options;
  options.sets = {
      "payments.disputes.wool={ share: 10 %, after: 10 days, resolved_after: 60 days, conceded: 0 "
      "% "
      "}"};
  const Simulation trial = run_text(world.text(), options);
  for (const auto& result : trial.result().expectations)
    EXPECT_EQ(result.verdict, ExpectationVerdict::ok);
}

// Deliveries stop while the balance is beyond what its creditor accepts, and go on once it is back.
TEST(Supply, StopsWhileTheBalanceIsAboveWhatTheSellerAccepts) {
  LoadOptions options;
  options.sets = {
      "supply_response={ stop: { when: { balance: { account: pot, above: 5 MNLG } }, cut: { set: 0 "
      "NLG/day }, line: wool, notice: 3 days, restore_after: 2 days } }"};
  TwoWayWorld world;
  world.wool = "5 MNLG/month";
  const Simulation trial = run_text(world.text(), options);
  const auto& balance = trial.values("balance.pot");
  const auto& cut = trial.values("cut.wool");
  const auto& delivered = trial.values("delivered.wool");
  const auto above = std::ranges::find_if(balance, [](auto held) { return held >= 500'000'000; });
  ASSERT_NE(above, balance.end());
  const auto first =
      static_cast<std::size_t>(above - balance.begin()) + 1 + 3;  // seen next morning
  EXPECT_EQ(std::ranges::find(cut, 1) - cut.begin(), static_cast<std::ptrdiff_t>(first));
  for (std::size_t day = 0; day < cut.size(); ++day)
    EXPECT_EQ(delivered[day] == 0, cut[day] == 1) << day;
  EXPECT_GT(std::ranges::count(cut, 1), 20);
  std::vector<std::int64_t> runs = cut;  // of cut and uncut days
  runs.erase(std::unique(runs.begin(), runs.end()), runs.end());
  EXPECT_GE(runs.size(), 4U);
}

// Interest on a balance that stands still: the opening, with nothing delivered.
Simulation standing(const std::string& opening, const std::string& interest) {
  TwoWayWorld world;
  world.opening = opening;
  world.wool = "0 NLG/month";
  world.machinery = "0 NLG/month";
  world.swing = "1 MNLG";
  world.more = "fx:\n  interest: [" + interest + "]\n";
  return run_text(world.text());
}

// 3 million at 3.6 % are 300 a day by ACT/360.
TEST(Interest, OfAClearingBalanceIsPaidByTheDebtor) {
  const std::string terms = "{ account: pot, rate: 3.6 %/year }";
  EXPECT_EQ(standing("3 MNLG", terms).on("balance.pot", "2020-01-31"), 300'000'000 + 31 * 30'000);
  EXPECT_EQ(standing("-3 MNLG", terms).on("balance.pot", "2020-01-31"), -300'000'000 - 31 * 30'000);
}

TEST(Interest, BeyondTheSwingIsOnTheExcessOnly) {
  for (const char* beyond : {"swing", "1 MNLG"}) {
    const std::string terms =
        "{ account: pot, rate: 3.6 %/year, beyond: " + std::string(beyond) + " }";
    EXPECT_EQ(standing("3 MNLG", terms).on("balance.pot", "2020-01-31"), 300'000'000 + 31 * 20'000);
    EXPECT_EQ(standing("-3 MNLG", terms).on("balance.pot", "2020-01-31"),
              -300'000'000 - 31 * 20'000);
    EXPECT_EQ(standing("0.9 MNLG", terms).last("balance.pot"), 90'000'000);
  }
  // And more of it on the excess, which on the last day includes the interest just charged.
  EXPECT_EQ(standing("3 MNLG",
                     "{ account: pot, rate: 3.6 %/year }, { account: pot, rate: 3.6 %/year, "
                     "beyond: swing }")
                .on("balance.pot", "2020-01-31"),
            300'000'000 + 31 * 30'000 + 31 * 20'000 + 93);
}

// What one side owes the other is owed: the clearing account of a scheme whose books the other side
// keeps is the same account with the other sign, with the same calls on the same days.
struct TwoSides {
  const char* name;
  TwoWayWorld world;
  friend void PrintTo(const TwoSides& sides, std::ostream* out) { *out << sides.name; }
};

TwoWayWorld excess_of_wool() {
  TwoWayWorld world;
  world.opening = "5.9 MNLG";
  world.against = "-5.9 MNLG";
  world.settlement = kExcess;
  world.consult = ", consult_after: 3 months";
  return world;
}

TwoWayWorld excess_of_machinery() {
  TwoWayWorld world;
  world.wool = "0.7 MNLG/month";
  world.machinery =
      "{ monthly: { 2020: [5, 1, 3, 1.25, 0, 9, 2, 2, 1, 1, 7, 1] }, unit: MNLG/month }";
  world.settlement = kExcess;
  return world;
}

TwoWayWorld supply_stopped() {
  TwoWayWorld world;
  world.wool = "5 MNLG/month";
  world.settlement = kExcess;
  world.stop = "4 MNLG";
  world.more =
      "fx:\n  interest: [{ account: pot, rate: 4 %/year }, { account: pot, rate: 2 %/year, beyond: "
      "swing }]\n";
  return world;
}

class Mirror : public testing::TestWithParam<TwoSides> {};
INSTANTIATE_TEST_SUITE_P(Scheme, Mirror,
                         testing::Values(TwoSides{"ExcessOfWool", excess_of_wool()},
                                         TwoSides{"ExcessOfMachinery", excess_of_machinery()},
                                         TwoSides{"SupplyStopped", supply_stopped()}),
                         [](const auto& of) { return std::string(of.param.name); });

TEST_P(Mirror, OfASchemeIsTheOtherSidesView) {
  TwoWayWorld world = GetParam().world;
  const Simulation ours = run_text(world.text());
  world.mirrored = true;
  const Simulation theirs = run_text(world.text());
  const auto& here = ours.values("balance.pot");
  const auto& there = theirs.values("balance.pot");
  ASSERT_EQ(here.size(), there.size());
  for (std::size_t day = 0; day < here.size(); ++day)
    ASSERT_EQ(here[day], -there[day]) << day;
  EXPECT_EQ(ours.values("called.pot"), theirs.values("called.pot"));
  EXPECT_EQ(ours.values("settled.pot"), theirs.values("settled.pot"));
  EXPECT_EQ(ours.values("consulted.pot"), theirs.values("consulted.pot"));
  EXPECT_EQ(ours.values("billed.wool"), theirs.values("purchased.wool"));
  EXPECT_EQ(ours.values("purchased.machinery"), theirs.values("billed.machinery"));
  EXPECT_EQ(ours.values("paid_for.machinery"), theirs.values("paid.machinery"));
  EXPECT_EQ(ours.values("cut.wool"), theirs.values("cut.wool"));
  EXPECT_EQ(ours.values("swing.pot"), theirs.values("swing.pot"));
  EXPECT_GT(ours.sum("called.pot") + ours.sum("cut.wool"), 0);
}

}  // namespace
}  // namespace setoff::simulator::tests
