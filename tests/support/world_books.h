#pragma once
// Runs books through a random world, with a callback for each event.

#include <functional>

#include "tests/support/random_world.h"

namespace setoff::tests {

using VisitEvent = std::function<void(const Books&, const Event&, const Result<Entry>&)>;

// Submits `steps` events to new books. `visit` gets each event with its entry or error. The books
// keep refusals, as a ledger does.
Books lead(std::uint64_t seed, int steps, const VisitEvent& visit = {});

}  // namespace setoff::tests
