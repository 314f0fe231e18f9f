#pragma once
// Session: what one connection speaks: event lines or HTTP. It turns bytes into submissions and
// answers into bytes; it knows no socket and no thread. Peer: what a session may do with its
// connection. Both belong to the network thread.

#include <string>
#include <string_view>
#include <vector>

#include "cli/daemon/submission.h"

namespace setoff::cli {

class Peer {
 public:
  virtual ~Peer() = default;
  [[nodiscard]] virtual ConnectionId id() const = 0;
  // Bytes to send; they leave together at the end of the call that the session is in.
  [[nodiscard]] virtual std::string& outbox() = 0;
  // Hands submissions to the books; they come back through Session::answered in the same order.
  virtual void submit(std::vector<Submission> items, std::size_t bytes) = 0;
  // Reads no more; closes once everything handed in is answered and everything written is sent.
  virtual void finish() = 0;
};

class Session {
 public:
  virtual ~Session() = default;
  virtual void take(std::string_view bytes) = 0;
  // The peer sends no more. The connection finishes after this call.
  virtual void input_ended() = 0;
  virtual void answered(const Batch& batch) = 0;

  // Bytes kept of input that is not complete.
  [[nodiscard]] virtual std::size_t held() const = 0;
  // A line or request has begun and not ended.
  [[nodiscard]] virtual bool within_unit() const = 0;
  // An answer is on its way that no batch stands for.
  [[nodiscard]] virtual bool owes_answer() const { return false; }
  // False while the session wants no more input.
  [[nodiscard]] virtual bool wants_input() const = 0;
};

}  // namespace setoff::cli
