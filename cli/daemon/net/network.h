#pragma once
// Network: the network thread's listeners and its table of connections. Accepts connections,
// delivers answered batches to them, checks timeouts, stops in order.

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

// Creates what a new connection consists of, by the listener that accepted it.
class SessionFactory {
 public:
  virtual ~SessionFactory() = default;
  // Null if the stream cannot be created.
  [[nodiscard]] virtual std::unique_ptr<Stream> make_stream(
      Descriptor socket, const Listener& listener) SETOFF_ON_NETWORK_THREAD = 0;
  [[nodiscard]] virtual std::unique_ptr<Session> make_session(Peer& peer, const Listener& listener)
      SETOFF_ON_NETWORK_THREAD = 0;
};

class Network final : public ConnectionOwner {
 public:
  // All three must outlive it.
  Network(ConnectionContext& around, Log& log, SessionFactory& factory);
  ~Network() override;

  // Returns the address actually bound. Errors: those of listen_on().
  [[nodiscard]] Result<Address> open_listener(Listener listener) SETOFF_ON_NETWORK_THREAD;
  // Thread-safe. Delivers answered batches.
  void deliver(std::vector<Batch> batches);
  // Accepts and reads no more; calls `stopped` on the loop's thread when every connection has been
  // answered and closed, or cut after DaemonLimits::stop.
  void stop(Loop::Work stopped) SETOFF_ON_NETWORK_THREAD;
  // Closes all remaining connections at once.
  void cut_all() SETOFF_ON_NETWORK_THREAD;
  // Checks time limits and resumes what waits; to be called a few times a second.
  void tick() SETOFF_ON_NETWORK_THREAD;
  // Closes connections and streams of users who no longer exist or have lost their rights.
  void users_changed() SETOFF_ON_NETWORK_THREAD;

  // Thread-safe. Calls `work` on the loop's thread if the connection still exists.
  void tell(ConnectionId id, ConnectionWork work);
  // Null if it is gone.
  [[nodiscard]] Connection* find(ConnectionId id) SETOFF_ON_NETWORK_THREAD;
  [[nodiscard]] std::size_t size() const SETOFF_ON_NETWORK_THREAD { return connections_.size(); }

 private:
  struct OpenListener final : ReadinessHandler {
    explicit OpenListener(Network& the_network) : network(the_network) {}
    void on_readable() override SETOFF_ON_NETWORK_THREAD { network.ask_accept(*this); }
    void on_writable() override {}

    Network& network;
    Listener listener;
    Descriptor socket;
    std::unique_ptr<Watch> watch;
  };

  void changed(ConnectionId id) override SETOFF_ON_NETWORK_THREAD;
  void request_turn(ConnectionId id) override SETOFF_ON_NETWORK_THREAD;
  void return_batch(Batch batch) override SETOFF_ON_NETWORK_THREAD;
  void call_after(ConnectionId id, std::chrono::milliseconds delay,
                  ConnectionWork work) override SETOFF_ON_NETWORK_THREAD;

  // Schedules accepting a few connections, at the start of a turn (see FairQueue).
  void ask_accept(OpenListener& listener) SETOFF_ON_NETWORK_THREAD;
  void accept_at(OpenListener& listener) SETOFF_ON_NETWORK_THREAD;
  void admit(Descriptor socket, const std::string& peer,
             const Listener& listener) SETOFF_ON_NETWORK_THREAD;
  // Whether there is room for another connection of that peer; closes an older one for it if that
  // is fair.
  [[nodiscard]] bool make_room(const std::string& peer) SETOFF_ON_NETWORK_THREAD;
  void take_out(ConnectionId id) SETOFF_ON_NETWORK_THREAD;
  void hand_out(const std::vector<Batch>& batches) SETOFF_ON_NETWORK_THREAD;
  void resume_waiting() SETOFF_ON_NETWORK_THREAD;

  ConnectionContext& around_;
  Log& log_;
  SessionFactory& factory_;
  std::vector<std::unique_ptr<OpenListener>> listeners_ SETOFF_GUARDED_BY(kNetworkThread);
  std::unordered_map<ConnectionId, std::unique_ptr<Connection>> connections_
      SETOFF_GUARDED_BY(kNetworkThread);
  TextMap<std::size_t> of_peer_ SETOFF_GUARDED_BY(kNetworkThread);  // number of connections
  // The peer that last found no place, and until when searching again is pointless.
  std::string last_rejected_peer_ SETOFF_GUARDED_BY(kNetworkThread);
  Moment rejected_until_ SETOFF_GUARDED_BY(kNetworkThread);
  ConnectionId next_id_ SETOFF_GUARDED_BY(kNetworkThread) = 1;
  bool accepting_paused_ SETOFF_GUARDED_BY(kNetworkThread) = false;
  bool stopping_ SETOFF_GUARDED_BY(kNetworkThread) = false;
  Loop::Work stopped_ SETOFF_GUARDED_BY(kNetworkThread);
  Moment stop_until_ SETOFF_GUARDED_BY(kNetworkThread);
};

}  // namespace setoff::cli
