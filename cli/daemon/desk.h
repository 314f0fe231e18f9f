#pragma once
// Desk: where an HTTP session takes its questions. Answers about the books are made by the writer's
// thread between two groups, so they see committed entries only; runs of entries are read by the
// journal's reader, beside the writer. What comes back is given out on the network thread, if the
// connection is still there.

#include <functional>

#include "cli/daemon/answers/answers.h"
#include "cli/daemon/http_message.h"
#include "cli/daemon/journal_reader.h"
#include "cli/daemon/network.h"

namespace setoff::cli {

class Desk {
 public:
  struct Parts {
    Writer& writer;
    const JournalPort& journal;  // the writer's; touched by its thread only
    JournalReader& reader;
    Network& network;
    Metrics& metrics;
    GroupCommit::Clock clock;
  };
  explicit Desk(Parts parts) : parts_(std::move(parts)) {}

  // The question's path must have a route.
  void ask(ConnectionId id, Question question, std::function<void(HttpResponse)> reply);
  // Entries [from, at most `count` more) as one text, made by `print`; `reply` gets the text and
  // the sequence behind its last entry.
  using Print = std::function<Status(Sequence sequence, ByteView bytes, std::string& out)>;
  void read_entries(ConnectionId id, Sequence from, std::size_t count, Print print,
                    std::function<void(Result<std::string> text, Sequence next)> reply);

  // Sends what was written for that connection outside of its own calls.
  void flush(ConnectionId id) {
    parts_.network.tell(id, [] {});
  }

  // Committed entries.
  [[nodiscard]] Sequence size() const {
    return static_cast<Sequence>(parts_.metrics.entries.value());
  }
  [[nodiscard]] bool writable() const { return parts_.writer.writable(); }
  [[nodiscard]] Metrics& metrics() { return parts_.metrics; }

 private:
  Parts parts_;
  LeafTree tree_;  // of the writer's thread
};

}  // namespace setoff::cli
