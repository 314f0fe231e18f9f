// What a scenario may say and its author can hardly mean: each is a warning, at its line. The good
// file of the broken scenarios, in which every newer block is at work, has none.

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/scenario_fixture.h"

namespace setoff::simulator {
namespace {

struct Unlikely {
  const char* name;
  const char* from;
  const char* to;
  const char* code;    // empty: it is right
  const char* marked;  // the text at which it is reported
  friend void PrintTo(const Unlikely& one, std::ostream* out) { *out << one.name; }
};

// clang-format off
constexpr Unlikely kUnlikely[] = {
    // accounts
    {"BankIsASupplier", "far_eur: { bank: trade_bank", "far_eur: { bank: grain_house", "wrong_role", "grain_house"},
    {"BankIsTheOwner", "far_eur: { bank: trade_bank", "far_eur: { bank: gas_company", "wrong_role", "gas_company"},
    {"OwnerIsAbroad", "far_eur: { bank: trade_bank, owner: gas_company", "far_eur: { bank: trade_bank, owner: ministry", "wrong_role", "ministry"},
    {"ShareOfNothing", "45 %, second_pot: 25 %, trust: 30 %", "70 %, second_pot: 30 %, trust: 0 %", "unlikely", "2020-01-01"},
    {"CapBelowTheOpening", "  guaranteed:", "  more: { account: free, kind: cap, amount: 6 MUSD }\n  guaranteed:", "holds_at_once", "6 MUSD"},
    {"FloorAboveTheOpening", "  guaranteed:", "  more: { account: free, kind: floor, amount: 600 MUSD }\n  guaranteed:", "holds_at_once", "600 MUSD"},
    {"CapAtTheOpening", "  guaranteed:", "  more: { account: free, kind: cap, amount: 90 MUSD }\n  guaranteed:", "", ""},
    {"FloorAboveTheCap", "  guaranteed:", "  least: { account: free, kind: floor, amount: 20 MUSD }\n  most: { account: free, kind: cap, amount: 10 MUSD }\n  guaranteed:", "unlikely", "10 MUSD"},
    // rates
    {"ConversionOfFreeMoney", "- { from: trust,", "- { from: free,", "not_restricted", "free"},
    {"RateFarTooBad", "rate: 1420 IQD/EUR", "rate: 1_420_000 IQD/EUR", "unlikely", "1_420_000 IQD/EUR"},
    {"RateFarTooGood", "rate: 1420 IQD/EUR", "rate: 14.20 IQD/EUR", "never_acts", "14.20 IQD/EUR"},
    {"RateOfTheOtherPair", "rate: 1420 IQD/EUR", "rate: 1.2 USD/EUR", "", ""},
    {"RateOfTheOtherPairUpsideDown", "rate: 1420 IQD/EUR", "rate: 0.0008 USD/IQD", "", ""},
    {"RateThatGetsBad", "rate: 1420 IQD/EUR", "rate: { steps: { 2020-01-01: 1420 IQD/EUR, 2020-07-01: 14_200_000 IQD/EUR } }", "unlikely", "14_200_000 IQD/EUR"},
    {"ConvertedBack", "  transfers:", "    - { from: trust_eur, to: trust, after: 2 days }\n  transfers:", "unlikely", "trust"},
    {"InterestOfTwoHundredPercent", "rate: 2 %/year", "rate: 200 %/year", "unlikely", "200 %/year"},
    {"LateFeeOfThousands", "late_fee: 4 %/year", "late_fee: 4000 %/year", "unlikely", "4000 %/year"},
    // settlement
    {"AtLeastInTrillions", "at_least: 250 kEUR", "at_least: 250 TEUR", "unlikely", "250 TEUR"},
    {"DiscountOnAClearingAccount", "2020-08-03, after: 2 days", "2020-08-03, after: 2 days, discount: 3 %", "unlikely", "3 %"},
    {"DeferredAndPaidBackOnDates", "special, through: free", "special, through: pot", "", ""},
    {"RefusesWhatItSettles", "quarter\n    after: 10 days", "quarter\n    what: excess\n    after: 10 days", "never_acts", "excess"},
    {"RefusesBeyondWhatItReports", "guaranteed: { account: special", "guaranteed: { account: pot", "", ""},
    {"InstalmentsOnOneDay", "apart: 20 days", "apart: 0 days", "unlikely", "instalments"},
    {"InstalmentsAfterTheRun", "apart: 20 days", "apart: 200 days", "outside_run", "instalments"},
    {"PaidAfterTheRun", "2020-11-02, after: 2 days", "2020-11-02, after: 200 days", "outside_run", "200 days"},
    // dated after the run, where what lies before it is history
    {"StallAfterTheRun", "2020-04-06, to: 2020-04-14", "2022-04-06, to: 2022-04-14", "outside_run", "2022-04-06"},
    {"DisputeAfterTheRun", "%, from: 2020-02-01, to: 2020-10-31", "%, from: 2021-02-01, to: 2021-10-31", "outside_run", "2021-02-01"},
    {"ListedAfterTheRun", "[{ from: 2020-01-01, to: 2020-06-30", "[{ from: 2021-01-01, to: 2021-06-30", "outside_run", "2021-01-01"},
    {"WindowAfterTheRun", "autumn, from: 2020-07-05", "autumn, from: 2021-07-05", "outside_run", "2021-07-05"},
    // expectations
    {"RestrictedOnAClearingAccount", "then: called(pot) > 0 EUR", "then: restricted(pot) > 0 EUR", "always_zero", "restricted(pot) > 0 EUR"},
    {"CalledOfNoSettlement", "called(pot) > 0 EUR", "called(free) > 0 EUR", "always_zero", "called(free) > 0 EUR"},
    {"SettledOfNoSettlement", "called(pot) > 0 EUR", "settled(far_eur) > 0 EUR", "always_zero", "settled(far_eur) > 0 EUR"},
    {"SwingOfNoLimit", "swing(pot, 2020-12-31)", "swing(free, 2020-12-31)", "always_zero", "swing(free, 2020-12-31) == 6 MEUR"},
    {"ConsultationsOfNone", "called(pot) > 0 EUR", "consultations(free) == 0", "always_zero", "consultations(free) == 0"},
    {"ConsultationsOfAll", "called(pot) > 0 EUR", "consultations() == 0", "", ""},
    {"ToleranceOfAll", "366 MCM +- 1 %", "366 MCM +- 100 %", "unlikely", "retained(gas, 2020) == 366 MCM +- 100 %"},
    // trade
    {"ParcelOfYears", "parcel: 2 kt", "parcel: 2 Mt", "unlikely", "2 Mt"},
    {"AllKeptInKind", "retained: 10 %", "retained: 100 %", "unlikely", "100 %"},
    {"ResponseAboveADebt", "above: 80 MEUR", "above: -80 MEUR", "holds_at_once", "-80 MEUR"},
    {"ResponseBelowACredit", "below: -80 MEUR", "below: 80 MEUR", "holds_at_once", "80 MEUR"},
    {"ResponseInAnotherCurrency", "below: -80 MEUR", "below: 80 MUSD", "holds_at_once", "80 MUSD"},
    {"ResponseLater", "below: -80 MEUR } }", "below: 80 MEUR } }, from: 2020-02-01", "", ""},
};
// clang-format on

std::string good_text() {
  return file_text(std::filesystem::path(SETOFF_SOURCE_DIR) /
                   "tests/data/broken_scenarios/good_newer.yaml");
}

TEST(UnlikelyScenario, TheGoodOneHasNone) {
  const auto loaded = load_text(good_text());
  EXPECT_TRUE(loaded.diagnostics.sorted().empty()) << render(loaded.diagnostics);
}

class UnlikelyScenario : public testing::TestWithParam<Unlikely> {};
INSTANTIATE_TEST_SUITE_P(Each, UnlikelyScenario, testing::ValuesIn(kUnlikely),
                         [](const auto& one) { return std::string(one.param.name); });

TEST_P(UnlikelyScenario, IsAWarningAtItsPlace) {
  const Unlikely& one = GetParam();
  const auto loaded = load_text(replaced(good_text(), one.from, one.to));
  EXPECT_TRUE(loaded.scenario.has_value()) << render(loaded.diagnostics);
  const auto all = loaded.diagnostics.sorted();
  if (*one.code == '\0') {
    const bool quiet = std::ranges::none_of(all, [](const Diagnostic& diagnostic) {
      return diagnostic.code == "unlikely" || diagnostic.code == "holds_at_once" ||
             diagnostic.code == "always_zero";
    });
    EXPECT_TRUE(quiet) << render(loaded.diagnostics);
    return;
  }
  const bool found = std::ranges::any_of(all, [&](const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::warning && diagnostic.code == one.code &&
           diagnostic.span.text() == one.marked;
  });
  EXPECT_TRUE(found) << render(loaded.diagnostics);
}

}  // namespace
}  // namespace setoff::simulator
