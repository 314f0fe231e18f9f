#pragma once
// Access: how a door knows who is behind it. Where there are users a door asks for tokens, unless
// it is a local one that lets everyone read, or lets everyone act as one user. Where there are
// none, everybody who reaches it may do everything.

#include <cstdint>
#include <string>

namespace setoff::cli {

struct Access {
  enum class By : std::uint8_t { anybody, token, reading, user };
  By by = By::anybody;
  std::string user{};  // whom everyone acts as, by user
  friend bool operator==(const Access&, const Access&) = default;
};

}  // namespace setoff::cli
