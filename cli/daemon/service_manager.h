#pragma once
// The service manager that started the daemon, told by its own protocol: one datagram to the socket
// named by NOTIFY_SOCKET. Without one, nothing happens. Source: sd_notify(3).

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>

namespace setoff::cli {

// Such as "READY=1" or "STATUS=...".
void tell_service_manager(std::string_view state);
// How often the watchdog wants to hear of us: half of WATCHDOG_USEC; nothing without a watchdog.
[[nodiscard]] std::optional<std::chrono::milliseconds> watchdog_period();

// Asks the manager for more time while it lives, for a start or a stop that takes longer than the
// manager waits. It asks as long as the process works: one that hangs uses no processor and moves
// no blocks, and is left to the manager's own limit.
class MoreTime {
 public:
  explicit MoreTime(std::chrono::milliseconds period = std::chrono::seconds(5));
  ~MoreTime();
  MoreTime(const MoreTime&) = delete;
  MoreTime& operator=(const MoreTime&) = delete;

 private:
  void run(std::chrono::milliseconds period);

  std::mutex mutex_;
  std::condition_variable wake_;
  bool over_ = false;
  std::thread thread_;
};

}  // namespace setoff::cli
