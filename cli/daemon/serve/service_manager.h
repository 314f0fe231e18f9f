#pragma once
// Notifies the service manager that started the daemon, by its protocol: one datagram to the socket
// named by NOTIFY_SOCKET. Does nothing if there is none. Source: sd_notify(3).

#include <chrono>
#include <optional>
#include <string_view>
#include <thread>

#include "ledger/writer/thread_safety.h"

namespace setoff::cli {

// Sends a state such as "READY=1" or "STATUS=...".
void tell_service_manager(std::string_view state);
// Interval for watchdog messages: half of WATCHDOG_USEC; nothing without a watchdog.
[[nodiscard]] std::optional<std::chrono::milliseconds> watchdog_period();

// While it exists, asks the manager for more time, for a start or stop that exceeds the manager's
// timeout. It asks only while the process makes progress: one that hangs uses no CPU and moves no
// blocks, and is left to the manager's own timeout.
class StartStopTimeoutExtender {
 public:
  explicit StartStopTimeoutExtender(std::chrono::milliseconds period = std::chrono::seconds(5));
  ~StartStopTimeoutExtender();
  StartStopTimeoutExtender(const StartStopTimeoutExtender&) = delete;
  StartStopTimeoutExtender& operator=(const StartStopTimeoutExtender&) = delete;

 private:
  void run(std::chrono::milliseconds period);
  // False once it is over.
  bool sleep_unless_over(std::chrono::milliseconds period) SETOFF_REQUIRES(mutex_);

  Mutex mutex_;
  Condition wake_;
  bool over_ SETOFF_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace setoff::cli
