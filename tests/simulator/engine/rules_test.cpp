// What the rules of the books refuse or record in a run: limits, conversions that the bank cannot
// make, credits that end unpaid, uses that share approvals. And what the loader refuses because it
// is not simulated.

#include <gtest/gtest.h>

#include <set>

#include "tests/simulator/engine/small_world.h"
#include "tests/support/scenario_fixture.h"
#include "tests/support/simulation.h"

namespace setoff::simulator::tests {
namespace {

const std::string kEveryKey = "tests/data/every_key/scenario.yaml";

std::string released(const std::string& amount, const std::string& more) {
  return "releases:\n  approval: { lag: 0 days }\n  requests: [{ account: trust, purpose: food, "
         "payee: house, date: 2024-01-02, amount: " +
         amount + " }]\n" + more;
}

std::string use(const std::string& name, const std::string& date, const std::string& amount) {
  return "  " + name + ": { date: " + date + ", amount: " + amount +
         ", account: trust, purpose: food, payee: house }\n";
}

TEST(Limits, ASpendLimitRefusesWhatExceedsItAndIsTriedAgain) {
  const Simulation trial = run_text(small_world(
      "10 MEUR",
      "limits:\n  food: { account: trust, kind: spend, amount: 3 MEUR, per: month }\nuses:\n" +
          use("first", "2024-01-10", "2 MEUR") + use("second", "2024-01-11", "2 MEUR")));
  EXPECT_EQ(trial.count(EventType::limit_set), 1U);
  EXPECT_EQ(trial.refused(EventType::purpose_paid, Code::limit_exceeded),
            1U);  // and not until February
  EXPECT_EQ(trial.on("spent_for.food", "2024-02-01"), 2'000'000'00);
}

TEST(Limits, AnAmountMayChangeByDate) {
  const Simulation trial = run_text(
      small_world("10 MEUR",
                  "limits:\n  rest: { account: trust, kind: floor, amount: { steps: { 2024-01-01: "
                  "9 MEUR, 2024-01-25: 0 EUR } } }\nuses:\n" +
                      use("only", "2024-01-10", "2 MEUR")));
  EXPECT_EQ(trial.count(EventType::limit_set), 2U);
  EXPECT_EQ(trial.refused(EventType::purpose_paid, Code::limit_exceeded),
            1U);  // and not until the limit is lower
  EXPECT_EQ(trial.on("spent_for.food", "2024-01-25"), 2'000'000'00);
}

TEST(Limits, OneThatOnlyReportsLetsPassAndNotesIt) {
  const Simulation trial = run_text(small_world(
      "10 MEUR",
      "limits:\n  rest: { account: trust, kind: floor, amount: 9 MEUR, on_excess: report }\n"
      "uses:\n" +
          use("only", "2024-01-10", "2 MEUR")));
  EXPECT_TRUE(trial.result().refusals.empty());
  ASSERT_EQ(trial.result().notes.size(), 1U);
  EXPECT_EQ(trial.result().notes.front().day.text(), "2024-01-10");
  EXPECT_EQ(trial.result().notes.front().text,
            "limits.rest of 9000000.00 EUR is exceeded by 1000000.00 EUR");
}

TEST(Conversions, AreTriedAgainWhereTheBankCannot) {
  const Simulation trial = run_file(kEveryKey);
  const auto failed = trial.booked<ConversionFailed>();
  ASSERT_FALSE(failed.empty());
  EXPECT_GE(failed.front()->value_date.text(), "2020-02-14");
  EXPECT_LE(failed.back()->value_date.text(), "2020-02-18");
  const auto& release = std::get<ConversionFailed>(failed.front()->data).release;
  bool made_later = false;
  for (const Event* event : trial.booked<FundsConverted>())
    made_later = made_later || (std::get<FundsConverted>(event->data).release == release &&
                                event->value_date == failed.front()->value_date + 7);
  EXPECT_TRUE(made_later);
}

// The books have 1182 dinars for a dollar, and 1250 from 20 April on. The bank gives dollars at
// 1477.5, which is 80 % of the value in the books, and keeps 1 % of that.
TEST(Conversions, AtARateOfTheBanksOwnLoseTheDifference) {
  LoadOptions options;
  options.sets = {"releases.conversions[0].rate=1477.5 IQD/USD"};
  const Simulation trial = run_file(kEveryKey, options);
  std::set<std::string> shares;
  for (const Event* event : trial.booked<FundsConverted>())
    shares.insert(std::get<FundsConverted>(event->data).spread.text());
  EXPECT_EQ(shares, (std::set<std::string>{"0.162436548", "0.208"}));
}

TEST(Conversions, NeedARateOfTheirCurrencies) {
  const auto faults = [](const std::string& rate) {
    return faults_of(kEveryKey, {{}, {"releases.conversions[0].rate=" + rate}, {}});
  };
  EXPECT_NE(faults("0.9 GBP/CHF").find("give the rate of one of these currencies"),
            std::string::npos);
  EXPECT_NE(faults("5 USD/MMBtu").find("one currency for one of another"), std::string::npos);
  EXPECT_NE(faults("{ steps: { 2020-02-01: 1450 IQD/USD } }").find("no value on the first day"),
            std::string::npos);
}

// Wheat is on the list until 20 May.
TEST(Listings, OfAGoodEndAndItsOrdersWithThem) {
  const Simulation trial = run_file(kEveryKey);
  EXPECT_EQ(trial.count(EventType::goods_delisted), 1U);
  Day last = kFirstDay;
  Day last_of_rice = kFirstDay;
  for (const Event* event : trial.booked<OrderPlaced>())
    (std::get<OrderPlaced>(event->data).good == "wheat" ? last : last_of_rice) = event->value_date;
  EXPECT_LE(last.text(), "2020-05-20");
  EXPECT_GT(last, kFirstDay);
  EXPECT_GT(last_of_rice.text(), "2020-05-20");
  EXPECT_NE(faults_of(kEveryKey, {{},
                                  {"imports.goods.food={ need: 1 t/day, price: 1 USD/t, parcel: "
                                   "1 t, supplier: house, purpose: food, listed: [{ from: "
                                   "2020-01-01, for: 9 days }] }"},
                                  {}})
                .find("is also a purpose"),
            std::string::npos);
}

TEST(Breaches, AreClaimedOnTheirDaysAndPaidLikeInvoices) {
  const std::string breach =
      "quantity: 0 MW, breaches: [{ date: 2024-02-10, amount: 1 MEUR, due: 20 days, reason: late "
      "}]";
  auto text = replaced(small_world("1 MEUR", ""), "quantity: 100 MW", breach);
  text = replaced(text, "flows: recorded", "flows: behavioural");
  text = replaced(text, "payments: { accounts: { power: trust } }",
                  "payments: { accounts: { power: trust }, behaviour: { from: 2024-01-01, pays: { "
                  "share: 100 %, after: 25 days } }, late_fee: 3.65 %/year }");
  const Simulation trial = run_text(text);
  EXPECT_EQ(trial.on("claims.power.undue", "2024-02-10"), 1'000'000'00);
  EXPECT_EQ(trial.on("claims.power.overdue", "2024-03-05"), 1'000'000'00);
  EXPECT_EQ(trial.on("paid.power", "2024-03-06"), 1'000'000'00);  // 25 days later
  EXPECT_EQ(trial.sum("billed.power"), 0);
  EXPECT_EQ(trial.on("claims.power.penalty", "2024-03-31"), 5 * 100'00);  // five days' late fees
}

TEST(Credits, ThatEndUnpaidAreTidiedAway) {
  const std::string goods =
      "imports:\n  account: trust\n  buyer: agency\n  credit_valid: 10 days\n"
      "  pipeline: [{ stage: open_credit, takes: 5 days }, { stage: shipping, takes: 20 days, "
      "pay: 100 % }, { stage: customs, takes: 5 days }]\n"
      "  goods:\n    wheat: { need: 100 t/day, price: 100 EUR/t, parcel: 1 kt, supplier: house, "
      "purpose: food, stock: { target: 30 days } }\n";
  const Simulation trial = run_text(small_world("10 MEUR", released("200 kEUR", goods)));
  const auto issued = trial.booked<CreditIssued>();
  const auto expired = trial.booked<CreditExpired>();
  ASSERT_FALSE(issued.empty());
  ASSERT_EQ(issued.size(), expired.size());
  EXPECT_EQ(expired.front()->value_date.text(), "2024-02-27");  // papers came on 26 February
  EXPECT_EQ(trial.sum("landed.wheat"), 0);
  EXPECT_EQ(trial.last("held.trust"), 0);
}

// Two approvals of 300 and 200 kEUR; the other account may hold 300 kEUR until 20 February.
TEST(Transfers, ThatAreRefusedHalfWayMoveOnlyTheRestLater) {
  std::string text = small_world(
      "1 MEUR",
      "limits:\n  far: { account: far, kind: cap, amount: { steps: { 2024-01-01: 300 kEUR, "
      "2024-02-20: 1 MEUR } } }\n"
      "releases:\n  approval: { lag: 0 days }\n  requests:\n"
      "    - { account: trust, purpose: food, payee: house, date: 2024-01-02, amount: 300 kEUR }\n"
      "    - { account: trust, purpose: feed, payee: house, date: 2024-01-03, amount: 200 kEUR }\n"
      "  transfers: [{ date: 2024-02-10, from: trust, to: far, amount: 450 kEUR }]\n");
  text.insert(text.find("exports:"),
              "  far: { bank: bank, owner: company, currency: EUR, place: here }\n");
  const Simulation trial = run_text(text);
  EXPECT_EQ(trial.on("balance.far", "2024-02-19"), 300'000'00);
  EXPECT_EQ(trial.last("balance.far"), 450'000'00);
  EXPECT_EQ(trial.refused(EventType::funds_transferred, Code::limit_exceeded),
            1U);  // and not until the limit is higher
}

TEST(Requests, OfWhichOneLineIsRefusedAskOnlyForItsPartLater) {
  std::string text = small_world(
      "{ power: 1 MEUR, gas: 1 MEUR }",
      "releases:\n  approval: { lag: 0 days }\n  requests:\n"
      "    - { account: trust, purpose: food, payee: house, date: 2024-01-02, amount: 3 MEUR }\n");
  text.replace(text.find("payments: { accounts: { power: trust } }"), 40,
               "  gas: { seller: company, buyer: ministry, quantity: 100 MW, price: 60 EUR/MWh, "
               "invoice: { every: month, due: 30 days } }\n"
               "payments: { accounts: { power: trust, gas: trust }, recorded: [{ date: 2024-02-05, "
               "amount: 2 MEUR, line: power }] }");
  const Simulation trial = run_text(text);
  // Both parts of 1.5 MEUR are too much in January; power's is booked once its money has come.
  const auto booked = trial.booked<ReleaseRequested>();
  ASSERT_EQ(booked.size(), 1U);
  EXPECT_EQ(booked.front()->value_date.text(), "2024-02-05");
  EXPECT_EQ(std::get<ReleaseRequested>(booked.front()->data).amount.text(), "1500000.00 EUR");
}

TEST(Uses, ThatShareAnApprovalHaveNamesOfTheirOwn) {
  // Nothing is free when they ask, so both are paid from the one approval of the purpose.
  const Simulation trial = run_text(
      small_world("1 MEUR", released("1 MEUR", "uses:\n" + use("hall", "2024-02-03", "300 kEUR") +
                                                   use("school", "2024-02-05", "200 kEUR"))));
  std::set<std::string> names;
  for (const Event* event : trial.booked<PurposePaid>())
    names.insert(std::get<PurposePaid>(event->data).payment);
  EXPECT_EQ(names, (std::set<std::string>{"pay-hall-power-1", "pay-school-power-1"}));
  EXPECT_EQ(trial.refused(EventType::purpose_paid, Code::lot_exists), 0U);
  EXPECT_EQ(trial.sum("spent_for.food"), 500'000'00);
}

TEST(NotSimulated, IsAnErrorAndNotANote) {
  EXPECT_NE(faults_of(kEveryKey,
                      {{}, {"purchases.back_gas.take_or_pay={ share: 70 %, every: year }"}, {}})
                .find("not simulated yet"),
            std::string::npos);
  EXPECT_NE(faults_of(kEveryKey, {{}, {"exports.gas.invoice.grace=9 days"}, {}})
                .find("grace periods that differ by line are not simulated yet"),
            std::string::npos);
  EXPECT_NE(
      faults_of(kEveryKey, {{}, {"limits.food.on_excess=report"}, {}}).find("not simulated yet"),
      std::string::npos);
}

TEST(Owners, NeverArePayeesOfTheirRestrictedAccount) {
  EXPECT_NE(faults_of(kEveryKey, {{}, {"accounts.trust.owner=house"}, {}}).find("payee_is_owner"),
            std::string::npos);
  EXPECT_NE(faults_of(kEveryKey, {{}, {"accounts.trust.owner=other_house"}, {}})
                .find("uses.vaccine.payee would pay 'other_house'"),
            std::string::npos);
}

TEST(Ranges, ThatBeginAfterTheRunAreInOrderAndDoNothing) {
  const Simulation trial =
      run_file(kEveryKey, {{},
                           {"time.to=2020-05-31",
                            "fx.interest=[{ account: trust, rate: -1 %/year, from: 2020-06-05 }]"},
                           {}});
  EXPECT_EQ(trial.count(EventType::interest_accrued), 0U);
}

TEST(Results, InvoicesStandAtTheRateOfTheirDay) {
  // 74,400 MWh of January at 60 USD, billed on 1 February at 0.8; the days themselves stood at 0.5.
  const std::string text = small_world(
      "1 MEUR",
      "fx: { rates: { usd_eur: { unit: EUR/USD, steps: { 2024-01-01: 0.5, 2024-02-01: 0.8 } } } }\n"
      "expect:\n"
      "  - { name: a, then: \"billed(power, 2024-02-01..2024-02-01) == 3_571_200 EUR\" }\n"
      "  - { name: b, then: \"delivered_value(power, 2024-01-01..2024-01-31) == 2_232_000 EUR\" "
      "}\n");
  std::string in_dollars = text;
  in_dollars.replace(in_dollars.find("60 EUR/MWh"), 10, "60 USD/MWh");
  const Simulation trial = run_text(in_dollars);
  for (const auto& expected : trial.result().expectations)
    EXPECT_EQ(expected.verdict, ExpectationVerdict::ok) << expected.observed->text();
}

TEST(Results, TheWorstMonthCountsGoodsAndNotGoodDays) {
  const Simulation trial = run_file(kEveryKey);
  const auto& worst = trial.result().worst_months;
  const auto shortage = std::ranges::find(worst, "goods_below_floor", &WorstMonth::measure);
  ASSERT_NE(shortage, worst.end());
  EXPECT_LE(shortage->value.minor, 20);  // two goods, with one decimal
  EXPECT_EQ(shortage->value.unit, "goods");
}

}  // namespace
}  // namespace setoff::simulator::tests
