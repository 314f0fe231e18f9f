// The laws of the books over random worlds of all event types. SETOFF_WORLDS=100000 for a long run,
// SETOFF_WORLD=seed for one world, SETOFF_WORLD_STEPS=n for worlds of another length,
// SETOFF_WORLD_OUT=folder to have the worlds written as JSON lines with the outcome of each event,
// so that another program can compute them. That each law is seen when it is broken:
// broken_laws_test.cpp of the audit.

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "ledger/exchange/event_json.h"
#include "tests/ledger/worlds/world_laws.h"

namespace setoff::tests {
namespace {

constexpr std::uint64_t kWorlds = 2'400;
constexpr std::uint64_t kParts = 8;  // each a test of its own, so that they run beside each other
constexpr int kSteps = 140;
constexpr std::uint64_t kOneOf = 60;  // worlds is a long one
constexpr int kStepsOfLong = 700;
constexpr std::size_t kShown = 3;  // counterexamples of a law

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const char* const text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

int steps_of(std::uint64_t seed) {
  const auto usual = seed % kOneOf == 0 ? kStepsOfLong : kSteps;
  return static_cast<int>(number_from("SETOFF_WORLD_STEPS", static_cast<std::uint64_t>(usual)));
}

void write_out(const WorldEvents& world, std::uint64_t seed) {
  const char* const folder = std::getenv("SETOFF_WORLD_OUT");
  if (folder == nullptr) return;
  std::string lines;
  play(
      world, [](const Books&, const Event&) {},
      [&](const Books&, const Event& event, const Result<Entry>& entry) {
        if (!entry && entry.error().family() != Family::refused) return;
        RecordedOutcome outcome;
        if (!entry) outcome.refusal = entry.error().code;
        print_event(event, outcome, lines);
        lines += '\n';
      });
  std::ofstream(std::string(folder) + "/world-" + std::to_string(seed) + ".jsonl") << lines;
}

class Worlds : public testing::TestWithParam<std::uint64_t> {
 protected:
  void hold_the_laws(std::uint64_t seed) {
    const auto world = events_of(seed, steps_of(seed));
    write_out(world, seed);
    std::set<std::string> broken;
    for (const auto& breach : breaches_of(world))
      broken.insert(breach.law);
    for (const auto& law : broken)
      if (++failed_[law] <= kShown)
        ADD_FAILURE() << law << " is broken in world " << seed << ": "
                      << counterexample(world, law);
  }
  void TearDown() override {
    for (const auto& [law, worlds] : failed_)
      std::printf("%s is broken in %zu worlds\n", law.c_str(), worlds);
  }

  std::map<std::string, std::size_t> failed_;  // worlds that break each law
};

TEST_P(Worlds, HoldTheLaws) {
  if (const auto one = number_from("SETOFF_WORLD", 0); one != 0)
    return GetParam() == 0 ? hold_the_laws(one) : void();
  const auto count = number_from("SETOFF_WORLDS", kWorlds);
  for (std::uint64_t seed = 1 + GetParam(); seed <= count; seed += kParts)
    hold_the_laws(seed);
}
INSTANTIATE_TEST_SUITE_P(Part, Worlds, testing::Range<std::uint64_t>(0, kParts));

}  // namespace
}  // namespace setoff::tests
