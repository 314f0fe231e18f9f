#pragma once
// The form of an event, whatever its type: names are names, amounts are positive, days are within
// the books' range, texts are text. Runs before every rule. Errors: bad_field with the member's
// path.

#include "ledger/core/event.h"

namespace setoff {

[[nodiscard]] Status check_form(const Event& event);

}  // namespace setoff
