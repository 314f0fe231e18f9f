#pragma once
// DaemonClock: the system clock, checked against a monotonic clock. Booking timestamps never go
// back, so a clock that jumped ahead for one event would hold up the timestamps of all later ones.
// A jump beyond the tolerance is not followed: time continues from where it was until the system
// clock is back or the operator confirms it. Smaller corrections are followed. Thread-safe.

#include <chrono>
#include <functional>

#include "cli/daemon/ops/time_source.h"
#include "ledger/writer/thread_safety.h"

namespace setoff::cli {

class DaemonClock final : public TimeSource {
 public:
  using Source = std::function<std::chrono::microseconds()>;
  // `wall` is the time since 1970-01-01 UTC; `steady` has any origin and also counts while the
  // machine sleeps.
  DaemonClock(std::chrono::seconds tolerance, Source wall, Source steady);
  // Uses the system's clocks.
  explicit DaemonClock(std::chrono::seconds tolerance);

  [[nodiscard]] Timestamp now() override;
  // Deviation of the system clock from the time used; zero while it is followed.
  [[nodiscard]] std::chrono::seconds deviation();
  // Accepts the system clock as right from now on.
  void resync();

 private:
  // Reads both clocks.
  std::chrono::microseconds read() SETOFF_REQUIRES(mutex_);

  const std::chrono::microseconds tolerance_;
  const Source wall_;
  const Source steady_;
  Mutex mutex_;
  // Wall clock minus steady clock.
  std::chrono::microseconds wall_minus_steady_ SETOFF_GUARDED_BY(mutex_);
  // Deviation of the system clock that is not followed.
  std::chrono::microseconds deviation_ SETOFF_GUARDED_BY(mutex_){0};
};

}  // namespace setoff::cli
