// Trade in both directions on one clearing account: purchases on open account, the swing, calls of
// its excess, consultation, and the law that a scheme seen from the other side is its mirror.

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "tests/simulator/engine/two_way_world.h"
#include "tests/support/scenario_fixture.h"
#include "tests/support/simulation.h"

namespace setoff::simulator::tests {
namespace {

const std::string kExcess =
    "settlement:\n  excess: { account: pot, through: free, what: excess, every: day, at_least: 250 "
    "kNLG, after: 5 days }\n";

const std::vector<std::int64_t>& column(const Simulation& trial, std::string_view name) {
  const Column* found = trial.result().daily.find(name);
  EXPECT_NE(found, nullptr) << name;
  static const std::vector<std::int64_t> none;
  return found == nullptr ? none : found->values;
}

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
  const auto& delivered = column(trial, "delivered.wool");
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
  const auto& balance = column(trial, "balance.pot");
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

TEST(Settlement, OfTheBalanceEndsEachPeriodAtZeroOfWhatItCalled) {
  TwoWayWorld world;
  world.settlement =
      "settlement:\n  monthly: { account: pot, through: free, every: quarter, after: 4 days }\n";
  const Simulation trial = run_text(world.text());
  const auto called = trial.on("called.pot", "2020-04-01");
  EXPECT_GT(called, 0);
  EXPECT_EQ(trial.on("settled.pot", "2020-04-05"), called);
  EXPECT_EQ(trial.on("balance.pot", "2020-04-05"), trial.on("balance.pot", "2020-04-04") - called);
}

LoadOptions settled(const std::string& terms) {
  LoadOptions options;
  options.sets = {"settlement.only={ account: pot, through: free, " + terms + " }"};
  return options;
}

// Winding up: one side delivers no more, the other works off its debt in goods, and what is left is
// paid in money.
TEST(Settlement, OnADateWindsUpWhatGoodsHaveLeft) {
  LoadOptions options = settled("date: 2020-11-02, after: 10 days");
  options.sets.emplace_back(
      "exports.wool.cuts=[{ from: 2020-05-01, to: 2020-12-31, set: 0 NLG/day }]");
  options.sets.emplace_back(
      "purchases.machinery.cuts=[{ from: 2020-09-01, to: 2020-12-31, set: 0 NLG/day }]");
  TwoWayWorld world;
  world.wool = "9 MNLG/month";
  const Simulation trial = run_text(world.text(), options);
  const auto highest = trial.on("balance.pot", "2020-06-30");
  const auto left = trial.on("balance.pot", "2020-11-11");
  EXPECT_GT(highest, left);
  EXPECT_EQ(left, (4 * 9 - 8 * 2) * std::int64_t{100'000'000});
  EXPECT_EQ(trial.on("called.pot", "2020-11-02"), left);
  EXPECT_EQ(trial.sum("called.pot"), left);
  EXPECT_EQ(trial.on("settled.pot", "2020-11-12"), left);
  EXPECT_EQ(trial.last("balance.pot"), 0);
}

TEST(Settlement, InInstalmentsPaysEqualPartsAndNoMoreThanWasCalled) {
  const Simulation trial = run_text(
      TwoWayWorld().text(),
      settled("date: 2020-06-01, after: 10 days, instalments: { number: 7, apart: 20 days }"));
  const auto called = trial.on("called.pot", "2020-06-01");
  ASSERT_GT(called, 0);
  ASSERT_NE(called % 7, 0);
  const auto& paid = column(trial, "settled.pot");
  const std::ptrdiff_t first = 152 + 10;  // 1 June is day 152 of the run
  for (std::ptrdiff_t part = 0; part < 7; ++part) {
    EXPECT_EQ(paid[static_cast<std::size_t>(first + 20 * part)],
              called / 7 + (part >= 7 - called % 7 ? 1 : 0))
        << part;
  }
  EXPECT_EQ(trial.sum("settled.pot"), called);
  EXPECT_EQ(std::ranges::count_if(paid, [](auto amount) { return amount != 0; }), 7);
}

// A switch: the buyer of the balance pays less than it is worth, and the rest is a cost.
TEST(Settlement, AtADiscountBringsInLess) {
  const Simulation trial =
      run_text(TwoWayWorld().text(), settled("date: 2020-06-01, after: 10 days, discount: 8 %"));
  const auto called = trial.on("called.pot", "2020-06-01");
  const auto before = trial.on("balance.free", "2020-06-10");
  EXPECT_EQ(trial.on("settled.pot", "2020-06-11"), called);
  EXPECT_EQ(trial.on("balance.free", "2020-06-11"), before + called * 92 / 100);
}

// Of a position of up to 2 million nothing is paid, of the next 2 million half, beyond that all.
// What stays on the account and what was paid of it add up to the position on every day.
TEST(Settlement, BySlicesPaysTheirSharesOfThePosition) {
  for (const bool in_favour : {true, false}) {
    TwoWayWorld world;
    if (!in_favour) std::swap(world.wool, world.machinery);
    const Simulation trial = run_text(
        world.text(),
        settled("every: month, after: 0 days, slices: [{ up_to: 2 MNLG, pays: 0 % }, { up_to: 4 "
                "MNLG, pays: 50 % }]"));
    const auto& balance = column(trial, "balance.pot");
    const auto& paid = column(trial, "settled.pot");
    constexpr std::int64_t kMillion = 100'000'000;
    std::int64_t sum = 0;
    for (std::size_t day = 0; day < balance.size(); ++day) {
      sum += paid[day];
      if (paid[day] == 0) continue;
      const auto position = std::abs(balance[day]) + sum;
      EXPECT_EQ(sum,
                std::max<std::int64_t>(0, std::min(position, 4 * kMillion) - 2 * kMillion) / 2 +
                    std::max<std::int64_t>(0, position - 4 * kMillion))
          << day;
    }
    EXPECT_GT(sum, 4 * kMillion);
    EXPECT_EQ(balance.back() > 0, in_favour);
  }
}

// A second partner, whose balance is against the home side by as much as `cloth` costs.
LoadOptions second_partner(std::string cloth, std::string settlement) {
  LoadOptions options;
  options.sets = {
      "accounts.free.opening={ wool: 1 NLG }",
      "accounts.second={ bank: bank, owner: sellers, currency: NLG, kind: clearing }",
      "purchases.cloth={ seller: suppliers, buyer: importers, worth: " + cloth +
          ", invoice: { every: month, due: 30 days }, account: second, pays: { after: 30 days } }",
      "settlement.net=" + settlement};
  return options;
}

// Of 1 MNLG a month in favour on one account and 0.8 against on the other, the net amount comes in:
// the home side needs no money of its own.
TEST(Settlement, OfSeveralAccountsNeedsMoneyForTheNetAmountOnly) {
  const Simulation trial = run_text(
      TwoWayWorld().text(),
      second_partner("0.8 MNLG/month",
                     "{ account: [second, pot], through: free, every: 2 months, after: 4 days }"));
  EXPECT_TRUE(trial.result().refusals.empty());
  const auto pot = trial.on("called.pot", "2020-05-01");
  const auto second = trial.on("called.second", "2020-05-01");
  EXPECT_EQ(trial.on("called.pot", "2020-04-01"), 0);
  EXPECT_EQ(trial.on("balance.second", "2020-05-01"), -second);
  EXPECT_GT(pot, second);
  EXPECT_GT(second, 0);
  EXPECT_EQ(trial.on("settled.pot", "2020-05-05"), pot);
  EXPECT_EQ(trial.on("settled.second", "2020-05-05"), second);
  EXPECT_EQ(trial.on("balance.free", "2020-05-05") - trial.on("balance.free", "2020-05-04"),
            pot - second);
}

// Against the home side by more than the other balance is in its favour, it has no money to pay the
// net amount: what comes in is booked, and the rest is tried again.
TEST(Settlement, OfSeveralAccountsPaysWhatComesInFirst) {
  const Simulation trial = run_text(
      TwoWayWorld().text(),
      second_partner("9 MNLG/month",
                     "{ account: [second, pot], through: free, every: 2 months, after: 4 days }"));
  EXPECT_EQ(trial.on("settled.pot", "2020-05-05"), trial.on("called.pot", "2020-05-01"));
  EXPECT_EQ(trial.on("settled.second", "2020-05-05"), 0);
  EXPECT_FALSE(trial.result().refusals.empty());
}

// What comes in is of one export line, and what goes out is owed by another.
TEST(Settlement, OfSeveralAccountsIsPaidWithMoneyOfAnyLine) {
  TwoWayWorld world;
  world.wool = "1 MNLG/month";
  LoadOptions options;
  options.sets = {
      "accounts.free.opening={ wool: 1 NLG }",
      "accounts.second={ bank: bank, owner: sellers, currency: NLG, kind: clearing }",
      "exports.jute={ seller: sellers, buyer: buyers, worth: 3 MNLG/month, invoice: { every: "
      "month, "
      "due: 30 days } }",
      "payments.accounts={ wool: pot, jute: second }",
      "purchases.machinery.line=wool",
      "settlement.net={ account: [pot, second], through: free, every: 2 months, after: 4 days }"};
  const Simulation trial = run_text(world.text(), options);
  EXPECT_TRUE(trial.result().refusals.empty());
  EXPECT_LT(trial.on("balance.pot", "2020-05-04"), 0);
  EXPECT_EQ(trial.on("settled.pot", "2020-05-05"), trial.on("called.pot", "2020-05-01"));
  EXPECT_EQ(trial.on("settled.second", "2020-05-05"), trial.on("called.second", "2020-05-01"));
  EXPECT_EQ(trial.on("balance.free", "2020-05-05") - trial.on("balance.free", "2020-05-04"),
            trial.on("called.second", "2020-05-01") - trial.on("called.pot", "2020-05-01"));
  // The wool line owes the jute line what was paid for it.
  EXPECT_LT(trial.last("claims.jute.crossing") * trial.last("claims.wool.crossing"), 0);
}

TEST(Settlement, OfSeveralAccountsIsCalledByTheNetAmount) {
  const std::string terms = "account: [pot, second], through: free, every: quarter, after: 4 days";
  const auto called = [&](const std::string& at_least) {
    return run_text(TwoWayWorld().text(),
                    second_partner("0.8 MNLG/month", "{ " + terms + at_least + " }"))
        .sum("called.pot");
  };
  EXPECT_GT(called(""), 0);
  EXPECT_GT(called(", at_least: 0.1 MNLG"), 0);
  EXPECT_EQ(called(", at_least: 4 MNLG"), 0);  // each balance reaches it, the net amount does not
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
  const auto& balance = column(trial, "balance.pot");
  const auto& cut = column(trial, "cut.wool");
  const auto& delivered = column(trial, "delivered.wool");
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
  const auto& here = column(ours, "balance.pot");
  const auto& there = column(theirs, "balance.pot");
  ASSERT_EQ(here.size(), there.size());
  for (std::size_t day = 0; day < here.size(); ++day)
    ASSERT_EQ(here[day], -there[day]) << day;
  EXPECT_EQ(column(ours, "called.pot"), column(theirs, "called.pot"));
  EXPECT_EQ(column(ours, "settled.pot"), column(theirs, "settled.pot"));
  EXPECT_EQ(column(ours, "consulted.pot"), column(theirs, "consulted.pot"));
  EXPECT_EQ(column(ours, "billed.wool"), column(theirs, "purchased.wool"));
  EXPECT_EQ(column(ours, "purchased.machinery"), column(theirs, "billed.machinery"));
  EXPECT_EQ(column(ours, "paid_for.machinery"), column(theirs, "paid.machinery"));
  EXPECT_EQ(column(ours, "cut.wool"), column(theirs, "cut.wool"));
  EXPECT_EQ(column(ours, "swing.pot"), column(theirs, "swing.pot"));
  EXPECT_GT(ours.sum("called.pot") + ours.sum("cut.wool"), 0);
}

}  // namespace
}  // namespace setoff::simulator::tests
