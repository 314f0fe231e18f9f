// Mistakes in the blocks of trade both ways: each is found, at its line, under its code, and where
// a name or a unit was misspelled the right one is suggested.

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/simulator/engine/two_way_world.h"
#include "tests/support/scenario_fixture.h"

namespace setoff::simulator {
namespace {

struct Mistake {
  const char* name;
  const char* from;
  const char* to;
  const char* code;
  const char* marked;      // a piece of the line at which it is reported
  const char* suggestion;  // empty: none is near
  friend void PrintTo(const Mistake& mistake, std::ostream* out) { *out << mistake.name; }
};

constexpr Mistake kMistakes[] = {
    {"MisspeltSection", "purchases:", "purchasses:", "unknown_key", "purchasses", "purchases"},
    {"MisspeltSettlement", "settlement:", "setlement:", "unknown_key", "setlement", "settlement"},
    {"MisspeltWorth", "worth: 2 MNLG/month", "wort: 2 MNLG/month", "unknown_key", "wort", "worth"},
    {"WorthWithoutTime", "worth: 2 MNLG/month", "worth: 2 MNLG", "wrong_unit", "2 MNLG", ""},
    {"WorthInGoods", "worth: 2 MNLG/month", "worth: 2 kt/month", "wrong_unit", "2 kt/month", ""},
    {"WorthBelowZero", "worth: 2 MNLG/month", "worth: -2 MNLG/month", "out_of_range", "-2 MNLG",
     ""},
    {"WorthAndPrice", "worth: 2 MNLG/month", "worth: 2 MNLG/month, price: 3 NLG/t",
     "conflicting_keys", "3 NLG/t", ""},
    {"WorthAndQuantity", "worth: 2 MNLG/month", "worth: 2 MNLG/month, quantity: 3 t/day",
     "conflicting_keys", "3 t/day", ""},
    {"UnknownCurrency", "worth: 2 MNLG/month", "worth: 2 MNLX/month", "unknown_unit", "2 MNLX", ""},
    {"SellerAtHome", "seller: suppliers", "seller: sellers", "wrong_side", "sellers", ""},
    {"BuyerAbroad", "buyer: importers", "buyer: buyers", "wrong_side", "buyers", ""},
    {"UnknownSeller", "seller: suppliers", "seller: supliers", "unknown_party", "supliers",
     "suppliers"},
    {"NoAccount", ", account: pot, pays", ", pays", "missing_key", "machinery", ""},
    {"UnknownAccount", "account: pot, pays", "account: pott, pays", "unknown_account", "pott",
     "pot"},
    {"NoPayment", ", pays: { after: 30 days } }\npayments", " }\npayments", "missing_key",
     "machinery", ""},
    {"PaymentWithoutTime", "pays: { after: 30 days } }\npayments",
     "pays: { after: 30 } }\npayments", "missing_unit", "30", ""},
    {"UnknownLine", "account: pot, pays", "account: pot, line: woll, pays", "unknown_line", "woll",
     "wool"},
    {"UnknownPurpose", "account: pot, pays", "account: pot, purpose: food, pays", "unknown_purpose",
     "food", ""},
    {"SameName", "  machinery: {", "  wool: {", "duplicate_name", "wool", ""},
    {"RestrictedAccount", "kind: reserve, opening: { wool: 100 MNLG } }",
     "kind: restricted, opening: { wool: 100 MNLG } }", "not_accepted", "free", ""},
    {"SettledThroughItself", "through: free", "through: pot", "conflicting_keys", "pot", ""},
    {"SettlementOfNoClearing", "excess: { account: pot", "excess: { account: free", "not_clearing",
     "free", ""},
    {"UnknownWhat", "what: excess", "what: exces", "unknown_value", "exces", "excess"},
    {"UnknownPeriod", "every: day, at_least", "every: dayly, at_least", "unknown_value", "dayly",
     "day"},
    {"TrancheInAnotherCurrency", "at_least: 250 kNLG", "at_least: 250 kUSD", "currency_mismatch",
     "250 kUSD", ""},
    {"TrancheOfNothing", "at_least: 250 kNLG", "at_least: 0 NLG", "out_of_range", "0 NLG", ""},
    {"CalledNever", "every: day, at_least", "at_least", "missing_key", "excess: {", ""},
    {"CalledOnceAndDaily", "every: day, at_least", "every: day, date: 2020-02-01, at_least",
     "conflicting_keys", "excess: {", ""},
    {"NoInstalments", "after: 5 days }",
     "after: 5 days, instalments: { number: 0, apart: 3 days } }", "out_of_range", "number: 0", ""},
    {"InstalmentsWithoutTime", "after: 5 days }", "after: 5 days, instalments: { number: 2 } }",
     "missing_key", "number: 2", ""},
    {"DiscountOfMoreThanAll", "after: 5 days }", "after: 5 days, discount: 120 % }", "out_of_range",
     "120 %", ""},
    {"SlicesOfAnExcess", "after: 5 days }",
     "after: 5 days, slices: [{ up_to: 1 MNLG, pays: 0 % }] }", "conflicting_keys", "slices", ""},
    {"SlicesInDisorder", "what: excess, every: day, at_least: 250 kNLG, after: 5 days }",
     "every: day, after: 5 days, slices: [{ up_to: 2 MNLG, pays: 0 % }, { up_to: 1 MNLG, pays: 5 % "
     "}] }",
     "out_of_range", "1 MNLG", ""},
    {"SlicesInAnotherCurrency", "what: excess, every: day, at_least: 250 kNLG, after: 5 days }",
     "every: day, after: 5 days, slices: [{ up_to: 2 MUSD, pays: 0 % }] }", "currency_mismatch",
     "slices", ""},
    {"MisspeltSlices", "after: 5 days }", "after: 5 days, slice: [] }", "unknown_key", "slice",
     "slices"},
    {"SettledTwice", "excess: { account: pot", "excess: { account: [pot, pot]", "duplicate_name",
     "[pot, pot]", ""},
    {"NothingSettled", "excess: { account: pot", "excess: { account: []", "empty_value", "[]", ""},
    {"MisspeltInTheList", "excess: { account: pot", "excess: { account: [pot, pott]",
     "unknown_account", "pott", "pot"},
    {"PeriodOfFiveMonths", "every: day, at_least", "every: 5 months, at_least", "unknown_value",
     "5 months", ""},
    {"SwingFollowsNothing", "amount: 6 MNLG", "amount: 6 MNLG, then: { share: 20 %, of: exports }",
     "missing_key", "of: exports", ""},
    {"SwingFollowsMisspelt", "amount: 6 MNLG",
     "amount: 6 MNLG, then: { share: 20 %, of: exprts, every: year }", "unknown_value", "exprts",
     "exports"},
    {"SwingFollowsTradeElsewhere", "kind: swing, amount: 6 MNLG",
     "kind: swing, amount: 6 MNLG }\n  least: { account: free, kind: floor, amount: 1 NLG, then: { "
     "share: 20 %, of: exports, every: year }",
     "never_acts", "of: exports", ""},
    {"SwingOfDatesFollows", "amount: 6 MNLG",
     "amount: { steps: { 2020-01-01: 6 MNLG, 2020-03-01: 7 MNLG } }, then: { share: 20 %, of: "
     "exports, every: year }",
     "conflicting_keys", "2020-03-01", ""},
    {"StopOnNoBalance", "limits:",
     "supply_response:\n  stop: { line: wool, when: { balance: { account: pot } }, cut: { factor: "
     "0 "
     "% } }\nlimits:",
     "missing_key", "balance: { account: pot }", ""},
    {"StopOfAPurchaseOnArrears", "limits:",
     "supply_response:\n  stop: { purchase: machinery, when: { overdue: 1 MNLG }, cut: { factor: 0 "
     "% } }\nlimits:",
     "conflicting_keys", "overdue: 1 MNLG", ""},
    {"StopOfAMisspeltPurchase", "limits:",
     "supply_response:\n  stop: { purchase: machinry, when: { balance: { account: pot, below: 1 "
     "NLG "
     "} }, cut: { factor: 0 % } }\nlimits:",
     "unknown_purchase", "machinry", "machinery"},
    {"CutInAnotherCurrency", "worth: 2 MNLG/month",
     "worth: 2 MNLG/month, cuts: [{ from: 2020-02-01, for: 3 days, set: 1 MUSD/day }]",
     "wrong_unit", "1 MUSD/day", ""},
    {"FreePartOfNoClearing",
     "limits:", "fx:\n  interest: [{ account: free, rate: 3 %/year, beyond: 1 MNLG }]\nlimits:",
     "not_clearing", "beyond: 1 MNLG", ""},
    {"FreePartInAnotherCurrency",
     "limits:", "fx:\n  interest: [{ account: pot, rate: 3 %/year, beyond: 1 MUSD }]\nlimits:",
     "currency_mismatch", "beyond: 1 MUSD", ""},
    {"FreePartBelowZero",
     "limits:", "fx:\n  interest: [{ account: pot, rate: 3 %/year, beyond: -1 MNLG }]\nlimits:",
     "out_of_range", "beyond: -1 MNLG", ""},
    {"NoCallTime", ", after: 5 days }", " }", "missing_key", "excess", ""},
    {"NoSwing", "kind: swing", "kind: cap", "no_swing", "excess", ""},
    {"ConsultInDays", "consult_after: 12 months", "consult_after: 12 days", "wrong_unit", "12 days",
     ""},
    {"ConsultNever", "consult_after: 12 months", "consult_after: 0 months", "wrong_unit",
     "0 months", ""},
    {"ConsultOnFreeMoney", "kind: reserve,", "kind: reserve, consult_after: 3 months,",
     "conflicting_keys", "3 months", ""},
    {"DebtOnFreeMoney", "opening: { wool: 100 MNLG }", "opening: { wool: -100 MNLG }",
     "out_of_range", "-100 MNLG", ""},
};

std::string whole_text() {
  tests::TwoWayWorld world;
  world.machinery = "2 MNLG/month";
  world.consult = ", consult_after: 12 months";
  world.settlement =
      "settlement:\n  excess: { account: pot, through: free, what: excess, every: day, at_least: "
      "250 kNLG, after: 5 days }\n";
  return world.text();
}

TEST(TwoWayText, IsInOrderWithoutTheMistakes) {
  const auto loaded = load_text(whole_text());
  EXPECT_TRUE(loaded.scenario.has_value()) << render(loaded.diagnostics);
  EXPECT_TRUE(loaded.diagnostics.sorted().empty()) << render(loaded.diagnostics);
}

// What the books would never refuse, and the author can hardly mean.
TEST(TwoWayText, AnExcessThatALimitRefusesIsAWarning) {
  const auto loaded = load_text(replaced(whole_text(), "on_excess: report", "on_excess: refuse"));
  ASSERT_TRUE(loaded.scenario.has_value()) << render(loaded.diagnostics);
  const auto all = loaded.diagnostics.sorted();
  ASSERT_EQ(all.size(), 1U) << render(loaded.diagnostics);
  EXPECT_EQ(all[0].code, "never_acts");
}

// Money that is only settled into an account reaches it; purchases may draw a clearing account
// below zero before anything was paid into it.
TEST(TwoWayText, AccountsOfASettlementAreNotDead) {
  const auto text = replaced(whole_text(), ", opening: { wool: 100 MNLG }", "");
  const auto loaded = load_text(text);
  EXPECT_TRUE(loaded.diagnostics.sorted().empty()) << render(loaded.diagnostics);
}

class TwoWayMistake : public testing::TestWithParam<Mistake> {};
INSTANTIATE_TEST_SUITE_P(Each, TwoWayMistake, testing::ValuesIn(kMistakes),
                         [](const auto& one) { return std::string(one.param.name); });

TEST_P(TwoWayMistake, IsFoundAtItsPlace) {
  const Mistake& mistake = GetParam();
  const auto loaded = load_text(replaced(whole_text(), mistake.from, mistake.to));
  EXPECT_FALSE(loaded.scenario.has_value());
  const auto all = loaded.diagnostics.sorted();
  const auto found = std::ranges::find(all, mistake.code, &Diagnostic::code);
  ASSERT_NE(found, all.end()) << render(loaded.diagnostics);
  const std::string shown = render(*found);
  EXPECT_NE(shown.find(mistake.marked), std::string::npos) << shown;
  const bool suggests = found->suggestion.find(mistake.suggestion) != std::string::npos;
  EXPECT_TRUE(*mistake.suggestion == '\0' || suggests) << shown;
}

}  // namespace
}  // namespace setoff::simulator
