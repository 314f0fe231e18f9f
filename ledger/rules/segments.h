#pragma once
// Names of goods, purposes and places, which have the form of a segment of an account path.

#include <string_view>

#include "ledger/base/result.h"

namespace setoff {

// Checks the form of the name; `where` is its field. Errors: bad_field.
[[nodiscard]] Status check_segment(std::string_view name, std::string_view where);

}  // namespace setoff
