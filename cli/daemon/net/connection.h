#pragma once
// Connection: one peer with its stream, its session, its share of the daemon's memory and its
// timeouts. Reads while it may (back-pressure means not reading), sends what the session wrote,
// closes in order: everything submitted is answered and sent first. Its peer is unproven until the
// books accept an event from it, and again after a line that is not an event; unproven peers are
// read in FairQueue. Belongs to the network thread.

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "cli/daemon/net/fair_queue.h"
#include "cli/daemon/net/loop.h"
#include "cli/daemon/net/outbox.h"
#include "cli/daemon/net/session.h"
#include "cli/daemon/net/stream.h"
#include "cli/daemon/ops/limits.h"
#include "cli/daemon/ops/metrics.h"
#include "cli/daemon/writer/writer.h"

namespace setoff::cli {

using Moment = std::chrono::steady_clock::time_point;

// Shared by the connections of one loop.
struct ConnectionContext {
  Loop& loop;
  Writer& writer;
  const Limits& limits;
  Metrics& metrics;
  FairQueue turns{loop};
  std::size_t held_all = 0;  // bytes held by all connections
  // Whether the connections, with the answers on their way to them, hold all the memory they may.
  [[nodiscard]] bool memory_full() const {
    return held_all + static_cast<std::size_t>(metrics.answer_bytes.value()) >=
           limits.held_bytes_all;
  }
  std::size_t waiting_for_room = 0;                                      // number of connections
  std::vector<char> buffer = std::vector<char>(std::size_t{64} << 10U);  // read buffer
  // Called at the end of each callback of a connection; may destroy it.
  std::function<void(ConnectionId)> changed{};
  // Calls serve() of the connection when its turn comes.
  std::function<void(ConnectionId)> ask_turn{};
  // Returns a batch that is already answered to its connection.
  std::function<void(Batch)> return_batch{};
  // Calls `work` after a delay if the connection still exists.
  std::function<void(ConnectionId, std::chrono::milliseconds, std::function<void()>)> call_after{};
};

class Connection final : public Peer {
 public:
  Connection(ConnectionId id, std::string peer, std::unique_ptr<Stream> stream,
             ConnectionContext& around);
  ~Connection() override;
  void begin(std::unique_ptr<Session> session);

  // Peer
  [[nodiscard]] ConnectionId id() const override { return id_; }
  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] std::string& outbox() override { return outbox_.text(); }
  void refer(std::string_view bytes) override { outbox_.refer(bytes); }
  [[nodiscard]] std::size_t unsent() const override { return outbox_.size(); }
  [[nodiscard]] bool memory_full() const override { return around_.memory_full(); }
  void submit(std::vector<Submission> items, std::size_t bytes) override;
  void finish() override { finishing_ = true; }
  void call_after(std::chrono::milliseconds delay, std::function<void()> work) override {
    around_.call_after(id_, delay, std::move(work));
  }

  void answered(const Batch& batch);
  // Handles one event of the descriptor: reads once, resumes input that was held back, or drains.
  void serve();
  // Sends what it can, continues to read if it may, and closes when finished.
  void proceed();
  void check_time(Moment now);
  void cut();
  void users_changed();

  [[nodiscard]] bool over() const { return over_; }
  [[nodiscard]] bool is_unproven() const { return unproven_; }
  // Whether it may be closed to make room for another; the longer since its last complete line or
  // request, the sooner.
  [[nodiscard]] bool may_give_way() const;
  [[nodiscard]] Moment quiet_since() const { return last_unit_at_; }
  // Whether it would read if the others held less memory.
  [[nodiscard]] bool waits_for_room() const { return waits_for_room_; }

 private:
  void readable();
  // Requests another serve(), in its turn if the peer is unproven.
  void ask_round();
  void judge(const Batch& batch);
  void read_some();
  // Most bytes to read in one turn.
  [[nodiscard]] std::size_t share() const;
  void take(std::string_view bytes);
  void send_outbox();
  [[nodiscard]] bool may_read();
  void account();
  void drain();

  ConnectionId id_;
  std::string name_;
  std::unique_ptr<Stream> stream_;
  ConnectionContext& around_;
  std::unique_ptr<Session> session_;
  std::optional<Watch> watch_;

  Outbox outbox_;
  std::size_t in_flight_ = 0;  // weight of unanswered batches
  std::size_t batches_ = 0;    // unanswered
  std::size_t held_ = 0;       // bytes, as last accounted
  std::uint64_t epoch_ = 0;

  bool unproven_ = true;
  bool turn_asked_ = false;
  bool returned_ = false;  // a batch that never went to the books is being returned
  bool input_over_ = false;
  bool finishing_ = false;
  bool draining_ = false;  // everything is sent; waits for the peer to close
  bool over_ = false;
  bool reads_after_write_ = false;  // TLS must write before it can read
  bool waits_for_room_ = false;

  Moment opened_;
  Moment last_byte_at_;  // last byte in either direction
  Moment last_unit_at_;  // end of the last complete line or request, or opened_
  bool any_byte_ = false;
  std::optional<Moment> unit_since_;
  std::optional<Moment> unsent_since_;
  std::optional<Moment> draining_since_;
};

}  // namespace setoff::cli
