#pragma once
// Numbers for human readers. grouped: exact, with thousands separators ("52,704,000.00"). brief:
// three significant digits and a suffix for the power of a thousand ("52.7 M EUR", "9.40 bn m3",
// "812 EUR"). in_words: the same in a sentence, where "45.2 M t" could be misread: "45.2 million
// t". short_exact: all digits ("1.045 bn EUR"); grouped if there are more than six.
// Machine-readable files use Value::text() instead.

#include <cstdint>
#include <string>

#include "ledger/base/decimal.h"
#include "simulator/engine/result.h"

namespace setoff::simulator {

[[nodiscard]] std::string grouped(std::int64_t minor, int scale);
// With the unit: "52,704,000.00 EUR".
[[nodiscard]] std::string grouped(const Value& value);
[[nodiscard]] std::string grouped(Decimal value);
[[nodiscard]] std::string brief(const Value& value);
[[nodiscard]] std::string in_words(const Value& value);
[[nodiscard]] std::string short_exact(Decimal value);
[[nodiscard]] std::string short_exact(const Value& value);

// The value as a floating-point number, for drawing only.
[[nodiscard]] double chart_value(std::int64_t minor, int scale);
[[nodiscard]] double chart_value(const Decimal& value);

}  // namespace setoff::simulator
