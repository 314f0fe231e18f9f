#pragma once
// EntryStreams: connections that receive every entry as a Server-Sent Event: `id` is the sequence
// and the first digits of the leaf hash, so that a client that resumes on a different ledger is
// detected; `event: entry`; `data` is the entry as JSON. A stream starts where it is asked to,
// catches up page by page, and pauses while its peer does not read; if it then falls too far
// behind, it ends with `event: cut`, whose data names the sequence to resume after. Each holder (a
// user, or else a peer) has a limited number of places; when all are taken, a newcomer gets one of
// the holder with the most.

#include <atomic>
#include <map>
#include <string>

#include "cli/daemon/http/query_service.h"

namespace setoff::cli {

// The last entry that a client saw: its number, and its leaf hash as far as the client knows it.
struct StreamPlace {
  Sequence after = 0;
  std::string leaf{};
};
// Parses "17" or "17-5b3c09d2a1f04e77". Errors: bad_field.
[[nodiscard]] Result<StreamPlace> read_stream_place(std::string_view text);
// Prints the leaf hash of an entry, for QueryService::read_entries().
[[nodiscard]] Status print_leaf(Sequence sequence, ByteView bytes, std::string& out);
// The error for a client whose place is not in this ledger.
[[nodiscard]] Error not_of_this_ledger(const StreamPlace& place, Sequence size);

class EntryStreams {
 public:
  EntryStreams(QueryService& queries, const DaemonLimits& limits)
      : queries_(queries), limits_(limits) {}

  // Starts a stream for `holder` at entry `from` and writes the head of the response; false if no
  // place is free.
  [[nodiscard]] bool add(Peer& peer, const std::string& holder,
                         Sequence from) SETOFF_ON_NETWORK_THREAD;
  void remove(ConnectionId id) SETOFF_ON_NETWORK_THREAD;
  // Cuts the stream of that connection, if it has one, and names the sequence to resume after.
  void end(ConnectionId id) SETOFF_ON_NETWORK_THREAD;
  // Thread-safe. Whether there is any stream.
  [[nodiscard]] bool any() const { return count_ > 0; }
  // Call when there may be new entries or room to send them; checks every stream.
  void proceed() SETOFF_ON_NETWORK_THREAD;
  // Sends a comment on each idle stream, so that neither side takes the other for dead.
  void send_keepalives() SETOFF_ON_NETWORK_THREAD;

 private:
  struct Stream {
    Peer* peer = nullptr;  // remove() is called before it is destroyed
    std::string holder{};
    Sequence next = 0;
    bool reading = false;  // a page is being read
  };
  [[nodiscard]] bool make_room(const std::string& holder) SETOFF_ON_NETWORK_THREAD;
  [[nodiscard]] std::map<std::string, std::size_t> places() const SETOFF_ON_NETWORK_THREAD;
  // Ends the stream and names the sequence to resume after.
  void cut(ConnectionId id, Stream& stream) SETOFF_ON_NETWORK_THREAD;
  void note_count() SETOFF_ON_NETWORK_THREAD;
  void proceed(ConnectionId id, Stream& stream) SETOFF_ON_NETWORK_THREAD;
  void received(ConnectionId id, const Result<std::string>& text,
                Sequence next) SETOFF_ON_NETWORK_THREAD;

  QueryService& queries_;
  const DaemonLimits& limits_;
  std::map<ConnectionId, Stream> streams_ SETOFF_GUARDED_BY(kNetworkThread);
  std::atomic<std::size_t> count_{0};  // of streams_
};

}  // namespace setoff::cli
