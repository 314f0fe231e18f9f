#include "cli/daemon/http/entry_streams.h"

#include <algorithm>

#include "cli/daemon/http/http_codec.h"
#include "ledger/base/whole_number.h"
#include "ledger/crypto/encoding.h"
#include "ledger/proof/merkle.h"

namespace setoff::cli {
namespace {

constexpr std::size_t kPageEntries = 256;
// A stream with more unsent bytes than this waits for its peer.
constexpr std::size_t kStreamUnsentMax = std::size_t{256} << 10U;
// Value of `next` for a stream that was cut.
constexpr Sequence kEnded = UINT64_MAX;

// Digits of the leaf hash in an event's id.
constexpr std::size_t kLeafDigits = 16;

Status print_event(Sequence sequence, ByteView bytes, std::string& out) {
  std::string leaf;
  SETOFF_TRY_STATUS(print_leaf(sequence, bytes, leaf));
  out += "id: " + std::to_string(sequence) + "-" + leaf.substr(0, kLeafDigits) +
         "\nevent: entry\ndata: ";
  SETOFF_TRY(entry, decode_entry(bytes));
  append_entry(bytes, entry, out);
  out += "\n\n";
  return Ok{};
}

}  // namespace

Result<StreamPlace> read_stream_place(std::string_view text) {
  StreamPlace place;
  const auto dash = std::min(text.find('-'), text.size());
  const auto after = parse_whole_number(text.substr(0, dash));
  const auto rest = text.substr(dash);
  constexpr std::string_view kDigits = "0123456789abcdef";
  const bool leaf = rest.size() == kLeafDigits + 1 &&
                    rest.find_first_not_of(kDigits, 1) == std::string_view::npos;
  if (!after || !(rest.empty() || leaf))
    return Error(Code::bad_field, "'" + std::string(text) +
                                      "' is not the number of an entry, such as 17, nor the id of "
                                      "an event of a stream");
  place.after = *after;
  if (leaf) place.leaf = rest.substr(1);
  return place;
}

Status print_leaf(Sequence, ByteView bytes, std::string& out) {
  out = to_hex(hash_leaf(std::as_bytes(bytes)).view());
  return Ok{};
}

Error not_of_this_ledger(const StreamPlace& place, Sequence size) {
  const auto entry = "entry " + std::to_string(place.after);
  const auto last =
      size == 0 ? "it has no entries" : "its last entry is " + std::to_string(size - 1);
  const auto what = place.after < size ? entry + " of this ledger is not the one that was seen"
                                       : entry + " is not in this ledger";
  return {Code::bad_range,
          what + ": " + last +
              ". What was seen before is of another ledger: read the entries anew (/entries)",
          "after"};
}

bool EntryStreams::add(Peer& peer, const std::string& holder, Sequence from) {
  if (!make_room(holder)) return false;
  print_stream_head("text/event-stream", peer.outbox());
  auto& stream = streams_[peer.id()];
  stream = Stream{&peer, holder, from, false};
  note_count();
  proceed(peer.id(), stream);
  return true;
}

std::map<std::string, std::size_t> EntryStreams::places() const {
  std::map<std::string, std::size_t> held;
  for (const auto& [id, stream] : streams_)
    if (stream.next != kEnded) ++held[stream.holder];
  return held;
}

bool EntryStreams::make_room(const std::string& holder) {
  auto held = places();
  const auto own = held[holder];
  if (own >= limits_.subscribers_per_peer) return false;
  std::size_t all = 0;
  for (const auto& [name, count] : held)
    all += count;
  if (all < limits_.subscribers) return true;
  const auto most = std::ranges::max_element(held, {}, [](const auto& h) { return h.second; });
  if (limits_.subscribers == 0 || most->second <= own + 1) return false;
  const auto oldest = std::ranges::find_if(streams_, [&](const auto& entry) {
    return entry.second.holder == most->first && entry.second.next != kEnded;
  });
  cut(oldest->first, oldest->second);
  return true;
}

void EntryStreams::end(ConnectionId id) {
  const auto found = streams_.find(id);
  if (found != streams_.end() && found->second.next != kEnded) cut(id, found->second);
}

void EntryStreams::cut(ConnectionId id, Stream& stream) {
  queries_.metrics().subscribers_cut.add();
  auto& out = stream.peer->outbox();
  out += "event: cut\ndata: {";
  if (stream.next > 0) out += "\"resume_after\":" + std::to_string(stream.next - 1);
  out += "}\n\n";
  stream.next = kEnded;
  stream.peer->finish();
  queries_.flush(id);
}

void EntryStreams::remove(ConnectionId id) {
  streams_.erase(id);
  note_count();
}

void EntryStreams::note_count() {
  count_ = streams_.size();
  queries_.metrics().subscribers.set(static_cast<std::int64_t>(streams_.size()));
}

void EntryStreams::proceed() {
  for (auto& [id, stream] : streams_)
    proceed(id, stream);
}

void EntryStreams::proceed(ConnectionId id, Stream& stream) {
  const auto size = queries_.size();
  if (stream.reading || stream.next >= size) return;
  const auto unsent = stream.peer->unsent();
  if (unsent > kStreamUnsentMax || (unsent > 0 && stream.peer->memory_full())) {
    if (size - stream.next > limits_.subscriber_lag) cut(id, stream);
    return;
  }
  stream.reading = true;
  queries_.read_entries(id, stream.next, kPageEntries, print_event,
                        [this, id](const Result<std::string>& text, Sequence next) {
                          kNetworkThread.assert_held();
                          received(id, text, next);
                        });
}

void EntryStreams::received(ConnectionId id, const Result<std::string>& text, Sequence next) {
  const auto found = streams_.find(id);
  if (found == streams_.end()) return;
  auto& stream = found->second;
  stream.reading = false;
  if (stream.next == kEnded) return;  // cut while the page was being read
  if (!text) return stream.peer->finish();
  stream.peer->outbox() += *text;
  stream.next = next;
  proceed(id, stream);
}

void EntryStreams::send_keepalives() {
  for (auto& [id, stream] : streams_)
    if (stream.peer->unsent() == 0) {
      stream.peer->outbox() += ":\n\n";
      queries_.flush(id);
    }
}

}  // namespace setoff::cli
