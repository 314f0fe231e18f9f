// The laws of a run over random scenarios of all blocks. SETOFF_SCENARIOS=100000 for a long run,
// SETOFF_SCENARIO=seed for one scenario, SETOFF_SCENARIO_OUT=folder to have each written as
// scenario-SEED.yaml with the events of its run and their outcomes beside it (JSON lines), so that
// another program can compute them.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>

#include "ledger/exchange/event_json.h"
#include "tests/simulator/worlds/random_scenario.h"
#include "tests/simulator/worlds/scenario_laws.h"
#include "tests/support/scenario_text.h"

namespace setoff::simulator::tests {
namespace {

constexpr std::uint64_t kScenarios = 2'000;
constexpr std::uint64_t kParts = 8;  // each a test of its own, so that they run beside each other
constexpr std::size_t kShown = 3;    // breaches of a law
constexpr std::uint64_t kFaultyMax = 2;  // per cent of the texts

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const char* const text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

void write_out(std::uint64_t seed, const std::string& text, const Life& life) {
  const char* const folder = std::getenv("SETOFF_SCENARIO_OUT");
  if (folder == nullptr) return;
  const std::string name = std::string(folder) + "/scenario-" + std::to_string(seed);
  std::ofstream(name + ".yaml") << text;
  std::string lines;
  for (const auto& lived : life.events()) {
    RecordedOutcome outcome;
    outcome.refusal = lived.refusal;
    print_event(lived.event, outcome, lines);
    lines += '\n';
  }
  std::ofstream(name + ".jsonl") << lines;
}

class ScenarioWorlds : public testing::TestWithParam<std::uint64_t> {
 protected:
  template <class Distribution>
  void of_each(Distribution law) {
    if (const auto one = number_from("SETOFF_SCENARIO", 0); one != 0)
      return GetParam() == 0 ? ask(one, law) : void();
    const auto count = number_from("SETOFF_SCENARIOS", kScenarios);
    for (std::uint64_t seed = 1 + GetParam(); seed <= count; seed += kParts)
      ask(seed, law);
    EXPECT_LE(faulty_ * 100, count / kParts * kFaultyMax) << "too many texts have faults";
  }

  // The life of a text; null if the text has faults.
  std::unique_ptr<Life> live(std::uint64_t seed, const Variation& variation = {}) {
    auto life = std::make_unique<Life>(random_scenario(seed, variation));
    if (life->faults().empty()) return life;
    ++faulty_;
    if (number_from("SETOFF_SCENARIO", 0) == seed) std::printf("%s\n", life->faults().c_str());
    return nullptr;
  }

 private:
  template <class Distribution>
  void ask(std::uint64_t seed, Distribution law) {
    Breaches breaches;
    law(seed, breaches);
    std::map<std::string, std::string> first;
    for (const auto& breach : breaches)
      first.emplace(breach.law, breach.what);
    for (const auto& [name, what] : first)
      if (++broken_[name] <= kShown)
        ADD_FAILURE() << "'" << name << "' is broken in scenario " << seed << ": " << what;
  }
  void TearDown() override {
    for (const auto& [law, scenarios] : broken_)
      std::printf("'%s' is broken in %zu scenarios\n", law.c_str(), scenarios);
  }

  std::map<std::string, std::size_t> broken_;  // scenarios that break each law
  std::uint64_t faulty_ = 0;
};

TEST_P(ScenarioWorlds, HoldTheLawsOfARun) {
  of_each([&](std::uint64_t seed, Breaches& breaches) {
    const auto life = live(seed);
    if (life == nullptr) return;
    write_out(seed, random_scenario(seed), *life);
    check_end(*life, breaches);
    if (!life->ended()) return;
    check_cuts(*life, breaches);
    check_payments(*life, breaches);
    check_retries(*life, breaches);
    check_waiting(*life, breaches);
    check_parts(*life, breaches);
    check_two_way(*life, breaches);
    check_audit(*life, breaches);
  });
}

TEST_P(ScenarioWorlds, DoNotDependOnHowTheyAreWritten) {
  constexpr std::uint64_t kOneIn = 4;
  of_each([&](std::uint64_t seed, Breaches& breaches) {
    if (seed / kParts % kOneIn != 0) return;
    const std::string text = random_scenario(seed);
    auto sections = sections_of(text);
    for (auto& section : sections)
      section = reversed_keys(section);
    std::ranges::reverse(sections);
    const Life life(text);
    const Life written(other_prefixes(other_comments(joined(sections))));
    if (!life.faults().empty() || !life.ended()) return;
    EXPECT_EQ(written.faults(), "") << seed;
    if (written.ended()) check_writing(life, written, breaches);
  });
}

TEST_P(ScenarioWorlds, GoOnAfterAStopAsIfThereHadBeenNone) {
  constexpr std::uint64_t kOneIn = 2;
  of_each([&](std::uint64_t seed, Breaches& breaches) {
    if (seed / kParts % kOneIn != 0) return;
    const auto life = live(seed);
    if (life != nullptr && life->ended()) check_stop(*life, seed, breaches);
  });
}

TEST_P(ScenarioWorlds, ChargeNoLessForLaterPayment) {
  of_each([&](std::uint64_t seed, Breaches& breaches) {
    const auto life = live(seed, {.paying_only = true});
    const auto later =
        live(seed, {.later_days = 1 + static_cast<int>(seed % 40), .paying_only = true});
    if (life == nullptr || later == nullptr || !life->ended() || !later->ended()) return;
    check_delay(*life, *later, breaches);
  });
}

TEST_P(ScenarioWorlds, AreNotMovedByWhatIsInserted) {
  of_each([&](std::uint64_t seed, Breaches& breaches) {
    const auto life = live(seed);
    const auto inserted = live(seed, {.inserted = true});
    if (life == nullptr || inserted == nullptr || !life->ended() || !inserted->ended()) return;
    check_insertion(*life, *inserted, breaches);
  });
}

INSTANTIATE_TEST_SUITE_P(Part, ScenarioWorlds, testing::Range<std::uint64_t>(0, kParts));

}  // namespace
}  // namespace setoff::simulator::tests
