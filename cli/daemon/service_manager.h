#pragma once
// The service manager that started the daemon, told by its own protocol: one datagram to the socket
// named by NOTIFY_SOCKET. Without one, nothing happens. Source: sd_notify(3).

#include <chrono>
#include <optional>
#include <string_view>

namespace setoff::cli {

// Such as "READY=1" or "STATUS=...".
void tell_service_manager(std::string_view state);
// How often the watchdog wants to hear of us: half of WATCHDOG_USEC; nothing without a watchdog.
[[nodiscard]] std::optional<std::chrono::milliseconds> watchdog_period();

}  // namespace setoff::cli
