#pragma once
// Commodity: what an amount is counted in, either a currency (of ISO 4217, with the standard's
// minor units, or of a clearing scheme) or a unit of goods (m3, MWh, MMBtu, t, bbl ...). Eight
// bytes hold the code and the number of decimals; there is no registry. Currency and Unit are
// distinct types, so money and quantities cannot be mixed. Source of the currency table: ISO 4217
// lists one and three (codes and minor units); where it has none, commodity.cpp says what a code of
// ours means.

#include <array>
#include <bit>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace setoff {

class Commodity {
 public:
  constexpr Commodity() = default;  // no commodity; equal only to itself

  [[nodiscard]] std::string_view code() const;
  [[nodiscard]] constexpr int scale() const { return facts_ & 0x0F; }  // number of decimals
  [[nodiscard]] constexpr bool is_currency() const { return (facts_ & 0x80) != 0; }
  [[nodiscard]] constexpr bool is_unit() const { return facts_ != 0 && !is_currency(); }
  [[nodiscard]] constexpr bool valid() const { return facts_ != 0; }

  // The eight bytes of the canonical encoding: code padded with zeros, then kind and scale.
  [[nodiscard]] std::array<std::uint8_t, 8> bytes() const;
  // Inverse of bytes(); nullopt if they encode no known commodity.
  [[nodiscard]] static std::optional<Commodity> from_bytes(std::span<const std::uint8_t, 8> bytes);

  friend constexpr auto operator<=>(const Commodity&, const Commodity&) = default;
  friend constexpr bool operator==(const Commodity& a, const Commodity& b) {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
  }

 private:
  friend class Currency;
  friend class Unit;
  Commodity(std::string_view code, int scale, bool currency);
  std::array<char, 7> code_{};
  std::uint8_t facts_ = 0;  // 0x80 currency, 0x40 unit, low four bits the scale
};

class Currency {
 public:
  constexpr Currency() = default;
  // Finds a currency by its ISO 4217 code, or a unit of account or older currency of a clearing
  // scheme by the code that Setoff gives it (commodity.cpp); nullopt for any other text.
  [[nodiscard]] static std::optional<Currency> find(std::string_view code);
  [[nodiscard]] std::string_view code() const { return commodity_.code(); }
  [[nodiscard]] constexpr int scale() const { return commodity_.scale(); }
  [[nodiscard]] constexpr Commodity commodity() const { return commodity_; }
  constexpr operator Commodity() const { return commodity_; }  // NOLINT: every currency is one
  [[nodiscard]] static std::optional<Currency> from(Commodity commodity);
  friend constexpr auto operator<=>(const Currency&, const Currency&) = default;

 private:
  Commodity commodity_;
};

class Unit {
 public:
  constexpr Unit() = default;
  // m3 (0 decimals), MWh (3: kWh), MMBtu (3), t (3: kg), bbl (3), person (0), value (2: goods that
  // are counted only by what they are worth).
  [[nodiscard]] static std::optional<Unit> find(std::string_view code);
  [[nodiscard]] static std::span<const Unit> all();
  [[nodiscard]] std::string_view code() const { return commodity_.code(); }
  [[nodiscard]] constexpr int scale() const { return commodity_.scale(); }
  [[nodiscard]] constexpr Commodity commodity() const { return commodity_; }
  constexpr operator Commodity() const { return commodity_; }  // NOLINT: every unit is one
  [[nodiscard]] static std::optional<Unit> from(Commodity commodity);
  friend constexpr auto operator<=>(const Unit&, const Unit&) = default;

 private:
  Commodity commodity_;
};

// Finds a currency or a unit by its code; nullopt if the code is unknown.
[[nodiscard]] std::optional<Commodity> find_commodity(std::string_view code);

}  // namespace setoff

template <>
struct std::hash<setoff::Commodity> {
  std::size_t operator()(const setoff::Commodity& commodity) const noexcept;
};
