#pragma once
// Access: how a listener identifies its clients. If users are configured, it asks for tokens,
// unless it is local and lets everyone read or lets everyone act as one user. Without users,
// everyone who can reach it may do everything.

#include <cstdint>
#include <string>

namespace setoff::cli {

struct Access {
  enum class By : std::uint8_t { anybody, token, everyone_reads, as_user };
  By by = By::anybody;
  std::string user{};  // the user whom everyone acts as, for By::as_user
  friend bool operator==(const Access&, const Access&) = default;
};

}  // namespace setoff::cli
