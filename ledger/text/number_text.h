#pragma once
// Private to ledger/text: the number of the quantity language at the start of a text. See
// measure.h.

#include <string_view>

#include "ledger/base/decimal.h"
#include "ledger/text/parsed.h"

namespace setoff {

// Whether the number is the whole text (then a comma in it is an error) or may be part of a longer
// one (then a comma ends it, as in an argument list).
enum class Extent : std::uint8_t { whole_text, prefix };

[[nodiscard]] Parsed<Prefix<Decimal>> scan_number(std::string_view text, Extent extent);

}  // namespace setoff
