#pragma once
// Random events of every type, filled through the `fields` lists with any value that a member can
// hold and its text form can express, and random entries around them, for tests of encodings. They
// need not pass the rules. The same seed generates the same events.

#include <random>

#include "ledger/event/entry.h"

namespace setoff::tests {

class RandomEvents {
 public:
  explicit RandomEvents(std::uint64_t seed) : random_(seed) {}
  [[nodiscard]] Event event(EventType type);

 private:
  std::mt19937_64 random_;
};

// With postings, links, and refusals of any kind.
class RandomEntries {
 public:
  explicit RandomEntries(std::uint64_t seed) : events_(seed), random_(seed ^ 0x9E3779B97F4A7C15U) {}
  [[nodiscard]] Entry entry(EventType type);

 private:
  [[nodiscard]] std::uint64_t below(std::uint64_t bound) { return random_() % bound; }
  [[nodiscard]] Code refusal();
  [[nodiscard]] Posting posting();

  RandomEvents events_;
  std::mt19937_64 random_;
};

}  // namespace setoff::tests
