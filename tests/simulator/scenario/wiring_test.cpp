// Warnings of a whole scenario: each case damages one that has none, so that something in it cannot
// do what its author means, and the warning stands at the words that were marked.

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>

#include "tests/simulator/scenario/wired.h"
#include "tests/support/scenario_fixture.h"

namespace setoff::simulator {
namespace {

struct WiringDamage {
  const char* name;
  const char* from;
  const char* to;
  const char* code;
  const char* marked;   // the text at the place of the warning
  const char* message;  // a piece of it

  friend void PrintTo(const WiringDamage& damage, std::ostream* out) { *out << damage.name; }
};

constexpr const char* kRequest =
    "    - { account: trust, purpose: food, payee: house, every: month, share: 50 % }";

const WiringDamage kWiringDamages[] = {
    // accounts
    {"DeadAccount", "  dollars: { bank",
     "  idle: { bank: bank, owner: company, currency: EUR, place: here }\n  dollars: { bank",
     "dead_account", "idle", "no money ever reaches the account 'idle'"},
    {"ImportsFromAnAccountThatNoMoneyReaches", "    - { from: trust, to: dollars, after: 5 days }",
     "    []", "dead_account", "dollars", "no money ever reaches the account 'dollars'"},
    {"ImportsFromAClearingAccount", "owner: company, currency: USD,",
     "owner: company, currency: USD, kind: clearing,", "not_restricted", "dollars",
     "'dollars' is a clearing account"},
    {"AccountThatOpensAfterItsPayments", "currency: EUR, place: here }\n  dollars",
     "currency: EUR, place: here, open_from: 2024-05-01 }\n  dollars", "opens_late", "2024-05-01",
     "payments of 'power' before 2024-05-01 are refused"},
    // releases and imports
    {"NoRequests", kRequest, "      []", "never_approved", "imports", "no releases.requests"},
    {"RequestForOtherMoney", kRequest,
     "    - { account: dollars, purpose: food, payee: house, every: month, share: 50 % }",
     "never_approved", "trust", "no request ever asks for money of 'trust'"},
    {"SupplierWhomNoRequestNames", "supplier: house", "supplier: other_house", "never_paid",
     "other_house",
     "money for 'food' is asked for house, and 'wheat' is supplied by 'other_house'"},
    {"PayeeWhoSuppliesNothing", "payee: house, every", "payee: other_house, every", "never_spent",
     "other_house", "'other_house' supplies no good"},
    {"PurposeThatNoRequestHas", "purpose: food\n  pipeline", "purpose: feed\n  pipeline",
     "never_paid", "feed", "no request asks for money for 'feed'"},
    {"PayeeAtHome", "payee: house, every", "payee: agency, every", "payee_at_home", "agency",
     "'agency' is at home"},
    {"NothingIsApproved", "lag: 20 days, valid_for", "lag: 20 days, approve: 0 %, valid_for",
     "never_approved", "0 %", "the share that is approved is zero"},
    {"LapsesBeforeItIsConverted", "to: dollars, after: 5 days", "to: dollars, after: 150 days",
     "lapses_first", "150 days", "an approval lapses after 120 days"},
    {"CreditThatEndsBeforeItsLastPayment", "credit_valid: 180 days", "credit_valid: 20 days",
     "lapses_first", "20 days", "its last payment comes after 30"},
    // windows
    {"NoWindowInTheRun", "from: 2024-01-01, to: 2024-12-31 }]\nreleases",
     "from: 2023-01-01, to: 2023-12-31 }]\nreleases", "no_window", "windows",
     "no window covers a day of the run"},
    {"RequestThatNoWindowCovers", "name: w, from", "name: w, purposes: [feed], from", "no_window",
     "trust", "the purpose 'food': the request is never approved"},
    {"UseThatNoWindowCovers", "name: w, from", "name: w, purposes: [food], from", "no_window",
     "trust", "the purpose 'feed' from 2024-06-01 on: the use is never paid"},
    {"UseAfterTheLastWindow", "name: w, from: 2024-01-01, to: 2024-12-31",
     "name: w, from: 2024-01-01, to: 2024-05-31", "no_window", "trust", "the use is never paid"},
    // conduct
    {"BehaviourWithoutFrom", "{ from: 2024-01-01, pays", "{ pays", "never_acts", "behaviour",
     "which is not given: it never pays"},
    {"NothingIsEverPaid",
     "  recorded: [{ date: 2024-02-01, amount: 1 MEUR }]\n  behaviour: { from: 2024-01-01, pays: { "
     "share: 80 %, after: 30 days } }\n",
     "", "never_pays", "payments", "nothing is ever paid"},
    {"RecordedPaymentsWithoutFrom", "flows: recorded", "flows: behavioural", "never_acts",
     "recorded", ""},
    {"PressureWithoutRules", "after: 30 days } }\nwaiver",
     "after: 30 days }, pressure: { share: 50 %, after: 5 days } }\nwaiver", "never_acts",
     "pressure", "with `flows: recorded` no rule cuts"},
    {"SellerWhoNeverCuts", "uses:\n",
     "supply_response: { cut: { when: { overdue: 1 MEUR }, cut: { factor: 50 % } } }\nuses:\n",
     "never_acts", "supply_response", "with `flows: behavioural` only"},
    {"CutOfTheOtherFlows", "    capacity: 150 MW\n",
     "    capacity: 150 MW\n    cuts: [{ from: 2024-03-01, for: 5 days, factor: 50 %, applies_to: "
     "behavioural }]\n",
     "never_acts", "behavioural", "a cut of behavioural flows never acts here"},
    {"ShockOnASeriesThatNothingUses", "fx: {",
     "shocks: { jump: { from: 2024-03-01, for: 9 days, change: { data.index: \"* 2\" } } }\nfx: {",
     "never_acts", "data.index", "nothing uses the series 'index'"},
    // flows
    {"FlowAboveCapacity", "quantity: 100 MW",
     "quantity: { steps: { 2023-01-01: 100 MW, 2024-12-25: "
     "160 MW } }",
     "clipped", "150 MW", "on 7 days, the first 2024-12-25"},
};

class Wiring : public testing::TestWithParam<WiringDamage> {};
INSTANTIATE_TEST_SUITE_P(EachDamage, Wiring, testing::ValuesIn(kWiringDamages),
                         [](const auto& one) { return std::string(one.param.name); });

TEST_P(Wiring, IsWarnedOfAtItsPlaceWithHelp) {
  const WiringDamage& damage = GetParam();
  const TempFolder folder;
  const LoadedScenario loaded =
      load_scenario(folder.write("wired.yaml", replaced(wired_text(), damage.from, damage.to)));
  ASSERT_TRUE(loaded.scenario.has_value()) << render(loaded.diagnostics);
  const auto all = loaded.diagnostics.sorted();
  const auto found = std::ranges::find_if(all, [&](const Diagnostic& d) {
    return d.code == damage.code && d.span.text() == damage.marked &&
           d.message.find(damage.message) != std::string::npos;
  });
  ASSERT_NE(found, all.end()) << render(loaded.diagnostics);
  EXPECT_EQ(found->severity, Severity::warning);
  EXPECT_FALSE(found->help.empty());
}

TEST(WiringOf, AWholeScenarioIsNotWarnedOf) {
  const LoadedScenario loaded = load_text(wired_text());
  EXPECT_TRUE(loaded.scenario.has_value());
  EXPECT_TRUE(loaded.diagnostics.empty()) << render(loaded.diagnostics);
}

// What acts under the other kind of flows is meant where a variant chooses that kind.
TEST(WiringOf, BothKindsOfFlowsIsNoSlip) {
  const std::string text =
      replaced(replaced(wired_text(), "{ from: 2024-01-01, pays", "{ pays"), "uses:\n",
               "supply_response: { cut: { when: { overdue: 1 MEUR }, cut: { factor: 50 % } } }\n"
               "variants: { by_rule: { flows: behavioural } }\nuses:\n");
  const LoadedScenario loaded = load_text(text);
  EXPECT_TRUE(loaded.diagnostics.empty()) << render(loaded.diagnostics);
}

TEST(WiringOf, PaymentsThatNoWindowCovers) {
  std::string text = replaced(wired_text(), "name: w, from", "name: w, places: [here], from");
  text = replaced(text, "currency: EUR, place: here", "currency: EUR, place: there");
  const auto all = load_text(text).diagnostics.sorted();
  EXPECT_TRUE(std::ranges::any_of(all, [](const Diagnostic& d) {
    return d.code == "no_window" &&
           d.message.find("payments of the line into 'trust' are refused") != std::string::npos;
  }));
}

TEST(WiringOf, ContractBoundsFlowsThatRulesDecide) {
  std::string text = replaced(wired_text(), "flows: recorded", "flows: behavioural");
  text = replaced(text, "  recorded: [{ date: 2024-02-01, amount: 1 MEUR }]\n", "");
  text = replaced(text, "capacity: 150 MW", "contract_max: 90 MW");
  const auto all = load_text(text).diagnostics.sorted();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all.front().code, "clipped");
  EXPECT_NE(all.front().message.find("the contracted maximum cuts the flow of 'power' off on 366"),
            std::string::npos)
      << all.front().message;
}

}  // namespace
}  // namespace setoff::simulator
