#pragma once
// Private to ledger/text: the atoms of unit expressions and the expressions themselves. See
// measure.h.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/base/int128.h"
#include "ledger/text/dimension.h"
#include "ledger/text/parsed.h"

namespace setoff {

// A unit is factor x 10^exponent / divisor of the base units of `dimension`.
struct UnitFactor {
  Int128 factor = 1;
  int exponent = 0;
  Int128 divisor = 1;
  Dimension dimension;
  bool percent = false;
};

// "MUSD", "m3", "GWh", "days", "%"; nullopt if there is no such unit. The two words of "business
// days" are separated by one space.
[[nodiscard]] std::optional<UnitFactor> find_unit(std::string_view name);
// The fault for an unknown unit, with the one that was probably meant.
[[nodiscard]] Fault unknown_unit(std::string_view name, std::size_t offset);

// The unit expression at the start of `text` ("USD/MWh", "business days", "%/sqrt(year)", "per
// year"). `alone`: the text must hold nothing else, so a space around an operator is a mistake.
[[nodiscard]] Parsed<Prefix<UnitFactor>> scan_unit(std::string_view text, bool alone);

}  // namespace setoff
