#pragma once
// Checks that there is money for all earmarks: what a draft would leave on a line's part of a
// restricted account, on the value date and on every later day with postings or new rules. Neither
// the live earmarks nor the live holds may exceed the money, and the holds under an approval may
// not exceed what is left of the approval. The check applies windows and rules as the draft changes
// them, which may make ended holds live again. A shortfall that existed before and does not grow is
// not refused. Errors: exceeds_approval, insufficient_free, insufficient_available.

#include "ledger/books/books_after.h"

namespace setoff {

// For books with a draft whose legs post() has looked up.
[[nodiscard]] Status check_earmarks(const BooksAfter& after);

}  // namespace setoff
