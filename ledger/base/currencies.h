#pragma once
// Every currency that amounts can be in, in the order of the codes. Apart from commodity.h because
// few need the list. No errors. Source: ISO 4217 list one.

#include <span>

#include "ledger/base/commodity.h"

namespace setoff {

[[nodiscard]] std::span<const Currency> all_currencies();

}  // namespace setoff
