#pragma once
// Desk: where an HTTP session takes its questions. About the books they go to the writer and see
// committed entries only; about entries they go to the journal's reader. The answer comes back on
// the network thread, if the connection is still there.

#include <atomic>
#include <functional>

#include "cli/daemon/http_message.h"
#include "cli/daemon/journal_reader.h"
#include "cli/daemon/network.h"

namespace setoff::cli {

class Desk {
 public:
  Desk(Writer& writer, JournalReader& reader, Network& network, Metrics& metrics)
      : writer_(writer), reader_(reader), network_(network), metrics_(metrics) {}

  using Reply = std::function<void(HttpResponse)>;
  void ask_books(ConnectionId id, std::function<HttpResponse(const Book&)> question, Reply reply);
  void ask_journal(ConnectionId id, std::function<HttpResponse(const JournalPort&)> question,
                   Reply reply);
  // Entries [from, at most `count` more) as one text, made by `print`; `reply` gets the text and
  // the sequence behind its last entry.
  using Print = std::function<Status(Sequence sequence, ByteView bytes, std::string& out)>;
  void read_entries(ConnectionId id, Sequence from, std::size_t count, Print print,
                    std::function<void(Result<std::string> text, Sequence next)> reply);

  // Sends what was written for that connection outside of its own calls.
  void flush(ConnectionId id) {
    network_.tell(id, [] {});
  }

  // Committed entries.
  [[nodiscard]] Sequence size() const { return static_cast<Sequence>(metrics_.entries.value()); }
  [[nodiscard]] bool writable() const { return writer_.writable(); }
  [[nodiscard]] Metrics& metrics() { return metrics_; }

 private:
  Writer& writer_;
  JournalReader& reader_;
  Network& network_;
  Metrics& metrics_;
};

}  // namespace setoff::cli
