#pragma once
// BinaryWriter and BinaryReader: values in the canonical encoding. Integers are big-endian and of
// fixed width; text and lists are prefixed with a 16-bit count; a bool, an enum value and the
// presence of an optional value take one byte each. Both classes visit the `fields` lists, so that
// each member is listed only once. Errors are kept until the end: BinaryWriter::overflowed() and
// error_text(), and the first complaint of BinaryReader with its offset.

#include <bit>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/event/event.h"

namespace setoff {

// Value lists its members in `fields`, and Visitor can visit them.
template <class Value, class Visitor>
concept HasFields = requires(Value& value, Visitor& visit) { Value::fields(value, visit); };

template <std::unsigned_integral U>
[[nodiscard]] constexpr U to_big_endian(U value) {
  if constexpr (std::endian::native == std::endian::little && sizeof(U) > 1) {
    U swapped = 0;
    for (std::size_t i = 0; i < sizeof(U); ++i)
      swapped = static_cast<U>(swapped << 8U) | static_cast<U>((value >> (8U * i)) & 0xFF);
    return swapped;
  } else {
    return value;
  }
}

class BinaryWriter {
 public:
  explicit BinaryWriter(std::span<std::uint8_t> room)
      : begin_(room.data()), at_(room.data()), end_(room.data() + room.size()) {}

  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(at_ - begin_); }
  // More was written than the buffer or a 16-bit count can hold.
  [[nodiscard]] bool overflowed() const { return overflowed_; }
  // Names a value without an encoding (a day outside the books' range); empty if there was none.
  [[nodiscard]] const std::string& error_text() const { return error_text_; }

  template <class Value>
  void operator()(std::string_view, const Value& value, std::string_view) {
    put(value);
  }

  template <std::unsigned_integral U>
    requires(!std::same_as<U, bool>)
  void put(U value) {
    const U wire = to_big_endian(value);
    append(&wire, sizeof wire);
  }
  void put(std::int64_t value) { put(static_cast<std::uint64_t>(value)); }
  void put(std::int32_t value) { put(static_cast<std::uint32_t>(value)); }
  void put(bool value) { put(static_cast<std::uint8_t>(value ? 1 : 0)); }
  void put(std::string_view text) {
    put_count(text.size());
    append(text.data(), text.size());
  }
  void put(const std::string& text) { put(std::string_view(text)); }
  void put(const Text& text) { put(std::string_view(text.value)); }
  void put(Day day) {
    if (day < kFirstDay || day > kLastDay) error_text_ = "a day outside 1900-01-01 to 2199-12-31";
    put(day.since_epoch());
  }
  void put(Timestamp time) { put(time.microseconds()); }
  void put(Commodity commodity) {
    const auto bytes = commodity.bytes();
    append(bytes.data(), bytes.size());
  }
  void put(Currency currency) { put(currency.commodity()); }
  void put(Unit unit) { put(unit.commodity()); }
  template <class Kind>
  void put(const Amount<Kind>& amount) {
    put(amount.kind().commodity());
    put(amount.minor());
  }
  void put(const Decimal& decimal) {
    put(decimal.mantissa());
    put(static_cast<std::uint8_t>(decimal.exponent()));
  }
  void put(const Rate& rate) {
    put(rate.value);
    put(rate.numerator);
    put(rate.denominator);
  }
  template <NamedEnum E>
  void put(E value) {
    put(static_cast<std::uint8_t>(value));
  }
  template <class Value>
  void put(const std::optional<Value>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  template <class Value>
  void put(const std::vector<Value>& values) {
    put_count(values.size());
    for (const auto& value : values)
      put(value);
  }
  template <class Value>
    requires HasFields<const Value, BinaryWriter>
  void put(const Value& value) {
    Value::fields(value, *this);
  }

  void append(const void* bytes, std::size_t size) {
    if (static_cast<std::size_t>(end_ - at_) < size) {
      overflowed_ = true;
      return;
    }
    if (size != 0) std::memcpy(at_, bytes, size);
    at_ += size;
  }
  void put_count(std::size_t count) {
    if (count > 0xFFFF) overflowed_ = true;
    put(static_cast<std::uint16_t>(count));
  }

 private:
  std::uint8_t* begin_;
  std::uint8_t* at_;
  std::uint8_t* end_;
  bool overflowed_ = false;
  std::string error_text_;
};

class BinaryReader {
 public:
  explicit BinaryReader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  [[nodiscard]] std::size_t offset() const { return at_; }
  [[nodiscard]] std::size_t remaining() const { return bytes_.size() - at_; }
  [[nodiscard]] bool failed() const { return !error_text_.empty(); }
  // The first error with its byte offset; empty if there was none.
  [[nodiscard]] const std::string& error_text() const { return error_text_; }
  // Keeps only the first complaint; later reads return zeros.
  void fail(std::string_view what);

  template <class Value>
  void operator()(std::string_view, Value& value, std::string_view) {
    if (!failed()) get(value);
  }

  template <std::unsigned_integral U>
    requires(!std::same_as<U, bool>)
  void get(U& value) {
    U wire = 0;
    value = read_bytes(&wire, sizeof wire) ? to_big_endian(wire) : U{0};
  }
  void get(std::int64_t& value) { value = static_cast<std::int64_t>(read<std::uint64_t>()); }
  void get(std::int32_t& value) { value = static_cast<std::int32_t>(read<std::uint32_t>()); }
  void get(bool& value) {
    const auto byte = read<std::uint8_t>();
    if (byte > 1) fail("a yes-or-no byte that is neither 0 nor 1");
    value = byte == 1;
  }
  void get(std::string& text) {
    std::string_view view;
    get(view);
    text.assign(view);
  }
  void get(std::string_view& text) {  // a view into the bytes
    const auto size = read<std::uint16_t>();
    if (remaining() < size) return fail("a text is longer than what is left,");
    text = {reinterpret_cast<const char*>(bytes_.data()) + at_, size};
    at_ += size;
  }
  void get(Text& text) { get(text.value); }
  void get(Day& day);
  void get(Timestamp& time) { time = Timestamp(read<std::int64_t>()); }
  void get(Commodity& commodity);
  void get(Currency& currency);
  void get(Unit& unit);
  template <class Kind>
  void get(Amount<Kind>& amount) {
    const auto kind = read<Kind>();
    amount = Amount<Kind>(read<std::int64_t>(), kind);
  }
  void get(Decimal& decimal);
  void get(Rate& rate) {
    get(rate.value);
    get(rate.numerator);
    get(rate.denominator);
  }
  template <NamedEnum E>
  void get(E& value) {
    const auto byte = read<std::uint8_t>();
    if (byte >= std::size(EnumNames<E>::values)) return fail("an unknown value of a closed list");
    value = static_cast<E>(byte);
  }
  template <class Value>
  void get(std::optional<Value>& value) {
    value.reset();
    if (read<bool>()) get(value.emplace());
  }
  template <class Value>
  void get(std::vector<Value>& values) {
    values.clear();
    for (auto left = read<std::uint16_t>(); left > 0 && !failed(); --left)
      get(values.emplace_back());
  }
  template <class Value>
    requires HasFields<Value, BinaryReader>
  void get(Value& value) {
    Value::fields(value, *this);
  }

  template <class Value>
  [[nodiscard]] Value read() {
    Value value{};
    get(value);
    return value;
  }
  [[nodiscard]] bool read_bytes(void* into, std::size_t size) {
    if (remaining() < size) return cut_short();
    if (size != 0) std::memcpy(into, bytes_.data() + at_, size);
    at_ += size;
    return true;
  }

 private:
  bool cut_short();

  std::span<const std::uint8_t> bytes_;  // cut off at at_ after an error
  std::size_t at_ = 0;
  std::string error_text_;
};

}  // namespace setoff
