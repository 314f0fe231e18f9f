// Windows of authority: restricted money moves inside them and not outside, by line, purpose and
// place; payments in where the file says so; credits that outlive their window by its rule.

#include <gtest/gtest.h>

#include "tests/simulator/engine/small_world.h"
#include "tests/support/simulation.h"

namespace setoff::simulator::tests {
namespace {

// January, and again from March on; no window in February.
std::string waiver(const std::string& terms) {
  return "waiver:\n" + terms +
         "  windows: [{ from: 2024-01-01, to: 2024-01-31 }, { from: 2024-03-01, length: 200 days "
         "}]\n";
}

// One payment of 1 MEUR, asked for and decided on its day.
std::string hall_on(const std::string& date) {
  return "releases:\n  approval: { lag: 0 days }\nuses:\n  hall: { date: " + date +
         ", amount: 1 MEUR, account: trust, purpose: food, payee: house }\n";
}

// The day of the only payment for the hall; empty if it was never paid.
std::string paid_on(const Simulation& trial) {
  const auto paid = trial.booked<PurposePaid>();
  EXPECT_LE(paid.size(), 1U);
  return paid.empty() ? "" : paid.front()->value_date.text();
}

TEST(Windows, HoldOnTheirLastDayAndNotOnTheNext) {
  const auto on = [](const std::string& date) {
    return run_text(small_world("10 MEUR", waiver("") + hall_on(date)));
  };
  EXPECT_EQ(paid_on(on("2024-01-31")), "2024-01-31");
  const Simulation late = on("2024-02-05");
  EXPECT_EQ(paid_on(late), "2024-03-01");  // the day a window opens
  EXPECT_EQ(late.refused(EventType::release_approved, Code::window_closed), 1U);
}

TEST(Windows, CoverTheirPurposesAndPlaces) {
  const auto under = [](const std::string& terms) {
    std::string text = small_world("10 MEUR", waiver(terms) + hall_on("2024-01-10"));
    text.insert(text.find("exports:"),
                "  far: { bank: bank, owner: company, currency: EUR, place: there }\n");
    return run_text(text);
  };
  EXPECT_EQ(paid_on(under("  purposes: [food]\n")), "2024-01-10");
  EXPECT_EQ(paid_on(under("  purposes: [feed]\n")), "");
  EXPECT_EQ(paid_on(under("  places: [here, there]\n")), "2024-01-10");
  EXPECT_EQ(paid_on(under("  places: [there]\n")), "");
}

TEST(Windows, GuardPaymentsInOnlyIfTheFileSaysSo) {
  const auto received = [](const std::string& terms) {
    std::string text = small_world("10 MEUR", waiver(terms));
    const std::string payments = "payments: { accounts: { power: trust } }";
    text.replace(text.find(payments), payments.size(),
                 "payments: { accounts: { power: trust }, recorded: [{ date: 2024-02-05, amount: 1 "
                 "MEUR }] }");
    const Simulation trial = run_text(text);
    const auto paid = trial.booked<PaymentReceived>();
    return paid.size() == 1 ? paid.front()->value_date.text() : "";
  };
  EXPECT_EQ(received("  guards: debits\n"), "2024-02-05");
  EXPECT_EQ(received("  guards: debits_and_credits\n"), "2024-03-01");
}

// A credit of 8 January whose papers come on 7 February, between the windows.
struct Flight {
  std::string honoured;  // the day, or empty
  std::int64_t landed = 0;
  std::size_t given_up = 0;
};
Flight in_flight(const std::string& rule) {
  const Simulation trial = run_text(small_world(
      "10 MEUR",
      waiver("  in_flight: " + rule + "\n") +
          "releases:\n  approval: { lag: 0 days }\n  requests: [{ account: trust, purpose: food, "
          "payee: house, date: 2024-01-02, amount: 100 kEUR }]\n"
          "imports:\n  account: trust\n  buyer: agency\n  order_every: week\n"
          "  pipeline: [{ stage: open_credit, takes: 5 days }, { stage: shipping, takes: 25 days, "
          "pay: 100 % }, { stage: customs, takes: 5 days }]\n"
          "  goods:\n    wheat: { need: 100 t/day, price: 100 EUR/t, parcel: 1 kt, supplier: "
          "house, purpose: food, stock: { target: 30 days } }\n"));
  const auto honoured = trial.booked<CreditHonoured>();
  return {honoured.empty() ? "" : honoured.front()->value_date.text(), trial.sum("landed.wheat"),
          trial.result().notes.size()};
}

TEST(Windows, CreditsThatOutliveThemFollowTheRule) {
  const Flight run_off = in_flight("run_off");
  EXPECT_EQ(run_off.honoured, "2024-02-07");
  EXPECT_EQ(run_off.landed, 1'000'000);
  const Flight freeze = in_flight("freeze");
  EXPECT_EQ(freeze.honoured, "2024-03-01");  // when the next window opens
  EXPECT_EQ(freeze.landed, 1'000'000);
  // The first order is given up, and its approval pays a new one whose credit waits for the window.
  const Flight kill = in_flight("kill");
  EXPECT_EQ(kill.honoured, "2024-03-31");
  EXPECT_EQ(kill.given_up, 1U);
  EXPECT_EQ(run_off.given_up + freeze.given_up, 0U);
}

}  // namespace
}  // namespace setoff::simulator::tests
