#pragma once
// Sockets by the operating system's interface: descriptors that close themselves, listening,
// accepting, connecting. All are non-blocking and closed on exec. Errors: cannot_open, naming the
// address and the system's reason.

#include <chrono>
#include <string>
#include <utility>

#include "cli/daemon/address.h"

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

// A Unix socket's file that no process listens on any more is replaced; one that answers is in_use.
// The file is for the owner and the group.
[[nodiscard]] Result<Descriptor> listen_on(const Address& address);
// The address that a listener really has: its port when 0 was asked for.
[[nodiscard]] Address bound_address(const Descriptor& listener, Address asked);

enum class Accepted : std::uint8_t { connection, nothing, no_room };
// The next connection; no_room if the process or the system has no descriptor left. `peer` is who
// is at its other end: an address without its port (of IPv6 the network, 64 bits), or the number of
// the user behind a Unix socket.
[[nodiscard]] Accepted accept_from(const Descriptor& listener, Descriptor& out, std::string& peer);

[[nodiscard]] Result<Descriptor> connect_to(const Address& address,
                                            std::chrono::milliseconds within);
// Waits until the descriptor is readable or (if `write`) writable; false after `within`.
struct Readiness {
  bool readable = false;
  bool writable = false;
};
[[nodiscard]] Readiness wait_for(const Descriptor& descriptor, bool read, bool write,
                                 std::chrono::milliseconds within);

// Whether the peer has hung up: it has closed, or sends no more.
[[nodiscard]] bool hung_up(const Descriptor& descriptor);

}  // namespace setoff::cli
