#pragma once
// Checks the form of an event of any type: names are well-formed, amounts are positive, days are
// within the books' range, and texts are valid. Runs before every rule. Errors: bad_field with the
// member's path.

#include <string_view>

#include "ledger/event/event.h"

namespace setoff {

[[nodiscard]] Status check_form(const Event& event);

// Whether the member's name says that it is a person or a party. These have one spelling, so that
// the same one is always written the same.
[[nodiscard]] bool names_a_party(std::string_view member);
// Whether the member's amount may be zero or negative: a limit of zero, a statement's balances.
[[nodiscard]] bool may_be_any_amount(std::string_view member);
// The only currency that may be omitted.
inline constexpr std::string_view kPivot = "pivot";

}  // namespace setoff
