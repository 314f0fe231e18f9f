#pragma once
// The words of an entry that people look for: ids and names in the event, accounts and lots of its
// postings, the code of a refusal. No errors.

#include <functional>
#include <string_view>

#include "ledger/core/entry.h"

namespace setoff::cli {

// Stops at the first word for which `visit` is true, and tells whether there was one.
[[nodiscard]] bool any_word(const Entry& entry, const std::function<bool(std::string_view)>& visit);

// Whether `text` holds `part`; ASCII letters match in either case.
[[nodiscard]] bool holds(std::string_view text, std::string_view part);

}  // namespace setoff::cli
