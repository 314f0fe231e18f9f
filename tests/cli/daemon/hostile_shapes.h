#pragma once
// What hostile peers send, and what they do then.

#include <cstdint>
#include <string>
#include <vector>

namespace setoff::tests {

enum class Listener : std::uint8_t { events, http, tls };
enum class Then : std::uint8_t {
  hold,   // keeps the connection and stays silent
  drip,   // goes on with a byte now and then
  reset,  // cuts it with a reset, answers unread
  end,    // ends its side
};

struct HostileShape {
  const char* what;
  Listener listener;
  Then then;
  std::string bytes;
};

[[nodiscard]] std::vector<HostileShape> hostile_shapes();

}  // namespace setoff::tests
