#include "ledger/store/record.h"

#include <cstring>

#include "ledger/event/binary.h"

namespace setoff {
namespace {

// Sizes of the integer types in bytes; types 8 and 9 are the numbers 0 and 1 themselves. Type 7 is
// a floating-point number, which no table of ours holds.
constexpr std::array<std::size_t, 10> kSizes = {0, 1, 2, 3, 4, 6, 8, 0, 0, 0};
constexpr std::uint64_t kZero = 8;
constexpr std::uint64_t kOne = 9;
constexpr std::uint64_t kBlob = 12;  // 12 and even: a blob; 13 and odd: a text

std::int64_t integer_at(const std::uint8_t* bytes, std::uint64_t type) {
  if (type >= kZero) return type == kOne ? 1 : 0;
  std::uint64_t wire = 0;
  std::memcpy(&wire, bytes, sizeof wire);
  return static_cast<std::int64_t>(to_big_endian(wire)) >> (64 - 8 * kSizes[type]);
}

bool is_integer(std::uint64_t type) {
  return type <= kOne && type != 0 && type != 7;
}

std::size_t size_of(std::uint64_t type) {
  return type < kBlob ? kSizes[type < kSizes.size() ? type : 0] : (type - kBlob) / 2;
}

std::string_view text_at(const std::uint8_t* bytes, std::uint64_t type) {
  return {reinterpret_cast<const char*>(bytes), size_of(type)};
}

ColumnValue value_at(const std::uint8_t* bytes, std::uint64_t type) {
  ColumnValue value;
  if (is_integer(type)) return integer_at(bytes, type);
  if (type < kBlob) return value;
  value.type = type % 2 == 0 ? ColumnValue::Type::blob : ColumnValue::Type::text;
  value.text = text_at(bytes, type);
  return value;
}

bool is_value(const ColumnValue& value, const std::uint8_t* bytes, std::uint64_t type) {
  switch (value.type) {
    case ColumnValue::Type::null:
      return type == 0;
    case ColumnValue::Type::integer:
      return is_integer(type) && integer_at(bytes, type) == value.integer;
    case ColumnValue::Type::text:
      return type == kBlob + 1 + 2 * value.text.size() && value.text == text_at(bytes, type);
    case ColumnValue::Type::blob:
      return type == kBlob + 2 * value.text.size() && value.text == text_at(bytes, type);
  }
  return false;
}

// Calls visit(index, bytes, type) for `width` values. False if visit() returns false, or if the
// record does not have exactly `width` values of known types.
template <class Visit>
bool each_value(PageBytes record, std::size_t width, Visit&& visit) {
  if (record.empty()) return false;
  std::size_t at = 0;
  const auto header = read_varint(record.data(), at);
  if (header > record.size()) return false;
  std::uint64_t value = header;
  for (std::size_t i = 0; i < width; ++i) {
    if (at >= header) return false;
    const auto type = read_varint(record.data(), at);
    if (type == 7 || (type > kOne && type < kBlob)) return false;
    const auto size = size_of(type);
    if (size > record.size() - value || !visit(i, record.data() + value, type)) return false;
    value += size;
  }
  return at == header && value == record.size();
}

}  // namespace

std::uint64_t read_varint(const std::uint8_t* bytes, std::size_t& at) {
  std::uint64_t value = bytes[at++];
  if (value < 0x80) return value;
  value &= 0x7FU;
  for (int i = 1; i < 8; ++i) {
    const auto byte = bytes[at++];
    value = value << 7U | (byte & 0x7FU);
    if (byte < 0x80) return value;
  }
  return value << 8U | bytes[at++];
}

bool read_record(PageBytes record, std::span<ColumnValue> values) {
  return each_value(record, values.size(),
                    [&](std::size_t i, const std::uint8_t* bytes, std::uint64_t type) {
                      values[i] = value_at(bytes, type);
                      return true;
                    });
}

bool is_record_of(Row row, PageBytes record) {
  return each_value(record, row.size(),
                    [&](std::size_t i, const std::uint8_t* bytes, std::uint64_t type) {
                      return is_value(row[i], bytes, type);
                    });
}

}  // namespace setoff
