#pragma once
// A clock that does not move.

#include "cli/daemon/ops/time_source.h"

namespace setoff::tests {

class FixedTime final : public cli::TimeSource {
 public:
  explicit FixedTime(Timestamp time = Timestamp(0)) : time_(time) {}
  [[nodiscard]] Timestamp now() override { return time_; }

 private:
  Timestamp time_;
};

}  // namespace setoff::tests
