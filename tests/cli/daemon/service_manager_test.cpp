// The service manager hears of a long start or stop as long as the process works.

#include "cli/daemon/serve/service_manager.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <cstdlib>

#include "cli/daemon/net/socket.h"
#include "ledger/base/check.h"
#include "tests/cli/daemon/served.h"

namespace setoff::tests {
namespace {

// The manager's socket, named to this process.
class Listening {
 public:
  explicit Listening(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    SETOFF_CHECK(::bind(socket_.number(), reinterpret_cast<const sockaddr*>(&address),  // NOLINT
                        sizeof address) == 0);
    ::setenv("NOTIFY_SOCKET", path.c_str(), 1);
  }
  ~Listening() { ::unsetenv("NOTIFY_SOCKET"); }
  // A message, if one is there.
  [[nodiscard]] std::string heard() const {
    char text[256];
    const auto got = ::recv(socket_.number(), text, sizeof text, MSG_DONTWAIT);
    return got < 0 ? std::string() : std::string(text, static_cast<std::size_t>(got));
  }

 private:
  cli::Descriptor socket_{::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
};

TEST(ServiceManager, IsAskedForMoreTimeWhileThereIsWork) {
  const Folder folder;
  const Listening manager(folder.path("notify.sock").string());
  const cli::StartStopTimeoutExtender more(std::chrono::milliseconds(20));
  std::string heard;
  volatile std::uint64_t work = 0;
  while (heard.empty()) {
    for (int i = 0; i < 100'000; ++i)
      work = work + 1;
    heard = manager.heard();
  }
  EXPECT_EQ(heard, "EXTEND_TIMEOUT_USEC=120000");
}

TEST(ServiceManager, IsNotAskedWithoutOne) {
  ::unsetenv("NOTIFY_SOCKET");
  const cli::StartStopTimeoutExtender more(std::chrono::milliseconds(1));
}

}  // namespace
}  // namespace setoff::tests
