#pragma once
// Session: what one connection speaks: event lines or HTTP. It turns bytes into submissions and
// answers into bytes; it knows no socket and no thread. Peer: what a session may do with its
// connection. Both belong to the network thread.

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/daemon/submission.h"

namespace setoff::cli {

class Peer {
 public:
  virtual ~Peer() = default;
  [[nodiscard]] virtual ConnectionId id() const = 0;
  // Who is at the other end: a host's number, or the user of the system behind a Unix socket.
  [[nodiscard]] virtual const std::string& name() const = 0;
  // Bytes to send; they leave together at the end of the call that the session is in. The reference
  // holds until refer() is called.
  [[nodiscard]] virtual std::string& outbox() = 0;
  // Sends bytes that outlive the connection, without keeping them.
  virtual void refer(std::string_view bytes) = 0;
  // Bytes written and not sent.
  [[nodiscard]] virtual std::size_t unsent() const = 0;
  // The connections hold all the memory they may: nothing large is to be written.
  [[nodiscard]] virtual bool crowded() const = 0;
  // Hands submissions to the books; they come back through Session::answered in the same order.
  virtual void submit(std::vector<Submission> items, std::size_t bytes) = 0;
  // Reads no more; closes once everything handed in is answered and everything written is sent.
  virtual void finish() = 0;
  // Calls `work` after the delay, if the connection is still there.
  virtual void later(std::chrono::milliseconds delay, std::function<void()> work) = 0;
};

class Session {
 public:
  virtual ~Session() = default;
  virtual void take(std::string_view bytes) = 0;
  // The peer sends no more. The connection finishes after this call.
  virtual void input_ended() = 0;
  virtual void answered(const Batch& batch) = 0;

  // Goes on with input that it kept because too much was unsent.
  virtual void resume() {}
  // Whether there is such input, and room to go on.
  [[nodiscard]] virtual bool may_resume() const { return false; }
  // A question waits until the connections hold less.
  [[nodiscard]] virtual bool waits_for_room() const { return false; }
  // Users and their rights are others now.
  virtual void users_changed() = 0;

  // Bytes kept of input that is not complete.
  [[nodiscard]] virtual std::size_t held() const = 0;
  // A line or request has begun and not ended.
  [[nodiscard]] virtual bool within_unit() const = 0;
  // An answer is on its way that no batch stands for.
  [[nodiscard]] virtual bool owes_answer() const { return false; }
  // False while the session wants no more input.
  [[nodiscard]] virtual bool wants_input() const = 0;
  // It may be ended to make place for others: its peer has not shown who it is, and nothing that
  // lasts is under way.
  [[nodiscard]] virtual bool may_give_way() const = 0;
};

}  // namespace setoff::cli
