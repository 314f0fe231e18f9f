#pragma once
// Network: the network thread's listeners and its table of connections. Accepts connections,
// delivers answered batches to them, checks timeouts, stops in order. Everything except deliver()
// and tell() belongs to the loop's thread.

#include <functional>
#include <memory>
#include <vector>

#include "cli/daemon/access/access.h"
#include "cli/daemon/net/connection.h"
#include "cli/daemon/net/socket.h"
#include "cli/daemon/ops/log.h"
#include "ledger/base/text_map.h"

namespace setoff::cli {

// A listener: its address, protocol and access.
struct Listener {
  Address address;
  bool http = false;
  bool tls = false;
  Access access{};
};

class Network {
 public:
  struct Makers {
    // Null if the stream cannot be created.
    std::function<std::unique_ptr<Stream>(Descriptor socket, const Listener& listener)> stream;
    std::function<std::unique_ptr<Session>(Peer& peer, const Listener& listener)> session;
  };
  Network(ConnectionContext& around, Log& log, Makers makers);
  ~Network();

  // Returns the address actually bound. Errors: those of listen_on().
  [[nodiscard]] Result<Address> open_listener(Listener listener);
  // Delivers answered batches; called by the writer's threads.
  void deliver(std::vector<Batch> batches);
  // Stops in order; calls `stopped` on the loop's thread when no connection is left.
  void stop(std::function<void()> stopped);
  // Closes all remaining connections at once.
  void cut_all();
  void tick();
  // Closes connections and streams of users who no longer exist or have lost their rights.
  void users_changed();

  // Thread-safe. Calls `work` on the loop's thread if the connection still exists.
  void tell(ConnectionId id, std::function<void()> work);
  // Null if it is gone.
  [[nodiscard]] Connection* find(ConnectionId id);
  [[nodiscard]] std::size_t size() const { return connections_.size(); }

 private:
  struct OpenListener {
    Listener listener;
    Descriptor socket;
    std::unique_ptr<Watch> watch;
  };
  // Schedules accepting a few connections, at the start of a turn (see FairQueue).
  void ask_accept(OpenListener& listener);
  void accept_at(OpenListener& listener);
  void admit(Descriptor socket, const std::string& peer, const Listener& listener);
  // Whether there is room for another connection of that peer; closes an older one for it if that
  // is fair.
  [[nodiscard]] bool make_room(const std::string& peer);
  void call_after(ConnectionId id, std::chrono::milliseconds delay, std::function<void()> work);
  void take_out(ConnectionId id);
  void hand_out(const std::vector<Batch>& batches);
  void return_batch(Batch batch);
  void changed(ConnectionId id);
  void resume_waiting();

  ConnectionContext& around_;
  Log& log_;
  Makers makers_;
  std::vector<std::unique_ptr<OpenListener>> listeners_;
  std::unordered_map<ConnectionId, std::unique_ptr<Connection>> connections_;
  TextMap<std::size_t> of_peer_;  // number of connections
  // The peer that last found no place, and until when searching again is pointless.
  std::string last_rejected_peer_;
  Moment rejected_until_;
  ConnectionId next_id_ = 1;
  bool accepting_paused_ = false;
  bool stopping_ = false;
  std::function<void()> stopped_;
  Moment stop_until_;
};

}  // namespace setoff::cli
