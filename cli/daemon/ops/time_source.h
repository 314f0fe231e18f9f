#pragma once
// TimeSource: the time that events are checked against and booked at. Thread-safe.

#include "ledger/base/date.h"

namespace setoff::cli {

class TimeSource {
 public:
  virtual ~TimeSource() = default;
  [[nodiscard]] virtual Timestamp now() = 0;
};

}  // namespace setoff::cli
