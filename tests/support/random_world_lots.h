#pragma once
// Templates of RandomWorld shared by its source files.

#include "tests/support/random_world.h"

namespace setoff::tests {

template <class F>
std::string RandomWorld::any_lot(const std::function<bool(const Lot&, const F&)>& fits) {
  std::vector<const Lot*> found;
  for (std::uint32_t i = 0; i < state().lots.size(); ++i) {
    const auto& lot = state().lots[LotId(i)];
    const auto* facts = lot.facts.find<F>();
    if (facts != nullptr && !lot.reversed && fits(lot, *facts)) found.push_back(&lot);
  }
  return found.empty() ? std::string() : any_of(found)->name;
}

}  // namespace setoff::tests
