#include "cli/daemon/entry_streams.h"

#include "cli/daemon/http_codec.h"

namespace setoff::cli {
namespace {

constexpr std::size_t kPageEntries = 256;
// A stream with more than this unsent waits for its peer.
constexpr std::size_t kUnsentMax = std::size_t{256} << 10U;

Status print_event(Sequence sequence, ByteView bytes, std::string& out) {
  out += "id: " + std::to_string(sequence) + "\nevent: entry\ndata: ";
  TRY(entry, decode_entry(bytes));
  append_entry(bytes, entry, out);
  out += "\n\n";
  return Ok{};
}

}  // namespace

bool EntryStreams::add(Peer& peer, Sequence from) {
  if (streams_.size() >= limits_.subscribers) return false;
  print_stream_head("text/event-stream", peer.outbox());
  auto& stream = streams_[peer.id()];
  stream = Stream{&peer, from, false};
  desk_.metrics().subscribers.set(static_cast<std::int64_t>(streams_.size()));
  proceed(peer.id(), stream);
  return true;
}

void EntryStreams::remove(ConnectionId id) {
  streams_.erase(id);
  desk_.metrics().subscribers.set(static_cast<std::int64_t>(streams_.size()));
}

void EntryStreams::proceed() {
  for (auto& [id, stream] : streams_)
    proceed(id, stream);
}

void EntryStreams::proceed(ConnectionId id, Stream& stream) {
  const auto size = desk_.size();
  if (stream.reading || stream.next >= size) return;
  if (stream.peer->outbox().size() > kUnsentMax) {
    if (size - stream.next <= limits_.subscriber_lag) return;
    desk_.metrics().subscribers_cut.add();
    stream.peer->outbox() +=
        "event: cut\ndata: {\"resume_after\":" + std::to_string(stream.next - 1) + "}\n\n";
    stream.next = UINT64_MAX;
    stream.peer->finish();
    desk_.flush(id);
    return;
  }
  stream.reading = true;
  desk_.read_entries(
      id, stream.next, kPageEntries, print_event,
      [this, id](const Result<std::string>& text, Sequence next) { received(id, text, next); });
}

void EntryStreams::received(ConnectionId id, const Result<std::string>& text, Sequence next) {
  const auto found = streams_.find(id);
  if (found == streams_.end()) return;
  auto& stream = found->second;
  stream.reading = false;
  if (!text) return stream.peer->finish();
  stream.peer->outbox() += *text;
  stream.next = next;
  proceed(id, stream);
}

void EntryStreams::breathe() {
  for (auto& [id, stream] : streams_)
    if (stream.peer->outbox().empty()) {
      stream.peer->outbox() += ":\n\n";
      desk_.flush(id);
    }
}

}  // namespace setoff::cli
