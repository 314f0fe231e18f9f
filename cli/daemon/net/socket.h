#pragma once
// Sockets of the operating system: descriptors that close themselves, listening, accepting,
// connecting. All are non-blocking and close-on-exec. Errors: cannot_open, naming the address and
// the system's reason.

#include <chrono>
#include <string>
#include <utility>

#include "cli/daemon/net/address.h"

namespace setoff::cli {

class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor();

  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool valid() const { return number_ >= 0; }
  void close();

 private:
  int number_ = -1;
};

// Opens a listener. Replaces the file of a Unix socket that no process listens on; in_use if one
// does. The new file is accessible to owner and group.
[[nodiscard]] Result<Descriptor> listen_on(const Address& address);
// The actual address of a listener: with the port assigned if 0 was asked for.
[[nodiscard]] Address bound_address(const Descriptor& listener, Address asked);

enum class Accepted : std::uint8_t { connection, nothing, no_room };
// Accepts the next connection; no_room if the process or the system has no descriptor left. `peer`
// identifies the remote end: its address without the port (for IPv6 the 64-bit network), or the id
// of the user behind a Unix socket.
[[nodiscard]] Accepted accept_from(const Descriptor& listener, Descriptor& out, std::string& peer);

// Waits at most `within` for the connection.
[[nodiscard]] Result<Descriptor> connect_to(const Address& address,
                                            std::chrono::milliseconds within);
struct Readiness {
  bool readable = false;
  bool writable = false;
};
// Waits until the descriptor is readable (if `read`) or writable (if `write`); neither once
// `within` has passed. A broken connection counts as ready.
[[nodiscard]] Readiness wait_for(const Descriptor& descriptor, bool read, bool write,
                                 std::chrono::milliseconds within);

// Whether the peer has closed the connection or its sending side.
[[nodiscard]] bool hung_up(const Descriptor& descriptor);

}  // namespace setoff::cli
