#include "ledger/store/iso_text.h"

namespace setoff {
namespace {

constexpr std::int64_t kMicrosPerSecond = 1'000'000;

}  // namespace

void IsoText::put(std::size_t at, std::int64_t value, std::size_t digits) {
  while (digits > 0) {
    --digits;
    text_[at + digits] = static_cast<char>('0' + value % 10);
    value /= 10;
  }
}

std::string_view IsoText::of(Day day) {
  if (!has_day_ || day != day_) {
    const auto date = to_calendar(day, Calendar::gregorian);
    put(0, date.year, 4);
    put(5, date.month, 2);
    put(8, date.day, 2);
    text_[4] = text_[7] = '-';
    day_ = day;
    has_day_ = true;
  }
  return {text_.data(), 10};
}

std::string_view IsoText::of(Timestamp time) {
  const auto day = time.day();
  static_cast<void>(of(day));
  const auto of_day = time.microseconds() - Timestamp::at_midnight(day).microseconds();
  const auto seconds = of_day / kMicrosPerSecond;
  text_[10] = 'T';
  put(11, seconds / 3600, 2);
  text_[13] = text_[16] = ':';
  put(14, seconds / 60 % 60, 2);
  put(17, seconds % 60, 2);
  std::size_t size = 19;
  if (const auto micros = of_day % kMicrosPerSecond; micros != 0) {
    text_[size] = '.';
    put(size + 1, micros, 6);
    size += 7;
    while (text_[size - 1] == '0')
      --size;
  }
  text_[size] = 'Z';
  return {text_.data(), size + 1};
}

}  // namespace setoff
