#pragma once
// Amounts for people: exact, with thousands separators ("52,704,000.00 EUR"). Text for machines
// uses Amount::text() instead.

#include <cstdint>
#include <string>
#include <string_view>

#include "ledger/base/commodity.h"

namespace setoff {

// "-52,704,000.00"
[[nodiscard]] std::string grouped(std::int64_t minor, int scale);
// "52,704,000.00 EUR"
[[nodiscard]] std::string grouped(std::int64_t minor, Commodity commodity);

// "1 line", "2 lines": `what` is the singular of a noun whose plural adds an s.
[[nodiscard]] std::string counted(std::size_t count, std::string_view what);

}  // namespace setoff
