// Laws of a run over random small scenarios: two currencies with a rate that steps, drawn delays,
// waiver windows with gaps, releases, goods. A failing case prints its text.

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "ledger/crypto/encoding.h"
#include "ledger/query/balances.h"
#include "ledger/query/claims.h"
#include "tests/simulator/scenario/fixture.h"
#include "tests/support/scenario_text.h"
#include "tests/support/simulation.h"

namespace setoff::sim::tests {
namespace {

int number(int low, int high) {
  return *rc::gen::inRange(low, high + 1);
}

std::string one_of_texts(std::initializer_list<std::string> texts) {
  return *rc::gen::elementOf(std::vector<std::string>(texts));
}

std::string any_waiver(Day first) {
  if (number(0, 3) == 0) return "";
  std::string text = "waiver:\n  guards: " + one_of_texts({"debits", "debits_and_credits"}) +
                     "\n  in_flight: " + one_of_texts({"run_off", "freeze", "kill"}) +
                     "\n  windows:\n";
  Day at = first + number(-20, 20);
  for (int i = number(1, 3); i > 0; --i) {
    const int length = number(10, 50);
    text += "    - { from: " + at.text() + ", length: " + std::to_string(length) + " days }\n";
    at = at + length + number(0, 30);
  }
  return text;
}

std::string any_goods() {
  std::string text = "imports:\n  account: trust\n  buyer: agency\n  rationing: " +
                     one_of_texts({"by_priority", "in_proportion"}) +
                     "\n  tolerance: " + one_of_texts({"0 %", "5 %"}) +
                     "\n  landing_loss: " + one_of_texts({"0 %", "0.5 %"}) +
                     "\n  order_every: " + one_of_texts({"week", "month"}) +
                     "\n  pipeline:\n"
                     "    - { stage: open_credit, takes: 3 days, pay: 20 % }\n"
                     "    - { stage: shipping, takes: gamma(mean 12 days cv 30 %), pay: 80 % }\n"
                     "    - { stage: customs, takes: 2 days }\n  goods:\n";
  for (const char* name : {"corn", "wheat"})
    text += std::string("    ") + name + ": { priority: " + std::to_string(number(1, 2)) +
            ", need: " + std::to_string(number(50, 900)) +
            " kt/year, price: 211.37 USD/t, parcel: 3 kt, stock: { opening: 20 days, floor: 10 "
            "days, target: 40 days }, supplier: house, purpose: food }\n";
  return text;
}

std::string any_releases() {
  return "releases:\n  approval: { lag: " +
         one_of_texts({"5 days", "exponential(mean 9 days)", "4 business days"}) +
         ", approve: " + one_of_texts({"100 %", "chance(80 %)", "uniform(40 %..90 %)"}) +
         ", valid_for: " + std::to_string(number(20, 90)) + " days }\n" +
         "  requests: [{ account: trust, purpose: food, payee: house, every: " +
         one_of_texts({"week", "month"}) + ", share: " + std::to_string(number(10, 60)) + " % }]\n";
}

std::string any_scenario() {
  SmallScenario small;
  const Day first = *parse_day("2024-01-01") + number(0, 500);
  small.from = first.text();
  small.to = (first + number(40, 110)).text();
  small.months = one_of_texts({"gregorian", "solar_hijri"});
  small.quantity = std::to_string(number(1, 2'000)) + " MWh/day";
  small.price =
      "6" + std::to_string(number(0, 9)) + "." + std::to_string(number(0, 9'999)) + " USD/MWh";
  small.invoice = "{ every: " + one_of_texts({"day", "month"}) +
                  ", due: " + std::to_string(number(0, 30)) + " days, grace: 3 days }";
  small.pays = one_of_texts({"{ share: 100 %, after: 20 days }",
                             "{ share: uniform(30 %..70 %), after: exponential(mean 25 days) }",
                             "{ share: 61.7 %, after: 5 business days }"});
  small.more_behaviour =
      one_of_texts({"", ", arrears: [{ every: month, share: 33.3 %, at_most: 300 kUSD }]"});
  small.opening = std::to_string(number(0, 900'000)) + ".37 USD";
  small.more = any_waiver(first) + any_releases() + any_goods() +
               "fx:\n  rates:\n    dinar: { unit: IQD/USD, steps: { 2023-01-01: 1310, " +
               (first + number(1, 40)).text() + ": " + std::to_string(number(900, 1'900)) +
               " } }\n  carry: [{ account: trust, rate: " + one_of_texts({"2 %", "-0.7 %"}) +
               "/year, every: " + one_of_texts({"day", "month"}) + " }]\n";
  std::string text = small.text();
  const std::string books = one_of_texts({"USD", "IQD"});
  const std::string account = one_of_texts({"USD", "IQD"});
  text = replaced(text, "contract: USD", "contract: " + books);
  text = replaced(text, "owner: company, currency: USD", "owner: company, currency: " + account);
  return text;
}

// The text, and what the run made of it.
Simulation any_run(std::string& text) {
  text = any_scenario();
  RC_LOG(text);
  return run_text(text);
}

RC_GTEST_PROP(AnyRun, IsBalancedEveryDayAndReplaysToItsRoot, ()) {
  std::string text;
  const Simulation run = any_run(text);
  for (std::size_t day = 0; day < run.days(); ++day)
    RC_ASSERT(run.at("imbalance", day) == 0);
  auto again = Book::open(const_cast<JournalPort&>(run.journal()));
  RC_ASSERT(again.has_value());
  RC_ASSERT((*again)->root() == *digest_from_hex(run.root()));
}

// The run's own table against the ledger's answer, on every tenth day.
RC_GTEST_PROP(AnyRun, ShowsWhatTheLedgerAnswers, ()) {
  std::string text;
  const Simulation run = any_run(text);
  for (std::size_t day = 0; day < run.days(); day += 10) {
    const Day on = run.result().daily.days[day];
    const auto claims = setoff::claims_on(run.state(), on);
    RC_ASSERT(claims.has_value());
    const LineClaims& line = claims->lines.front();
    RC_ASSERT(line[ClaimPart::undue] == run.at("claims.power.undue", day));
    RC_ASSERT(line[ClaimPart::due] == run.at("claims.power.due", day));
    RC_ASSERT(line[ClaimPart::overdue] == run.at("claims.power.overdue", day));
    RC_ASSERT(line[ClaimPart::restricted] == run.at("claims.power.restricted", day));
    RC_ASSERT(line[ClaimPart::requested] == run.at("claims.power.requested", day));
    RC_ASSERT(line[ClaimPart::approved] == run.at("claims.power.approved", day));
    RC_ASSERT(line.group(ClaimGroup::spent) ==
              run.at("claims.power.transit", day) + run.at("claims.power.landed", day) +
                  run.at("claims.power.loss", day) + run.at("claims.power.purpose", day));
    RC_ASSERT(line.earned == run.at("earned.power", day));
    RC_ASSERT(check_trial(run.state(), on).has_value());
  }
}

RC_GTEST_PROP(AnyRun, DoesNotDependOnHowItIsWritten, ()) {
  std::string text;
  const Simulation run = any_run(text);
  auto sections = sections_of(text);
  sections =
      *rc::gen::arbitrary<bool>() ? std::vector(sections.rbegin(), sections.rend()) : sections;
  for (auto& section : sections)
    section = reversed_keys(section);
  const Simulation other = run_text(other_prefixes(other_comments(joined(sections))));
  RC_ASSERT(other.root() == run.root());
  RC_ASSERT(other.result() == run.result());
}

}  // namespace
}  // namespace setoff::sim::tests
