// Draws are keyed by what they are for: an entry that is inserted into a list moves no other draw,
// and two entries that nothing tells apart are an error.

#include <gtest/gtest.h>

#include <map>

#include "tests/simulator/engine/small_world.h"
#include "tests/support/scenario_fixture.h"
#include "tests/support/simulation.h"

namespace setoff::simulator::tests {
namespace {

const std::string kDrawnApprovals =
    "seed: 7\n"
    "releases:\n  approval: { lag: uniform(5 days..60 days), approve: uniform(20 %..90 %) }\n"
    "  requests:\n";
const std::string kMonthly =
    "    - { account: trust, purpose: food, payee: house, every: month, share: 20 % }\n";

// Day and amount of each decision on the food that is asked for every month.
std::map<std::string, std::pair<std::string, std::string>> decisions(const Simulation& trial) {
  std::map<std::string, std::pair<std::string, std::string>> found;
  for (const Event* event : trial.booked<ReleaseApproved>()) {
    const auto& data = std::get<ReleaseApproved>(event->data);
    if (data.release.find("-month-") != std::string::npos)
      found[data.release] = {event->value_date.text(), data.amount.text()};
  }
  return found;
}

TEST(Draws, DoNotMoveWhenARequestIsInsertedBeforeThem) {
  const auto base = decisions(run_text(small_world("10 MEUR", kDrawnApprovals + kMonthly)));
  ASSERT_GE(base.size(), 3U);
  for (const char* inserted :
       {"    - { account: trust, purpose: feed, payee: house, date: 2024-06-29, amount: 1 kEUR }\n",
        "    - { account: trust, purpose: food, payee: house, date: 2024-06-29, amount: 1 kEUR }\n",
        "    - { account: trust, purpose: food, payee: house, every: week, share: 1 %, from: "
        "2024-06-25 }\n"})
    EXPECT_EQ(decisions(run_text(small_world("10 MEUR", kDrawnApprovals + inserted + kMonthly))),
              base)
        << inserted;
}

// Nor when another block gets an entry that changes nothing by itself.
TEST(Draws, DoNotMoveWhenOtherBlocksGetEntries) {
  const std::string world = small_world("10 MEUR", kDrawnApprovals + kMonthly);
  const auto base = decisions(run_text(world));
  ASSERT_GE(base.size(), 3U);
  const std::string far = "  far: { bank: bank, owner: company, currency: EUR, place: here }\n";
  const std::string stalled =
      replaced(world, "approve: uniform(20 %..90 %)",
               "approve: uniform(20 %..90 %), stalls: [{ from: 2024-06-29, to: 2024-06-30 }]");
  for (const auto& changed :
       {replaced(world, "accounts:\n", "accounts:\n" + far),
        replaced(replaced(world, "accounts:\n", "accounts:\n" + far), "  requests:\n",
                 "  transfers: [{ date: 2024-06-30, from: trust, to: far, amount: 1 EUR }]\n"
                 "  requests:\n"),
        world + "limits: { lid: { account: trust, kind: cap, amount: 1 BEUR } }\n",
        world + "openings: { claims: [{ line: power, amount: 1 EUR, due: 2030-01-01 }] }\n",
        stalled})
    EXPECT_EQ(decisions(run_text(changed)), base) << changed;
  // A use asks for its money, of which shares of what is free are a little less: the days stand.
  const auto used = decisions(run_text(
      world +
      "uses: { one: { date: 2024-06-30, amount: 1 EUR, account: trust, purpose: feed, payee: house "
      "} }\n"));
  ASSERT_EQ(used.size(), base.size());
  for (const auto& [release, decided] : base)
    EXPECT_EQ(used.at(release).first, decided.first) << release;
}

TEST(Draws, DoNotMoveWhenARuleOfArrearsIsInsertedBeforeThem) {
  const auto world = [](const std::string& inserted) {
    return replaced(small_world("10 MEUR", "seed: 3\n"), "payments: { accounts: { power: trust } }",
                    "payments:\n  accounts: { power: trust }\n  behaviour:\n    from: 2024-01-01\n"
                    "    pays: { share: 10 %, after: 5 days }\n    arrears:\n" +
                        inserted + "      - { every: month, share: uniform(10 %..60 %) }\n");
  };
  const Simulation base = run_text(world(""));
  const Simulation other =
      run_text(world("      - { every: quarter, share: uniform(1 %..2 %), from: 2024-06-30 }\n"));
  ASSERT_GT(base.sum("paid.power"), 0);
  EXPECT_EQ(other.result().daily.find("paid.power")->values,
            base.result().daily.find("paid.power")->values);
}

std::string faults_in(const std::string& text) {
  return render(load_text(text).diagnostics);
}

TEST(Draws, EntriesThatAreAlikeNeedNames) {
  const std::string twice = small_world("10 MEUR", kDrawnApprovals + kMonthly + kMonthly);
  const std::string faults = faults_in(twice);
  EXPECT_NE(faults.find("two requests are 'food-house-trust-month'"), std::string::npos) << faults;
  const auto named = [](const std::string& name) {
    return replaced(kMonthly, "share: 20 %", "share: 20 %, name: " + name);
  };
  const Simulation apart =
      run_text(small_world("10 MEUR", kDrawnApprovals + named("first") + named("second")));
  EXPECT_GT(apart.count(EventType::release_approved), 4U);
  const std::string again =
      faults_in(small_world("10 MEUR", kDrawnApprovals + named("first") + named("first")));
  EXPECT_NE(again.find("two requests are 'first'"), std::string::npos) << again;
}

TEST(Draws, EntriesThatFollowEachOtherAreNotAlike) {
  const auto until = [](const std::string& days) {
    return replaced(kMonthly, "share: 20 %", "share: 20 %, " + days);
  };
  EXPECT_EQ(faults_in(small_world("10 MEUR", kDrawnApprovals + until("to: 2024-03-31") +
                                                 until("from: 2024-04-01")))
                .find("error["),
            std::string::npos);
}

TEST(Conversions, ThatAreInForceTogetherAreAnError) {
  const std::string faults =
      faults_in(replaced(small_world("10 MEUR",
                                     "fx: { rates: { a: { unit: USD/EUR, value: 1.1 } } }\n"
                                     "releases:\n  approval: { lag: 0 days }\n  conversions:\n"
                                     "    - { from: trust, to: one, until: 2024-03-01 }\n"
                                     "    - { from: trust, to: two, since: 2024-03-01 }\n"),
                         "accounts:\n",
                         "accounts:\n"
                         "  one: { bank: bank, owner: company, currency: USD, place: here }\n"
                         "  two: { bank: bank, owner: company, currency: USD, place: here }\n"));
  EXPECT_NE(faults.find("two conversions of 'trust' are in force on 2024-03-01"), std::string::npos)
      << faults;
}

}  // namespace
}  // namespace setoff::simulator::tests
