#pragma once
// Stream: bytes in both directions over a non-blocking socket, plain or with TLS 1.3. read() and
// write() do what they can at once and say why they stopped; under TLS, reading may need writing
// first, and the other way round. Nothing here blocks.

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "cli/daemon/net/socket.h"

namespace setoff::cli {

struct IoResult {
  enum class Stop : std::uint8_t {
    none,        // everything requested was done; there may be more
    wait_read,   // continue once the descriptor is readable
    wait_write,  // continue once it is writable
    ended,       // the peer sends no more
    failed,      // the connection is gone
  };
  std::size_t bytes = 0;
  Stop stop = Stop::none;
};

class Stream {
 public:
  virtual ~Stream() = default;
  [[nodiscard]] virtual IoResult read(std::span<char> out) = 0;
  [[nodiscard]] virtual IoResult write(std::string_view bytes) = 0;
  // Tells the peer that no more will be sent.
  virtual void end_writing() = 0;
  // Whether bytes are buffered that do not make the descriptor readable.
  [[nodiscard]] virtual bool has_buffered() const = 0;
  [[nodiscard]] virtual const Descriptor& descriptor() const = 0;
  // Why the last call failed, as text; empty if the peer just disconnected.
  [[nodiscard]] virtual std::string reason() const = 0;
};

[[nodiscard]] std::unique_ptr<Stream> plain_stream(Descriptor socket);

}  // namespace setoff::cli
