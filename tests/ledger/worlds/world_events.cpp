#include "tests/ledger/worlds/world_events.h"

namespace setoff::tests {

WorldEvents events_of(std::uint64_t seed, int steps) {
  WorldEvents world;
  std::vector<std::size_t> numbers;  // of the events behind the entries
  lead(seed, steps, [&](const Books& books, const Event& event, const Result<Entry>&) {
    const auto needed = referenced_entry(event);
    std::optional<std::size_t> refers;
    if (needed && *needed < numbers.size()) refers = numbers[*needed];
    const auto number = world.size();
    if (books.entries().size() > numbers.size()) numbers.push_back(number);
    world.push_back({event, refers, number});
  });
  return world;
}

}  // namespace setoff::tests
