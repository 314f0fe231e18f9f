#pragma once
// EntryStreams: connections that get every entry as a Server-Sent Event: `id` the sequence and the
// first digits of the leaf hash, so that a client that comes again is noticed if this is another
// ledger; `event: entry`, `data` the entry as JSON. A stream takes up where it was told to, catches
// up page by
// page, and waits while its peer takes nothing; one that falls too far behind then is ended with
// `event: cut`, whose data names the sequence to go on after. Nobody, a user or else a peer, holds
// more than its places; when all are taken, a newcomer gets one of whoever holds most. Belongs to
// the network thread.

#include <map>
#include <string>

#include "cli/daemon/desk.h"

namespace setoff::cli {

// What a client saw last: the number of an entry, and its leaf as far as the client knows it.
struct StreamPlace {
  Sequence after = 0;
  std::string leaf{};
};
// "17" or "17-5b3c09d2a1f04e77". Errors: bad_field.
[[nodiscard]] Result<StreamPlace> read_stream_place(std::string_view text);
// The leaf hash of an entry, for Desk::read_entries().
[[nodiscard]] Status print_leaf(Sequence sequence, ByteView bytes, std::string& out);
// What a client hears whose place is not here.
[[nodiscard]] Error not_of_this_ledger(const StreamPlace& place, Sequence size);

class EntryStreams {
 public:
  EntryStreams(Desk& desk, const Limits& limits) : desk_(desk), limits_(limits) {}

  // Begins with entry `from`, for `holder`, and writes the head of the response; false if there is
  // no place.
  [[nodiscard]] bool add(Peer& peer, const std::string& holder, Sequence from);
  void remove(ConnectionId id);
  // Ends the stream of that connection, if it has one, with the place to go on from.
  void end(ConnectionId id);
  // There may be more entries, or more room to send them: looks at every stream.
  void proceed();
  // A comment to each that has nothing to send, so that neither side takes the other for dead.
  void breathe();

 private:
  struct Stream {
    Peer* peer = nullptr;  // removed before it goes
    std::string holder{};
    Sequence next = 0;
    bool reading = false;  // a page is on its way
  };
  [[nodiscard]] bool find_place(const std::string& holder);
  [[nodiscard]] std::map<std::string, std::size_t> places() const;
  // Ends it with the place to go on from.
  void cut(ConnectionId id, Stream& stream);
  void proceed(ConnectionId id, Stream& stream);
  void received(ConnectionId id, const Result<std::string>& text, Sequence next);

  Desk& desk_;
  const Limits& limits_;
  std::map<ConnectionId, Stream> streams_;
};

}  // namespace setoff::cli
