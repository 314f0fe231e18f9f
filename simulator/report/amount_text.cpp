#include "simulator/report/amount_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <string_view>

#include "ledger/base/commodity.h"
#include "ledger/base/grouped.h"
#include "ledger/base/int128.h"

namespace setoff::simulator {
namespace {

using PowerNames = std::array<std::string_view, 5>;
constexpr PowerNames kPowers = {"", "k", "M", "bn", "tn"};
constexpr PowerNames kPowerWords = {"", "thousand", "million", "bn", "tn"};

// Three significant digits: 4.31, 43.1, 431.
std::string three_digits(double value) {
  const double size = std::fabs(value);
  if (size >= 99.95) return fmt::format("{:.0f}", value);
  return size >= 9.995 ? fmt::format("{:.1f}", value) : fmt::format("{:.2f}", value);
}

std::string rounded(const Value& value, const PowerNames& powers) {
  double number = chart_value(value.minor, value.scale);
  std::size_t power = 0;
  while (std::fabs(number) >= 999.5 && power + 1 < powers.size()) {
    number /= 1000.0;
    ++power;
  }
  const bool whole = power == 0 && number == std::floor(number);
  std::string out = whole ? fmt::format("{:.0f}", number) : three_digits(number);
  if (!powers[power].empty()) out += fmt::format(" {}", powers[power]);
  if (!value.unit.empty()) out += " " + value.unit;
  return out;
}

}  // namespace

double chart_value(std::int64_t minor, int scale) {
  return static_cast<double>(minor) / std::pow(10.0, scale);
}

std::string grouped(std::int64_t minor, int scale) {
  return setoff::grouped(minor, scale);
}

std::string grouped(const Value& value) {
  const std::string number = grouped(value.minor, value.scale);
  return value.unit.empty() ? number : number + " " + value.unit;
}

std::string grouped(Decimal value) {
  if (value.exponent() <= 0) return grouped(value.mantissa(), -value.exponent());
  const auto power = power_of_ten(value.exponent());
  const auto whole = power ? checked_multiply(value.mantissa(), *power) : std::nullopt;
  const auto fits = whole ? narrow(*whole) : std::nullopt;
  return fits ? grouped(*fits, 0) : value.text();
}

std::string brief(const Value& value) {
  return rounded(value, kPowers);
}

std::string in_words(const Value& value) {
  return rounded(value, Currency::find(value.unit) ? kPowers : kPowerWords);
}

std::string short_exact(Decimal value) {
  constexpr std::int64_t kShortMax = 999'999;
  const std::int64_t size = std::abs(value.mantissa());  // without trailing zeros
  if (size > kShortMax) return grouped(value);
  const int whole = static_cast<int>(std::to_string(size).size()) + value.exponent();
  const int power = std::clamp((whole - 1) / 3, 0, static_cast<int>(kPowers.size()) - 1);
  const std::string number = grouped(Decimal(value.mantissa(), value.exponent() - 3 * power));
  if (power == 0) return number;
  return fmt::format("{} {}", number, kPowers[static_cast<std::size_t>(power)]);
}

std::string short_exact(const Value& value) {
  const std::string number = short_exact(Decimal(value.minor, -value.scale));
  return value.unit.empty() ? number : number + " " + value.unit;
}

double chart_value(const Decimal& value) {
  return static_cast<double>(value.mantissa()) * std::pow(10.0, value.exponent());
}

}  // namespace setoff::simulator
