#include "cli/daemon/net/address.h"

#include <arpa/inet.h>
#include <sys/un.h>

#include <charconv>

namespace setoff::cli {
namespace {

Error bad(std::string_view text, std::string_view why) {
  return {Code::bad_field, "'" + std::string(text) + "' is not an address: " + std::string(why) +
                               "; write it as 127.0.0.1:7400, [::1]:7400 or unix:/path"};
}

Result<std::uint16_t> parse_port(std::string_view whole, std::string_view text) {
  std::uint16_t port = 0;
  const auto [stop, failed] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (text.empty() || failed != std::errc{} || stop != text.data() + text.size())
    return bad(whole, "the port is a number from 0 to 65535");
  return port;
}

Result<Address> parse_local(std::string_view whole, std::string_view path) {
  if (path.empty()) return bad(whole, "the path is empty");
  if (path.size() >= sizeof(sockaddr_un{}.sun_path))
    return bad(whole, "the path is longer than a socket's path may be (107 bytes)");
  Address address;
  address.kind = Address::Kind::local;
  address.path = path;
  return address;
}

}  // namespace

Result<Address> Address::parse(std::string_view text) {
  constexpr std::string_view kUnix = "unix:";
  if (text.starts_with(kUnix)) return parse_local(text, text.substr(kUnix.size()));
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return bad(text, "it has no port");
  Address address;
  SETOFF_TRY(port, parse_port(text, text.substr(colon + 1)));
  address.port = port;
  auto host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) {
    address.kind = Kind::ip6;
    host = host.substr(1, host.size() - 2);
  }
  address.host = host == "localhost" ? "127.0.0.1" : std::string(host);
  in6_addr parsed{};
  const int family = address.kind == Kind::ip6 ? AF_INET6 : AF_INET;
  if (inet_pton(family, address.host.c_str(), &parsed) != 1)
    return bad(text, "'" + address.host + "' is not a number of a host");
  return address;
}

bool Address::is_local() const {
  switch (kind) {
    case Kind::local:
      return true;
    case Kind::ip4:
      return host.starts_with("127.");
    case Kind::ip6:
      return host == "::1";
  }
  return false;
}

std::string Address::text() const {
  if (kind == Kind::local) return "unix:" + path;
  const auto name = kind == Kind::ip6 ? "[" + host + "]" : host;
  return name + ":" + std::to_string(port);
}

}  // namespace setoff::cli
