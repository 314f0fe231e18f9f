#pragma once
// Connection: one peer with its stream, its session, its share of the daemon's memory and its
// timeouts. Reads while it may (back-pressure means not reading), sends what the session wrote,
// closes in order: everything submitted is answered and sent first. Its peer is unproven until the
// books accept an event from it, and again after a line that is not an event; unproven peers are
// read in turns (FairQueue). Its members belong to the network thread, as every function that uses
// them says.

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "cli/daemon/net/fair_queue.h"
#include "cli/daemon/net/loop.h"
#include "cli/daemon/net/memory_budget.h"
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
  const DaemonLimits& limits;
  Metrics& metrics;
  MemoryBudget& memory;
  FairQueue turns{loop};
  std::size_t open SETOFF_GUARDED_BY(kNetworkThread) = 0;  // number of connections
  // Number of connections that wait for memory.
  std::size_t waiting_for_room SETOFF_GUARDED_BY(kNetworkThread) = 0;
  // Read buffer.
  std::vector<char> buffer SETOFF_GUARDED_BY(kNetworkThread) = std::vector<char>(65'536);
};

// What a connection asks of the Network that owns it.
class ConnectionOwner {
 public:
  virtual ~ConnectionOwner() = default;
  // Called at the end of each callback of a connection; may destroy it.
  virtual void changed(ConnectionId id) SETOFF_ON_NETWORK_THREAD = 0;
  // Calls serve() of the connection when its turn comes.
  virtual void request_turn(ConnectionId id) SETOFF_ON_NETWORK_THREAD = 0;
  // Returns a batch that is already answered to its connection.
  virtual void return_batch(Batch batch) SETOFF_ON_NETWORK_THREAD = 0;
  // Calls `work` after a delay if the connection still exists.
  virtual void call_after(ConnectionId id, std::chrono::milliseconds delay,
                          ConnectionWork work) SETOFF_ON_NETWORK_THREAD = 0;
};

class Connection final : public Peer, public ReadinessHandler {
 public:
  Connection(ConnectionId id, std::string peer, std::unique_ptr<Stream> stream,
             ConnectionContext& around, ConnectionOwner& owner) SETOFF_ON_NETWORK_THREAD;
  ~Connection() override;
  // Starts to read for the session.
  void begin(std::unique_ptr<Session> session) SETOFF_ON_NETWORK_THREAD;

  // Peer
  [[nodiscard]] ConnectionId id() const override { return id_; }
  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] std::string& outbox() override SETOFF_ON_NETWORK_THREAD { return outbox_.text(); }
  void refer(std::string_view bytes) override SETOFF_ON_NETWORK_THREAD { outbox_.refer(bytes); }
  [[nodiscard]] std::size_t unsent() const override SETOFF_ON_NETWORK_THREAD {
    return outbox_.size();
  }
  [[nodiscard]] bool memory_full() const override SETOFF_ON_NETWORK_THREAD {
    return around_.memory.full();
  }
  void submit(std::vector<Submission> items, std::size_t bytes) override SETOFF_ON_NETWORK_THREAD;
  void finish() override SETOFF_ON_NETWORK_THREAD { finishing_ = true; }
  void call_after(std::chrono::milliseconds delay,
                  ConnectionWork work) override SETOFF_ON_NETWORK_THREAD {
    owner_.call_after(id_, delay, std::move(work));
  }

  // Passes the answers on to the session.
  void answered(const Batch& batch) SETOFF_ON_NETWORK_THREAD;
  // Handles one event of the descriptor: reads once, resumes input that was held back, or drains.
  void serve() SETOFF_ON_NETWORK_THREAD;
  // Sends what it can, continues to read if it may, and closes when finished.
  void proceed() SETOFF_ON_NETWORK_THREAD;
  // Ends the connection if one of its time limits has passed.
  void check_time(Moment now) SETOFF_ON_NETWORK_THREAD;
  // Ends the connection at once; what is not sent is lost.
  void cut() SETOFF_ON_NETWORK_THREAD;
  void users_changed() SETOFF_ON_NETWORK_THREAD;

  // Whether it has ended: its owner destroys it.
  [[nodiscard]] bool over() const SETOFF_ON_NETWORK_THREAD { return over_; }
  [[nodiscard]] bool is_unproven() const SETOFF_ON_NETWORK_THREAD { return unproven_; }
  // Whether it may be closed to make room for another; the longer since its last complete line or
  // request, the sooner.
  [[nodiscard]] bool may_give_way() const SETOFF_ON_NETWORK_THREAD;
  [[nodiscard]] Moment quiet_since() const SETOFF_ON_NETWORK_THREAD { return last_unit_at_; }
  // Whether it would read if the others held less memory.
  [[nodiscard]] bool waits_for_room() const SETOFF_ON_NETWORK_THREAD { return waits_for_room_; }

 private:
  void on_readable() override SETOFF_ON_NETWORK_THREAD;
  void on_writable() override SETOFF_ON_NETWORK_THREAD;
  // Requests another serve(), in its turn if the peer is unproven.
  void ask_round() SETOFF_ON_NETWORK_THREAD;
  void update_trust(const Batch& batch) SETOFF_ON_NETWORK_THREAD;
  void read_some() SETOFF_ON_NETWORK_THREAD;
  // Most bytes to read in one turn.
  [[nodiscard]] std::size_t share() const SETOFF_ON_NETWORK_THREAD;
  void take(std::string_view bytes) SETOFF_ON_NETWORK_THREAD;
  void send_outbox() SETOFF_ON_NETWORK_THREAD;
  [[nodiscard]] bool may_read() SETOFF_ON_NETWORK_THREAD;
  void account() SETOFF_ON_NETWORK_THREAD;
  void drain() SETOFF_ON_NETWORK_THREAD;

  ConnectionId id_;
  std::string name_;
  std::unique_ptr<Stream> stream_;
  ConnectionContext& around_;
  ConnectionOwner& owner_;
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
  Moment last_byte_at_;  // in either direction
  Moment last_unit_at_;  // when the last complete line or request ended, or opened_
  bool any_byte_ = false;
  std::optional<Moment> unit_since_;
  std::optional<Moment> unsent_since_;
  std::optional<Moment> draining_since_;
};

}  // namespace setoff::cli
