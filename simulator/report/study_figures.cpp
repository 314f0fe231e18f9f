#include "simulator/report/study_figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "ledger/base/commodity.h"

namespace setoff::simulator {
namespace {

constexpr std::string_view kNoFigure = "–";
constexpr std::string_view kMinus = "−";

std::string with_separators(std::string digits) {
  const std::size_t point = std::min(digits.find('.'), digits.size());
  for (std::size_t at = point; at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

// Without an exponent and without trailing zeros, of a size that is not negative.
std::string three_significant(double size) {
  if (size == 0) return "0";
  const int power = static_cast<int>(std::floor(std::log10(size)));
  if (power >= 3) {  // 12,345 is 12,300
    const double step = std::pow(10.0, power - 2);
    return with_separators(fmt::format("{:.0f}", std::round(size / step) * step));
  }
  std::string digits = fmt::format("{:.{}f}", size, std::clamp(2 - power, 0, 9));
  if (digits.find('.') == std::string::npos) return with_separators(digits);
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.ends_with('.')) digits.pop_back();
  return digits;
}

// Whether "1.2 M" can stand before the unit: "1.2 M MUSD" could not be read.
bool takes_suffix(std::string_view unit) {
  return unit.empty() || Currency::find(unit) || Unit::find(unit);
}

std::string percent_digits(double share) {
  const double percent = 100 * share;
  if (share <= 0) return "0";
  if (share >= 1) return "100";
  if (percent < 1) return fmt::format("{:.{}f}", std::max(percent, 0.01), percent < 0.1 ? 2 : 1);
  if (percent > 99) return fmt::format("{:.{}f}", std::min(percent, 99.99), percent > 99.9 ? 2 : 1);
  return fmt::format("{:.0f}", percent);
}

}  // namespace

std::string shown_number(double number, std::string_view unit) {
  if (!std::isfinite(number)) return std::string(kNoFigure);
  double size = std::fabs(number);
  std::string_view suffix;
  constexpr std::array<std::string_view, 3> kSuffixes{" M", " bn", " tn"};
  if (size >= 999'500 && takes_suffix(unit)) {
    std::size_t at = 0;
    for (size /= 1e6; size >= 999.5 && at + 1 < kSuffixes.size(); ++at)
      size /= 1e3;
    suffix = kSuffixes[at];
  }
  std::string digits = three_significant(size);
  if (digits == "0") return digits;
  return (number < 0 ? std::string(kMinus) : std::string()) + digits + std::string(suffix);
}

std::string shown_figure(double number, std::string_view unit) {
  std::string text = shown_number(number, unit);
  if (!std::isfinite(number) || unit.empty()) return text;
  if (unit == "days" && std::fabs(number) == 1) unit = "day";
  return text.append(" ").append(unit);
}

std::string shown_range(double low, double high, std::string_view unit) {
  if (std::isfinite(low) && std::isfinite(high)) {
    if (shown_number(low, unit) == shown_number(high, unit)) return shown_figure(low, unit);
    return shown_number(low, unit) + " to " + shown_figure(high, unit);
  }
  if (std::isfinite(low)) return shown_figure(low, unit) + " or more";
  if (std::isfinite(high)) return shown_figure(high, unit) + " or less";
  return std::string(kNoFigure);
}

std::string shown_share(double share) {
  return std::isfinite(share) ? percent_digits(share) + " %" : std::string(kNoFigure);
}

std::string shown_shares(double low, double high) {
  if (!std::isfinite(low) || !std::isfinite(high)) return std::string(kNoFigure);
  if (percent_digits(low) == percent_digits(high)) return shown_share(low);
  return percent_digits(low) + " to " + shown_share(high);
}

std::string shown_day(Day day) {
  constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const YearMonthDay date = to_calendar(day, Calendar::gregorian);
  return fmt::format("{} {} {}", date.day, kMonths[static_cast<std::size_t>(date.month - 1)],
                     date.year);
}

std::optional<FirstDays> first_days(const EventSummary& event) {
  if (event.first.empty()) return std::nullopt;
  // The day by which that many tenths have happened: the smallest that is enough.
  const auto by = [&](std::size_t tenths) {
    const std::size_t rank = (event.first.size() * tenths + 9) / 10;
    return event.first[rank - 1];
  };
  return FirstDays{by(1), by(5), by(9)};
}

}  // namespace setoff::simulator
