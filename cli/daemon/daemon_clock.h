#pragma once
// DaemonClock: the system's clock, held against one that is never set. Booking stamps never go
// back, so a clock that jumps ahead for one event would fix the stamps of all later ones. One that
// jumps by more than the tolerance is not followed: time goes on from where it was, until the clock
// is back or the operator says that it is right. Smaller corrections are followed. From any thread.

#include <chrono>
#include <functional>
#include <mutex>
#include <optional>

#include "ledger/base/date.h"

namespace setoff::cli {

class DaemonClock {
 public:
  using Source = std::function<std::chrono::microseconds()>;
  // `wall` counts from 1970-01-01 UTC; `steady` from anywhere, while the machine sleeps too.
  DaemonClock(std::chrono::seconds tolerance, Source wall, Source steady);
  // Of the system.
  explicit DaemonClock(std::chrono::seconds tolerance);

  [[nodiscard]] Timestamp now();
  // How far the system's clock is from the time that is believed; zero while it is followed.
  [[nodiscard]] std::chrono::seconds jump();
  // From now on the system's clock is right.
  void trust();

 private:
  // Reads both clocks.
  std::chrono::microseconds read();

  const std::chrono::microseconds tolerance_;
  const Source wall_;
  const Source steady_;
  std::mutex mutex_;
  std::chrono::microseconds ahead_;    // of the steady clock
  std::chrono::microseconds jump_{0};  // not followed
};

}  // namespace setoff::cli
