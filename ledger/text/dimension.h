#pragma once
// Dimension: what a number measures, as exponents over base units. Every currency is a base unit of
// its own, as are m3, MWh, MMBtu, t, bbl, person, day, business_day, month and year (a month and a
// year are calendar spans: whoever uses "2 %/year" applies the day count). Exponents are stored in
// halves, for "%/sqrt(year)".

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "ledger/base/commodity.h"

namespace setoff {

enum class TimeUnit : std::uint8_t { day, business_day, month, year };

[[nodiscard]] std::string_view name_of(TimeUnit unit);  // "day", "business day", "month", "year"

// A commodity or a unit of time.
class BaseUnit {
 public:
  constexpr explicit BaseUnit(Commodity commodity) : commodity_(commodity) {}
  constexpr explicit BaseUnit(TimeUnit time) : time_(time) {}
  [[nodiscard]] constexpr bool is_time() const { return !commodity_.valid(); }
  [[nodiscard]] constexpr Commodity commodity() const { return commodity_; }
  [[nodiscard]] constexpr TimeUnit time() const { return time_; }
  [[nodiscard]] std::string_view code() const;
  friend constexpr auto operator<=>(const BaseUnit&, const BaseUnit&) = default;

 private:
  Commodity commodity_;
  TimeUnit time_ = TimeUnit::day;
};

class Dimension {
 public:
  struct Power {
    BaseUnit base;
    int halves;  // 2 is the unit itself, -1 is 1/sqrt of it
    friend auto operator<=>(const Power&, const Power&) = default;
  };

  Dimension() = default;  // a plain number
  explicit Dimension(Commodity commodity) { multiply(BaseUnit(commodity), 2); }
  explicit Dimension(TimeUnit time) { multiply(BaseUnit(time), 2); }

  [[nodiscard]] bool is_plain() const { return powers_.empty(); }
  [[nodiscard]] const std::vector<Power>& powers() const { return powers_; }  // sorted, no zeros
  [[nodiscard]] int halves_of(BaseUnit base) const;
  // "USD/MMBtu", "m3/day", "1/sqrt(year)", "" for a plain number.
  [[nodiscard]] std::string text() const;

  friend Dimension operator*(const Dimension& a, const Dimension& b);
  friend Dimension operator/(const Dimension& a, const Dimension& b);
  // The square root.
  [[nodiscard]] Dimension root() const;
  friend bool operator==(const Dimension&, const Dimension&) = default;

 private:
  void multiply(BaseUnit base, int halves);
  std::vector<Power> powers_;
};

}  // namespace setoff
