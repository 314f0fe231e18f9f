#pragma once
// DaemonLimits: what one peer (a network address, or a user of this machine), and all peers
// together, may use of the daemon. Every resource has a limit; whatever exceeds it is answered,
// slowed down or cut off, never stored. Sizes in bytes. The values here are the defaults of
// docs/operations.md.

#include <chrono>
#include <cstddef>

namespace setoff::cli {

struct DaemonLimits {
  std::size_t connections = 1024;
  std::size_t connections_per_peer = 960;
  std::size_t line_bytes = 256U << 10U;     // of a line, and of an HTTP request's body
  std::size_t batch_events = 1000;          // in one list
  std::size_t held_bytes = 2U << 20U;       // per connection: received but not answered, and unsent
  std::size_t held_bytes_all = 64U << 20U;  // of all connections
  std::chrono::milliseconds first_byte{10'000};  // from opening to the first byte
  std::chrono::milliseconds line{30'000};        // from a line's first byte to its last
  std::chrono::milliseconds idle{600'000};       // without a byte in either direction
  std::chrono::milliseconds unsent{30'000};      // while the peer does not read an answer
  std::chrono::milliseconds stop{10'000};        // from the signal until connections are cut
  std::chrono::milliseconds token_delay{1000};   // before an unknown token is answered
  std::size_t subscribers = 64;
  std::size_t subscribers_per_peer = 16;
  std::size_t subscriber_lag = 100'000;  // entries behind the newest
};

}  // namespace setoff::cli
