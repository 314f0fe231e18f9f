#include "ledger/event/binary.h"

#include <algorithm>

namespace setoff {

void BinaryReader::fail(std::string_view what) {
  if (failed()) return;
  error_text_ = std::string(what) + " at byte " + std::to_string(at_);
  bytes_ = bytes_.first(at_);
}

bool BinaryReader::cut_short() {
  fail("the bytes end too early,");
  return false;
}

void BinaryReader::get(Day& day) {
  day = Day(read<std::int32_t>());
  if (day < kFirstDay || day > kLastDay) {
    fail("a day outside 1900-01-01 to 2199-12-31");
    day = Day();
  }
}

void BinaryReader::get(Commodity& commodity) {
  std::array<std::uint8_t, 8> bytes{};
  commodity = Commodity();
  if (!read_bytes(bytes.data(), bytes.size())) return;
  if (std::ranges::all_of(bytes, [](std::uint8_t byte) { return byte == 0; })) return;
  const auto known = Commodity::from_bytes(bytes);
  if (!known) return fail("an unknown currency or unit");
  commodity = *known;
}

void BinaryReader::get(Currency& currency) {
  currency = Currency();
  const auto commodity = read<Commodity>();
  if (!commodity.valid()) return;
  const auto found = Currency::from(commodity);
  if (!found) return fail("a unit where a currency belongs");
  currency = *found;
}

void BinaryReader::get(Unit& unit) {
  unit = Unit();
  const auto commodity = read<Commodity>();
  if (!commodity.valid()) return;
  const auto found = Unit::from(commodity);
  if (!found) return fail("a currency where a unit belongs");
  unit = *found;
}

void BinaryReader::get(Decimal& decimal) {
  const auto mantissa = read<std::int64_t>();
  const int exponent = static_cast<std::int8_t>(read<std::uint8_t>());
  decimal = Decimal();
  if (!Decimal::is_canonical(mantissa, exponent))
    return fail("a decimal that is not in its canonical form");
  decimal = Decimal(mantissa, exponent);
}

}  // namespace setoff
