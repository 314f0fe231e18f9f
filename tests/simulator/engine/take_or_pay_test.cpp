// Take or pay: claims for what the buyer did not take, and what it makes up later.

#include <gtest/gtest.h>

#include "tests/simulator/engine/small_world.h"
#include "tests/support/scenario_fixture.h"
#include "tests/support/simulation.h"

namespace setoff::simulator::tests {
namespace {

// 60 MW in January and February, 120 MW in March and April, 60 MW in May and June. 90 MW have to be
// taken over two months: 129,600 MWh in the first two, 131,760 MWh in each of the others.
std::string short_winter(const std::string& terms, const std::string& share = "100 %") {
  auto text = replaced(small_world("1 MEUR", ""), "quantity: 100 MW",
                       "quantity: { steps: { 2024-01-01: 60, 2024-03-01: 120, 2024-05-01: 60 }, "
                       "unit: MW }, contract_max: 120 MW, take_or_pay: { " +
                           terms + " }");
  text = replaced(text, "flows: recorded", "flows: behavioural");
  return replaced(text, "payments: { accounts: { power: trust } }",
                  "payments: { accounts: { power: trust }, behaviour: { from: 2024-01-01, pays: { "
                  "share: " +
                      share + ", after: 10 days } } }");
}
constexpr auto kTerms = "share: 75 %, every: 2 months, makeup: 100 days";

// Balances at the end of the run, in minor units.
std::int64_t deferred(const Simulation& trial) {
  return trial.last("claims.power.deferred");
}

TEST(TakeOrPay, ClaimsWhatIsMissingWhenThePeriodIsOver) {
  const Simulation trial = run_text(short_winter(kTerms));
  const auto claims = trial.booked<ShortfallClaimed>();
  ASSERT_EQ(claims.size(), 1U);
  const auto& claim = std::get<ShortfallClaimed>(claims.front()->data);
  EXPECT_EQ(claims.front()->value_date.text(), "2024-03-01");
  EXPECT_EQ(claim.floor.text(), "129600.000 MWh");
  EXPECT_EQ(claim.slices.front().quantity.text(), "43200.000 MWh");
  EXPECT_EQ(claim.amount.text(), "2592000.00 EUR");
  EXPECT_EQ(trial.on("claims.power.deferred", "2024-03-01"), -2'592'000'00);
  EXPECT_EQ(trial.on("claims.power.deferred", "2024-02-29"), 0);
}

// March and April bring 175,680 MWh: 43,920 more than have to be taken, all of it in April. Of
// April's 86,400 MWh, the 43,200 MWh that are paid already are not billed.
TEST(TakeOrPay, IsMadeUpByWhatIsTakenBeyondTheFloor) {
  const Simulation trial = run_text(short_winter(kTerms));
  const auto taken = trial.booked<MakeupTaken>();
  ASSERT_EQ(taken.size(), 1U);
  EXPECT_EQ(taken.front()->value_date.text(), "2024-05-01");
  EXPECT_EQ(std::get<MakeupTaken>(taken.front()->data).quantity.text(), "43200.000 MWh");
  EXPECT_EQ(deferred(trial), 0);
  EXPECT_EQ(trial.count(EventType::makeup_lapsed), 0U);
  const auto invoices = trial.booked<InvoiceIssued>();
  const auto april = std::get<InvoiceIssued>(invoices[3]->data);
  EXPECT_EQ(april.from.text(), "2024-04-01");
  EXPECT_EQ(april.slices.front().quantity.text(), "43200.000 MWh");
}

// What was paid for the shortfall and for the deliveries is the same in the end: 60 EUR for each
// MWh, but for June, which is billed after the run.
TEST(TakeOrPay, ThatIsMadeUpCostsWhatWasTaken) {
  const Simulation trial = run_text(short_winter(kTerms));
  const auto delivered = trial.sum("delivered.power");  // in kWh
  const auto june = std::int64_t{60} * 24 * 30 * 1000;
  EXPECT_EQ(trial.sum("billed.power"), (delivered - june) * 6);
}

TEST(TakeOrPay, ThatIsNotPaidCannotBeMadeUp) {
  const Simulation trial = run_text(short_winter(kTerms, "0 %"));
  EXPECT_EQ(trial.count(EventType::shortfall_claimed), 1U);
  EXPECT_EQ(trial.count(EventType::makeup_taken), 0U);
}

TEST(TakeOrPay, ThatIsHalfPaidIsHalfMadeUp) {
  LoadOptions options;
  options.sets = {"payments.allocation=instructed"};  // each claim its own half
  const Simulation trial = run_text(short_winter(kTerms, "50 %"), options);
  const auto taken = trial.booked<MakeupTaken>();
  ASSERT_EQ(taken.size(), 1U);
  EXPECT_EQ(std::get<MakeupTaken>(taken.front()->data).quantity.text(), "21600.000 MWh");
}

// Once March is billed, which brings what was delivered in time.
TEST(TakeOrPay, LapsesAfterItsLastDay) {
  const Simulation trial = run_text(short_winter("share: 75 %, every: 2 months, makeup: 20 days"));
  const auto lapsed = trial.booked<MakeupLapsed>();
  ASSERT_EQ(lapsed.size(), 1U);
  EXPECT_EQ(lapsed.front()->value_date.text(), "2024-04-01");
  EXPECT_EQ(trial.count(EventType::makeup_taken), 0U);
  EXPECT_EQ(deferred(trial), 0);
}

TEST(TakeOrPay, WithoutMakeUpIsEarnedAtOnce) {
  const Simulation trial = run_text(short_winter("share: 75 %, every: 2 months"));
  EXPECT_EQ(trial.count(EventType::shortfall_claimed), 1U);
  EXPECT_EQ(trial.on("claims.power.deferred", "2024-03-01"), 0);
  EXPECT_EQ(trial.on("earned.power", "2024-03-01") - trial.on("earned.power", "2024-02-29"),
            2'592'000'00 + trial.on("billed.power", "2024-03-01"));
}

// The seller delivers nothing for 20 days: 28,800 MWh that the buyer would have taken.
TEST(TakeOrPay, CountsWhatTheSellerCutAsTaken) {
  auto text = short_winter(kTerms);
  text = replaced(text, "contract_max: 120 MW",
                  "contract_max: 120 MW, cuts: [{ from: 2024-01-01, for: 20 days, set: 0 MW }]");
  const Simulation trial = run_text(text);
  const auto claims = trial.booked<ShortfallClaimed>();
  ASSERT_EQ(claims.size(), 1U);
  const auto& claim = std::get<ShortfallClaimed>(claims.front()->data);
  EXPECT_EQ(claim.excused->text(), "28800.000 MWh");
  EXPECT_EQ(claim.slices.front().quantity.text(), "43200.000 MWh");
}

// The buyer has to take what reaches it.
TEST(TakeOrPay, LeavesOutWhatTheCarrierKeeps) {
  LoadOptions options;
  options.sets = {"exports.power.retained=10 %"};
  const Simulation trial = run_text(short_winter(kTerms), options);
  const auto claims = trial.booked<ShortfallClaimed>();
  ASSERT_EQ(claims.size(), 1U);
  const auto& claim = std::get<ShortfallClaimed>(claims.front()->data);
  EXPECT_EQ(claim.floor.text(), "116640.000 MWh");
  EXPECT_EQ(claim.slices.front().quantity.text(), "38880.000 MWh");
}

TEST(TakeOrPay, OfAPeriodThatTheRunCutsShortCountsItsDays) {
  auto text = short_winter(kTerms);
  text = replaced(text, "from: 2024-01-01, to: 2024-06-30", "from: 2024-02-20, to: 2024-06-30");
  const Simulation trial = run_text(text);
  const auto claims = trial.booked<ShortfallClaimed>();
  ASSERT_EQ(claims.size(), 1U);
  EXPECT_EQ(std::get<ShortfallClaimed>(claims.front()->data).floor.text(), "21600.000 MWh");
}

TEST(TakeOrPay, NeedsAMaximumAndAShare) {
  const auto faults = [](const std::string& value) {
    return faults_of("tests/data/every_key/scenario.yaml",
                     {{}, {"exports.power.take_or_pay=" + value}, {}});
  };
  EXPECT_NE(faults("{ share: 80 %, every: year }").find("needs `contract_max`"), std::string::npos);
  EXPECT_NE(faults("{ share: 0 %, every: year }").find("never due"), std::string::npos);
  EXPECT_NE(faults("{ share: 80 % }").find("missing_key"), std::string::npos);
}

}  // namespace
}  // namespace setoff::simulator::tests
