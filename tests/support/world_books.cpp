#include "tests/support/world_books.h"

namespace setoff::tests {

Books lead(std::uint64_t seed, int steps, const VisitEvent& visit) {
  RandomWorld world(seed);
  Books books;
  books.keep_refusals();
  for (int i = 0; i < steps; ++i) {
    const auto event = world.next(books);
    const auto entry = books.submit(event);
    if (visit) visit(books, event, entry);
  }
  return books;
}

}  // namespace setoff::tests
