#pragma once
// IsoText: formats days and times as ISO 8601 in its own buffer, without allocating. The text is
// that of Day::text() and Timestamp::text(), for years 0000 to 9999. The view is valid until the
// next call.

#include <array>
#include <string_view>

#include "ledger/base/date.h"

namespace setoff {

class IsoText {
 public:
  [[nodiscard]] std::string_view of(Day day);
  [[nodiscard]] std::string_view of(Timestamp time);

 private:
  void put(std::size_t at, std::int64_t value, std::size_t digits);
  std::array<char, 28> text_{};  // "2020-03-20T12:00:00.123456Z"
  Day day_;
  bool has_day_ = false;
};

}  // namespace setoff
