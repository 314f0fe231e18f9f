#pragma once
// Every currency that an amount can have, sorted by code. Separate from commodity.h because few
// callers need the list. Errors: none. Source: ISO 4217 lists one and three, and commodity.cpp.

#include <span>

#include "ledger/base/commodity.h"

namespace setoff {

[[nodiscard]] std::span<const Currency> all_currencies();

}  // namespace setoff
