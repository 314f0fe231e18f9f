#pragma once
// Address: where a door is, as text: "127.0.0.1:7400", "[::1]:7400" or "unix:/run/setoff.sock".
// Addresses are numbers, never names: what a listener is open to must not depend on a name server.
// "localhost" stands for 127.0.0.1. Errors: bad_field.

#include <cstdint>
#include <string>
#include <string_view>

#include "ledger/base/result.h"

namespace setoff::cli {

struct Address {
  enum class Kind : std::uint8_t { ip4, ip6, local };
  Kind kind = Kind::ip4;
  std::string host;        // of ip4 and ip6
  std::uint16_t port = 0;  // 0: the system chooses
  std::string path;        // of a Unix domain socket

  [[nodiscard]] static Result<Address> parse(std::string_view text);
  // Reached from this machine only.
  [[nodiscard]] bool is_local() const;
  [[nodiscard]] std::string text() const;
  friend bool operator==(const Address&, const Address&) = default;
};

}  // namespace setoff::cli
