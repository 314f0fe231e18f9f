#pragma once
// The form of an event, whatever its type: names are names, amounts are positive, days are within
// the books' range, texts are text. Runs before every rule. Errors: bad_field with the member's
// path.

#include <string_view>

#include "ledger/core/event.h"

namespace setoff {

[[nodiscard]] Status check_form(const Event& event);

// What the name of a member adds to the form of its type.
// Persons and parties have one spelling: whoever is the same is written the same.
[[nodiscard]] bool has_one_spelling(std::string_view member);
// Amounts that may be zero or negative: a limit of zero, a statement's balances.
[[nodiscard]] bool may_be_any_amount(std::string_view member);
// The one currency that may be left out.
inline constexpr std::string_view kPivot = "pivot";

}  // namespace setoff
