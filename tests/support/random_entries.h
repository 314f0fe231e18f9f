#pragma once
// Random entries around random events: postings, links, refusals of any kind, for tests of
// encodings. They need not be valid under the rules.

#include "tests/support/random_events.h"

#include "ledger/event/entry.h"

namespace setoff::test {

class RandomEntries {
 public:
  explicit RandomEntries(std::uint64_t seed) : events_(seed), random_(seed ^ 0x9E3779B97F4A7C15U) {}

  Entry entry(EventType type) {
    Entry entry;
    entry.sequence = random_();
    entry.event = events_.event(type);
    if (!entry.event.booked)
      entry.event.booked = Timestamp(static_cast<std::int64_t>(random_() >> 1U));
    if (below(4) == 0) entry.refusal = refusal();
    for (auto count = below(4); count > 0; --count)
      entry.links.push_back({static_cast<LinkKind>(below(5)), below(1000)});
    for (auto count = below(5); count > 0; --count)
      entry.postings.push_back(posting());
    return entry;
  }

 private:
  std::uint64_t below(std::uint64_t bound) { return random_() % bound; }
  Code refusal() {
    const auto codes = all_codes();
    for (;;)
      if (const auto& facts = codes[below(codes.size())]; facts.family == Family::refused)
        return facts.code;
  }
  Posting posting() {
    Posting posting;
    posting.account = "assets:owner-" + std::to_string(below(9)) + ":claim:buyer:line";
    if (below(2) == 0) posting.lot = "lot-" + std::to_string(below(1000));
    constexpr std::string_view kCodes[] = {"EUR", "IQD", "m3", "MWh"};
    posting.commodity = *find_commodity(kCodes[below(std::size(kCodes))]);
    posting.amount = static_cast<std::int64_t>(random_());
    if (below(2) == 0) posting.previous = random_();
    posting.balance = static_cast<std::int64_t>(random_());
    if (below(3) == 0) posting.on = kFirstDay + static_cast<int>(below(100'000));
    return posting;
  }

  RandomEvents events_;
  std::mt19937_64 random_;
};

}  // namespace setoff::test
