#include "cli/daemon/ops/daemon_clock.h"

#include <ctime>

namespace setoff::cli {
namespace {

std::chrono::microseconds system_time() {
  return std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::system_clock::now().time_since_epoch());
}

std::chrono::microseconds time_since_boot() {
  timespec time{};
  ::clock_gettime(CLOCK_BOOTTIME, &time);
  return std::chrono::seconds(time.tv_sec) + std::chrono::duration_cast<std::chrono::microseconds>(
                                                 std::chrono::nanoseconds(time.tv_nsec));
}

}  // namespace

DaemonClock::DaemonClock(std::chrono::seconds tolerance, Source wall, Source steady)
    : tolerance_(tolerance),
      wall_(std::move(wall)),
      steady_(std::move(steady)),
      wall_minus_steady_(wall_() - steady_()) {}

DaemonClock::DaemonClock(std::chrono::seconds tolerance)
    : DaemonClock(tolerance, system_time, time_since_boot) {}

std::chrono::microseconds DaemonClock::read() {
  const auto wall = wall_();
  const auto expected = steady_() + wall_minus_steady_;
  const auto off = wall - expected;
  const bool followed = std::chrono::abs(off) <= tolerance_;
  deviation_ = followed ? std::chrono::microseconds(0) : off;
  if (followed) wall_minus_steady_ += off;
  return followed ? wall : expected;
}

Timestamp DaemonClock::now() {
  const MutexLock lock(mutex_);
  return Timestamp(read().count());
}

std::chrono::seconds DaemonClock::deviation() {
  const MutexLock lock(mutex_);
  read();
  return std::chrono::duration_cast<std::chrono::seconds>(deviation_);
}

void DaemonClock::resync() {
  const MutexLock lock(mutex_);
  wall_minus_steady_ = wall_() - steady_();
  deviation_ = std::chrono::microseconds(0);
}

}  // namespace setoff::cli
