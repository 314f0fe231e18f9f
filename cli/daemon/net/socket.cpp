#include "cli/daemon/net/socket.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace setoff::cli {
namespace {

constexpr int kBacklog = 1024;

struct SocketName {
  sockaddr_storage storage{};
  socklen_t size = 0;
  [[nodiscard]] const sockaddr* get() const {
    return reinterpret_cast<const sockaddr*>(&storage);  // NOLINT: the sockets interface
  }
  [[nodiscard]] sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }  // NOLINT
};

template <class T>
void put(SocketName& name, const T& address) {
  std::memcpy(&name.storage, &address, sizeof address);
  name.size = sizeof address;
}

SocketName name_of(const Address& address) {
  SocketName name;
  if (address.kind == Address::Kind::local) {
    sockaddr_un local{};
    local.sun_family = AF_UNIX;
    address.path.copy(local.sun_path, sizeof local.sun_path - 1);
    put(name, local);
  } else if (address.kind == Address::Kind::ip4) {
    sockaddr_in internet{};
    internet.sin_family = AF_INET;
    internet.sin_port = htons(address.port);
    inet_pton(AF_INET, address.host.c_str(), &internet.sin_addr);
    put(name, internet);
  } else {
    sockaddr_in6 internet{};
    internet.sin6_family = AF_INET6;
    internet.sin6_port = htons(address.port);
    inet_pton(AF_INET6, address.host.c_str(), &internet.sin6_addr);
    put(name, internet);
  }
  return name;
}

Error failed(const char* what, const Address& address) {
  return {Code::cannot_open,
          std::string(what) + " " + address.text() + ": " + std::generic_category().message(errno)};
}

Result<Descriptor> open_socket(const Address& address) {
  const int type = SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC;
  Descriptor socket(::socket(name_of(address).storage.ss_family, type, 0));
  if (!socket.valid()) return failed("cannot make a socket for", address);
  return socket;
}

void switch_on(const Descriptor& socket, int level, int option) {
  const int on = 1;
  static_cast<void>(setsockopt(socket.number(), level, option, &on, sizeof on));
}

// Whether a process listens on the Unix socket; the existence of its file does not show it.
bool answers(const Address& address) {
  const auto socket = open_socket(address);
  if (!socket) return false;
  const auto name = name_of(address);
  return ::connect(socket->number(), name.get(), name.size) == 0 || errno == EAGAIN;
}

Status clear_path(const Address& address) {
  struct stat facts{};
  if (::lstat(address.path.c_str(), &facts) != 0) return Ok{};
  if (!S_ISSOCK(facts.st_mode))
    return Error(Code::cannot_open, "'" + address.path + "' is there and is no socket");
  if (answers(address)) return Error(Code::in_use, "another process listens on " + address.text());
  if (::unlink(address.path.c_str()) != 0) return failed("cannot replace", address);
  return Ok{};
}

std::string peer_of(const Descriptor& socket, const SocketName& name) {
  char text[INET6_ADDRSTRLEN] = "unknown";
  switch (name.storage.ss_family) {
    case AF_INET: {
      sockaddr_in internet{};
      std::memcpy(&internet, &name.storage, sizeof internet);
      static_cast<void>(inet_ntop(AF_INET, &internet.sin_addr, text, sizeof text));
      return text;
    }
    case AF_INET6: {
      sockaddr_in6 internet{};
      std::memcpy(&internet, &name.storage, sizeof internet);
      // A host may use any address of its /64 network.
      std::memset(&internet.sin6_addr.s6_addr[8], 0, 8);
      static_cast<void>(inet_ntop(AF_INET6, &internet.sin6_addr, text, sizeof text));
      return std::string(text) + "/64";
    }
    default: {
      ucred who{};
      socklen_t size = sizeof who;
      if (::getsockopt(socket.number(), SOL_SOCKET, SO_PEERCRED, &who, &size) != 0) return text;
      return "uid:" + std::to_string(who.uid);
    }
  }
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this == &other) return *this;
  close();
  number_ = std::exchange(other.number_, -1);
  return *this;
}

Descriptor::~Descriptor() {
  close();
}

void Descriptor::close() {
  if (number_ >= 0) ::close(std::exchange(number_, -1));
}

Result<Descriptor> listen_on(const Address& address) {
  const bool local = address.kind == Address::Kind::local;
  if (local) SETOFF_TRY_STATUS(clear_path(address));
  SETOFF_TRY(socket, open_socket(address));
  if (!local) switch_on(socket, SOL_SOCKET, SO_REUSEADDR);
  if (address.kind == Address::Kind::ip6) switch_on(socket, IPPROTO_IPV6, IPV6_V6ONLY);
  const auto name = name_of(address);
  const auto mask = ::umask(0007);
  const int bound = ::bind(socket.number(), name.get(), name.size);
  ::umask(mask);
  if (bound != 0) return failed("cannot listen on", address);
  if (::listen(socket.number(), kBacklog) != 0) return failed("cannot listen on", address);
  return std::move(socket);
}

Address bound_address(const Descriptor& listener, Address asked) {
  if (asked.kind == Address::Kind::local || asked.port != 0) return asked;
  SocketName name;
  name.size = sizeof name.storage;
  if (::getsockname(listener.number(), name.get(), &name.size) != 0) return asked;
  std::uint16_t port = 0;  // at the same offset in both address families
  std::memcpy(&port, reinterpret_cast<const char*>(&name.storage) + 2, sizeof port);  // NOLINT
  asked.port = ntohs(port);
  return asked;
}

Accepted accept_from(const Descriptor& listener, Descriptor& out, std::string& peer) {
  SocketName name;
  name.size = sizeof name.storage;
  const int number =
      ::accept4(listener.number(), name.get(), &name.size, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (number < 0)
    return errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM
               ? Accepted::no_room
               : Accepted::nothing;
  out = Descriptor(number);
  peer = peer_of(out, name);
  switch_on(out, IPPROTO_TCP, TCP_NODELAY);  // has no effect on a Unix socket
  return Accepted::connection;
}

Result<Descriptor> connect_to(const Address& address, std::chrono::milliseconds within) {
  SETOFF_TRY(socket, open_socket(address));
  const auto name = name_of(address);
  if (::connect(socket.number(), name.get(), name.size) != 0) {
    if (errno != EINPROGRESS) return failed("cannot reach", address);
    if (!wait_for(socket, false, true, within).writable) {
      errno = ETIMEDOUT;
      return failed("cannot reach", address);
    }
    int reason = 0;
    socklen_t size = sizeof reason;
    ::getsockopt(socket.number(), SOL_SOCKET, SO_ERROR, &reason, &size);
    errno = reason;
    if (reason != 0) return failed("cannot reach", address);
  }
  switch_on(socket, IPPROTO_TCP, TCP_NODELAY);
  return std::move(socket);
}

Readiness wait_for(const Descriptor& descriptor, bool read, bool write,
                   std::chrono::milliseconds within) {
  pollfd asked{};
  asked.fd = descriptor.number();
  asked.events = static_cast<short>((read ? POLLIN : 0) | (write ? POLLOUT : 0));
  if (::poll(&asked, 1, static_cast<int>(within.count())) <= 0) return {};
  const bool broken = (asked.revents & (POLLERR | POLLHUP)) != 0;
  return {broken || (asked.revents & POLLIN) != 0,
          (broken && write) || (asked.revents & POLLOUT) != 0};
}

bool hung_up(const Descriptor& descriptor) {
  pollfd one{descriptor.number(), POLLRDHUP, 0};
  return ::poll(&one, 1, 0) > 0 && (one.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
}

}  // namespace setoff::cli
