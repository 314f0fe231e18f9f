#pragma once
// The events of a world as a list that can be played again, with some of them left out: an event
// that names an earlier entry follows that entry to its new place, or goes with it.

#include <vector>

#include "tests/support/world_books.h"

namespace setoff::tests {

struct WorldEvent {
  Event event;
  std::optional<std::size_t> refers;  // the event of the entry that it names, in the whole world
  std::size_t number = 0;             // in the whole world
};
using WorldEvents = std::vector<WorldEvent>;

// What the seed leads to in that many events.
[[nodiscard]] WorldEvents events_of(std::uint64_t seed, int steps);

// Plays the events on books that keep refusals. `before(books, event)` and `after(books, event,
// entry)` see each; what names an entry that is left out is left out too.
template <class Before, class After>
Books play(const WorldEvents& world, Before&& before, After&& after) {
  Books books;
  books.keep_refusals();
  std::vector<std::optional<Sequence>> places;  // of the events in the whole world
  for (const auto& [original, refers, number] : world) {
    auto event = original;
    if (refers) {
      if (*refers >= places.size() || !places[*refers]) continue;
      visit_data(event.data, [&]<class T>(T& data) {
        if constexpr (requires { data.sequence; }) data.sequence = *places[*refers];
      });
    }
    before(books, event);
    const auto size = books.entries().size();
    const auto entry = books.submit(event);
    places.resize(number + 1);
    if (books.entries().size() > size) places[number] = size;
    after(books, event, entry);
  }
  return books;
}

// The events without those that can go while `fails` still says so of the rest.
template <class Fails>
WorldEvents shrink(WorldEvents world, Fails&& fails) {
  for (std::size_t size = world.size() / 2; size > 0; size = size > 1 ? (size + 1) / 2 : 0) {
    for (std::size_t from = 0; from < world.size();) {
      WorldEvents fewer(world.begin(), world.begin() + static_cast<std::ptrdiff_t>(from));
      for (std::size_t i = from + size; i < world.size(); ++i)
        fewer.push_back(world[i]);
      if (fails(fewer))
        world = std::move(fewer);
      else
        from += size;
    }
  }
  return world;
}

}  // namespace setoff::tests
