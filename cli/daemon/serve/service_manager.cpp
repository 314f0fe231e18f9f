#include "cli/daemon/serve/service_manager.h"

#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string>

#include "cli/daemon/net/socket.h"

namespace setoff::cli {

void tell_service_manager(std::string_view state) {
  const char* const name = std::getenv("NOTIFY_SOCKET");
  if (name == nullptr) return;
  const std::string path = name;
  sockaddr_un address{};
  if (path.size() < 2 || path.size() >= sizeof address.sun_path) return;
  if (path.front() != '/' && path.front() != '@') return;
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, path.size());
  if (path.front() == '@') address.sun_path[0] = '\0';  // abstract namespace
  const Descriptor socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  if (!socket.valid()) return;
  const auto size = offsetof(sockaddr_un, sun_path) + path.size();
  static_cast<void>(::sendto(socket.number(), state.data(), state.size(), MSG_NOSIGNAL,
                             reinterpret_cast<const sockaddr*>(&address),  // NOLINT
                             static_cast<socklen_t>(size)));
}

std::optional<std::chrono::milliseconds> watchdog_period() {
  const char* const text = std::getenv("WATCHDOG_USEC");
  if (text == nullptr) return std::nullopt;
  std::uint64_t period_us = 0;
  const auto* const end = text + std::strlen(text);
  if (std::from_chars(text, end, period_us).ptr != end || period_us < 2000) return std::nullopt;
  return std::chrono::milliseconds(period_us / 2000);
}

namespace {

// CPU time and blocks of I/O that the process has used.
struct Work {
  std::chrono::microseconds processor{0};
  long blocks = 0;
};

Work work_so_far() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  const auto micros = [](const timeval& time) {
    return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
  };
  return {micros(used.ru_utime) + micros(used.ru_stime), used.ru_inblock + used.ru_oublock};
}

}  // namespace

StartStopTimeoutExtender::StartStopTimeoutExtender(std::chrono::milliseconds period) {
  if (std::getenv("NOTIFY_SOCKET") != nullptr)
    thread_ = std::thread([this, period] { run(period); });
}

StartStopTimeoutExtender::~StartStopTimeoutExtender() {
  {
    const MutexLock lock(mutex_);
    over_ = true;
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void StartStopTimeoutExtender::run(std::chrono::milliseconds period) {
  // More than this thread uses itself.
  const auto least = std::chrono::microseconds(period) / 100;
  // Six periods, so that one late message does not end the extension.
  const auto asked_us = std::chrono::microseconds(6 * period).count();
  auto before = work_so_far();
  const MutexLock lock(mutex_);
  while (sleep_unless_over(period)) {
    const auto now = work_so_far();
    if (now.processor - before.processor >= least || now.blocks != before.blocks)
      tell_service_manager("EXTEND_TIMEOUT_USEC=" + std::to_string(asked_us));
    before = now;
  }
}

bool StartStopTimeoutExtender::sleep_unless_over(std::chrono::milliseconds period) {
  const auto end = std::chrono::steady_clock::now() + period;
  while (!over_ && wake_.wait_until(mutex_, end)) {
  }
  return !over_;
}

}  // namespace setoff::cli
