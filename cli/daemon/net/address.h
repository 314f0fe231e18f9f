#pragma once
// Address: a listening or remote address as text: "127.0.0.1:7400", "[::1]:7400" or
// "unix:/run/setoff.sock". Only IP addresses, no host names: who can reach a listener must not
// depend on a name server. "localhost" means 127.0.0.1. Errors: bad_field.

#include <cstdint>
#include <string>
#include <string_view>

#include "ledger/base/result.h"

namespace setoff::cli {

struct Address {
  enum class Kind : std::uint8_t { ip4, ip6, local };
  Kind kind = Kind::ip4;
  std::string host;        // of ip4 and ip6
  std::uint16_t port = 0;  // 0: chosen by the system
  std::string path;        // of a Unix domain socket

  [[nodiscard]] static Result<Address> parse(std::string_view text);
  // Whether it can be reached from this machine only.
  [[nodiscard]] bool is_local() const;
  [[nodiscard]] std::string text() const;
  friend bool operator==(const Address&, const Address&) = default;
};

}  // namespace setoff::cli
