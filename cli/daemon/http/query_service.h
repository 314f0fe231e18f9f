#pragma once
// QueryService: answers the questions of HTTP sessions. Answers about the books are computed on a
// thread of their own, from a copy of the books that follows the journal behind the writer
// (FollowedBooks); long journal walks (traces) and the pages of streams have one more thread each.
// The booking and writing threads are never asked. An answer covers everything committed when the
// question arrived. It is delivered on the network thread if the connection still exists, and until
// then counts as memory held by the connections; when they hold all they may, no answer is
// computed. Everything else belongs to the network thread.

#include <functional>
#include <memory>

#include "cli/daemon/answers/answers.h"
#include "cli/daemon/http/http_message.h"
#include "cli/daemon/http/ledger_reader.h"
#include "cli/daemon/http/query_thread.h"
#include "cli/daemon/net/network.h"
#include "cli/daemon/ops/log.h"
#include "ledger/query/followed_books.h"

namespace setoff::cli {

class QueryService {
 public:
  struct Parts {
    std::string ledger;
    Writer& writer;
    Network& network;
    Metrics& metrics;
    Log& log;
    GroupCommit::Clock clock;
    const Limits& limits;
  };
  // Takes copies of the books and their tree from before anything is booked.
  QueryService(Parts parts, State state, NodeTable tree);

  // The question's path must have a route.
  using Reply = std::function<void(const HttpResponse&)>;
  void ask(Asker asker, Question question, Reply reply);
  // Prints up to `count` entries from `from` on into one text with `print`, until it is long enough
  // for one page; `reply` gets the text and the sequence after its last entry.
  using Print = std::function<Status(Sequence sequence, ByteView bytes, std::string& out)>;
  using TakePage = std::function<void(Result<std::string> text, Sequence next)>;
  void read_entries(ConnectionId id, Sequence from, std::size_t count, Print print, TakePage reply);
  // The connection is gone: drops its questions, including one in progress.
  void drop(ConnectionId id);
  // Lets the copy of the books catch up, if it lacks entries.
  void proceed();
  // Ends all questions soon and accepts no more.
  void end();

  // Sends what was written for that connection outside its own callbacks.
  void flush(ConnectionId id) {
    parts_.network.tell(id, [] {});
  }

  // Number of committed entries.
  [[nodiscard]] Sequence size() const {
    return static_cast<Sequence>(parts_.metrics.entries.value());
  }
  [[nodiscard]] bool writable() const { return parts_.writer.writable(); }
  [[nodiscard]] Metrics& metrics() { return parts_.metrics; }

 private:
  // Owned by the thread that answers about the books.
  struct Books {
    FollowedBooks followed;
    LeafTree tree;
    LedgerReader reader;
    bool lost = false;  // already logged that they cannot follow
  };
  // Each runs on one thread only: that of the books, of the walks or of the pages.
  [[nodiscard]] Status follow(Sequence size, const CancellationCheck& may_continue);
  [[nodiscard]] bool is_nearly_caught_up() const;  // the books to the ledger
  void follow_between(const CancellationCheck& may_continue);
  // Thread-safe.
  [[nodiscard]] bool has_room() const;
  [[nodiscard]] HttpResponse answer_from_books(const Question& question, Sequence size,
                                               const CancellationCheck& may_continue);
  [[nodiscard]] HttpResponse answer_from_journal(const Question& question, Sequence size,
                                                 const CancellationCheck& may_continue);
  [[nodiscard]] Result<std::string> page(Sequence& next, Sequence end, const Print& print,
                                         const CancellationCheck& may_continue);

  Parts parts_;
  Books books_;
  LedgerReader walked_;  // for the thread of long walks
  LedgerReader paged_;   // for the thread of streams
  QueryThread about_books_;
  QueryThread walks_;
  QueryThread pages_;
};

}  // namespace setoff::cli
