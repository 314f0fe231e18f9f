#pragma once
// Network: the network thread's table of connections and its doors. Accepts, hands answered batches
// to their connections, looks at the clocks, stops in order. All belongs to the loop's thread,
// except deliver().

#include <functional>
#include <memory>
#include <vector>

#include "cli/daemon/access.h"
#include "cli/daemon/connection.h"
#include "cli/daemon/log.h"
#include "cli/daemon/socket.h"
#include "ledger/base/text_map.h"

namespace setoff::cli {

// What stands behind an address.
struct Door {
  Address address;
  bool http = false;
  bool tls = false;
  Access access{};
};

class Network {
 public:
  struct Makers {
    // Nothing if the stream cannot be made.
    std::function<std::unique_ptr<Stream>(Descriptor socket, const Door& door)> stream;
    std::function<std::unique_ptr<Session>(Peer& peer, const Door& door)> session;
  };
  Network(Surroundings& around, Log& log, Makers makers);
  ~Network();

  // Errors: those of listen_on(). The address as it is bound.
  [[nodiscard]] Result<Address> open_door(Door door);
  // Answered batches, from the writer's thread.
  void deliver(std::vector<Batch> batches);
  // Stops in order; `stopped` is called on the loop's thread when no connection is left.
  void stop(std::function<void()> stopped);
  // Ends what is left.
  void cut_all();
  void tick();
  // Ends what goes on for users that are known no more.
  void users_changed();

  // From any thread: calls `work` on the loop's thread if the connection is still there.
  void tell(ConnectionId id, std::function<void()> work);
  // Null if it is gone.
  [[nodiscard]] Connection* find(ConnectionId id);
  [[nodiscard]] std::size_t size() const { return connections_.size(); }

 private:
  struct OpenDoor {
    Door door;
    Descriptor listener;
    std::unique_ptr<Watch> watch;
  };
  // Accepts a few connections in a turn of strangers.
  void ask_accept(OpenDoor& door);
  void accept_at(OpenDoor& door);
  void admit(Descriptor socket, const std::string& peer, const Door& door);
  // Whether there is a place for another connection of that peer; ends an older one for it if that
  // is fair.
  [[nodiscard]] bool find_place(const std::string& peer);
  void later(ConnectionId id, std::chrono::milliseconds delay, std::function<void()> work);
  void take_out(ConnectionId id);
  void hand_out(const std::vector<Batch>& batches);
  void give_back(Batch batch);
  void changed(ConnectionId id);
  void resume_waiting();

  Surroundings& around_;
  Log& log_;
  Makers makers_;
  std::vector<std::unique_ptr<OpenDoor>> doors_;
  std::unordered_map<ConnectionId, std::unique_ptr<Connection>> connections_;
  TextMap<std::size_t> of_peer_;  // connections
  // The peer for which a place was looked for in vain, and until when that needs no second look.
  std::string placeless_;
  Moment placeless_until_;
  ConnectionId next_id_ = 1;
  bool accepting_paused_ = false;
  bool stopping_ = false;
  std::function<void()> stopped_;
  Moment stop_until_;
};

}  // namespace setoff::cli
