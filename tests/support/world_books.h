#pragma once
// Runs books through a random world, with a callback for each event.

#include "tests/support/random_world.h"

namespace setoff::test {

// Submits `steps` events to new books. `visit(books, event, entry)` gets each event with its entry
// or error. The books keep refusals, as a ledger does.
template <class Visit>
Books lead(std::uint64_t seed, int steps, Visit&& visit) {
  RandomWorld world(seed);
  Books books;
  books.keep_refusals();
  for (int i = 0; i < steps; ++i) {
    const auto event = world.next(books);
    const auto entry = books.submit(event);
    visit(books, event, entry);
  }
  return books;
}
inline Books lead(std::uint64_t seed, int steps) {
  return lead(seed, steps, [](const Books&, const Event&, const Result<Entry>&) {});
}

}  // namespace setoff::test
