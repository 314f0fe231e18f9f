#pragma once
// The room of an entry: whether what a draft posts fits beside the event, at most kEntrySizeMax
// bytes in all. The book refuses what does not fit before it books it, and replay judges the same.

#include "ledger/core/draft.h"

namespace setoff {

// `front_size` is what encode_front() gave for the event.
[[nodiscard]] bool fits_entry(std::size_t front_size, const Draft& draft);

}  // namespace setoff
