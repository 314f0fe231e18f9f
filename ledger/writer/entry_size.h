#pragma once
// Size limit of an entry: whether the postings of a draft fit together with the event into
// kEntrySizeMax bytes. The book refuses an event that does not fit before booking it, and replay
// applies the same test.

#include "ledger/books/draft.h"

namespace setoff {

// `front_size` is the number of bytes that encode_front() wrote for the event.
[[nodiscard]] bool fits_entry(std::size_t front_size, const Draft& draft);

}  // namespace setoff
