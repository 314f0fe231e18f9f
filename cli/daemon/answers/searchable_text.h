#pragma once
// The searchable words of an entry: ids and names in the event, accounts and lots of its postings,
// the code of a refusal. No errors.

#include <functional>
#include <string_view>

#include "ledger/event/entry.h"

namespace setoff::cli {

// Stops at the first word for which `visit` returns true; returns whether there was one.
[[nodiscard]] bool any_text_matches(const Entry& entry,
                                    const std::function<bool(std::string_view)>& visit);

// Whether `text` contains `part`, ignoring the case of ASCII letters.
[[nodiscard]] bool contains_ignoring_case(std::string_view text, std::string_view part);

}  // namespace setoff::cli
