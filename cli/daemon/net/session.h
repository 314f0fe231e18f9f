#pragma once
// Session: the protocol on one connection: event lines or HTTP. It turns bytes into submissions and
// answers into bytes, and knows no socket and no thread. Peer: what a session may do with its
// connection. Both belong to the network thread.

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/daemon/intake/submission.h"
#include "cli/daemon/ops/thread_roles.h"

namespace setoff::cli {

// Work for a connection; runs on the network thread if the connection still exists.
using ConnectionWork = std::function<void()>;

class Peer {
 public:
  virtual ~Peer() = default;
  [[nodiscard]] virtual ConnectionId id() const = 0;
  // The remote end: an IP address, or the system user behind a Unix socket.
  [[nodiscard]] virtual const std::string& name() const = 0;
  // The bytes to send; they are sent together when the session's current callback returns. The
  // reference is valid until refer() is called.
  [[nodiscard]] virtual std::string& outbox() SETOFF_ON_NETWORK_THREAD = 0;
  // Sends bytes without copying them; they must outlive the connection.
  virtual void refer(std::string_view bytes) SETOFF_ON_NETWORK_THREAD = 0;
  // Bytes written but not sent.
  [[nodiscard]] virtual std::size_t unsent() const SETOFF_ON_NETWORK_THREAD = 0;
  // The connections hold all the memory they may: write nothing large.
  [[nodiscard]] virtual bool memory_full() const SETOFF_ON_NETWORK_THREAD = 0;
  // Submits items to the books; they return through Session::answered in the same order. `bytes` is
  // the size of their text, which counts as held until then.
  virtual void submit(std::vector<Submission> items,
                      std::size_t bytes) SETOFF_ON_NETWORK_THREAD = 0;
  // Stops reading; closes once everything submitted is answered and everything written is sent.
  virtual void finish() SETOFF_ON_NETWORK_THREAD = 0;
  // Calls `work` after the delay if the connection still exists.
  virtual void call_after(std::chrono::milliseconds delay,
                          ConnectionWork work) SETOFF_ON_NETWORK_THREAD = 0;
};

class Session {
 public:
  virtual ~Session() = default;
  // The next bytes from the peer; a line or request may arrive in any number of pieces.
  virtual void take(std::string_view bytes) SETOFF_ON_NETWORK_THREAD = 0;
  // The peer sends no more. The connection finishes after this call.
  virtual void input_ended() SETOFF_ON_NETWORK_THREAD = 0;
  // A batch that it submitted has its answers: writes them to the outbox.
  virtual void answered(const Batch& batch) SETOFF_ON_NETWORK_THREAD = 0;

  // Continues with input held back because too much was unsent.
  virtual void resume() SETOFF_ON_NETWORK_THREAD {}
  // Whether there is such input, and room to continue.
  [[nodiscard]] virtual bool may_resume() const SETOFF_ON_NETWORK_THREAD { return false; }
  // Whether a question waits until the connections hold less memory.
  [[nodiscard]] virtual bool waits_for_room() const SETOFF_ON_NETWORK_THREAD { return false; }
  // Users or their rights have changed.
  virtual void users_changed() SETOFF_ON_NETWORK_THREAD = 0;

  // Bytes held for incomplete input.
  [[nodiscard]] virtual std::size_t held() const SETOFF_ON_NETWORK_THREAD = 0;
  // Whether a line or request has begun and not ended.
  [[nodiscard]] virtual bool within_unit() const SETOFF_ON_NETWORK_THREAD = 0;
  // Whether an answer is pending that belongs to no batch.
  [[nodiscard]] virtual bool owes_answer() const SETOFF_ON_NETWORK_THREAD { return false; }
  // False while the session wants no more input.
  [[nodiscard]] virtual bool wants_input() const SETOFF_ON_NETWORK_THREAD = 0;
  // Whether it may be closed to make room for others: its peer has not identified itself, and
  // nothing lasting is in progress.
  [[nodiscard]] virtual bool may_give_way() const SETOFF_ON_NETWORK_THREAD = 0;
};

}  // namespace setoff::cli
