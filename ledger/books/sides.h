#pragma once
// Sides: a draft may leave no account and no lot on the wrong side, on the value date of a leg or
// any later day. What it adds on a later day does not make up for what it lacks before. Errors:
// overflow if a balance would not fit into 64 bits; exceeds_lot for a debt, insufficient_available
// for all else.

#include "ledger/books/books_after.h"

namespace setoff {

// For books with a draft whose legs post() has looked up.
[[nodiscard]] Status check_sides(const BooksAfter& after);

}  // namespace setoff
