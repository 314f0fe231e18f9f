#pragma once
// EntryStreams: connections that get every entry as a Server-Sent Event: `id` the sequence, `event:
// entry`, `data` the entry as JSON. A stream takes up where it was told to, catches up page by
// page, and waits while its peer takes nothing; one that falls too far behind then is ended with
// `event: cut`, whose data names the sequence to go on after. Belongs to the network thread.

#include <map>

#include "cli/daemon/desk.h"

namespace setoff::cli {

class EntryStreams {
 public:
  EntryStreams(Desk& desk, const Limits& limits) : desk_(desk), limits_(limits) {}

  // Begins with entry `from`; false if there are too many streams. Writes the head of the response.
  [[nodiscard]] bool add(Peer& peer, Sequence from);
  void remove(ConnectionId id);
  // There may be more entries, or more room to send them: looks at every stream.
  void proceed();
  // A comment to each that has nothing to send, so that neither side takes the other for dead.
  void breathe();

 private:
  struct Stream {
    Peer* peer = nullptr;  // removed before it goes
    Sequence next = 0;
    bool reading = false;  // a page is on its way
  };
  void proceed(ConnectionId id, Stream& stream);
  void received(ConnectionId id, const Result<std::string>& text, Sequence next);

  Desk& desk_;
  const Limits& limits_;
  std::map<ConnectionId, Stream> streams_;
};

}  // namespace setoff::cli
