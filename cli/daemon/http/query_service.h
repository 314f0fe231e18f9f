#pragma once
// QueryService: answers the questions of HTTP sessions. Answers about the books are computed on a
// separate thread, from a copy of the books that follows the journal behind the writer
// (ReplicaBooks); long journal walks (traces) and the pages of streams have one more thread each.
// The booking and writing threads are never asked. An answer covers everything committed when the
// question arrived. It is delivered on the network thread if the connection still exists, and until
// then counts as memory held by the connections; when they hold all they may, no answer is
// computed.

#include <atomic>
#include <functional>
#include <memory>

#include "cli/daemon/answers/answers.h"
#include "cli/daemon/http/http_message.h"
#include "cli/daemon/http/ledger_reader.h"
#include "cli/daemon/http/query_thread.h"
#include "cli/daemon/net/network.h"
#include "cli/daemon/ops/log.h"
#include "ledger/query/replica_books.h"

namespace setoff::cli {

class QueryService final : public IdleWork {
 public:
  struct Parts {
    std::string ledger;
    Writer& writer;
    Network& network;
    Metrics& metrics;
    Log& log;
    TimeSource& time;
    MemoryBudget& memory;
    const DaemonLimits& limits;
  };
  // Takes copies of the books and their tree from before anything is booked.
  QueryService(Parts parts, State state, NodeTable tree);

  // The question's path must have a route.
  using Reply = std::function<void(const HttpResponse&)>;
  void ask(Asker asker, Question question, const Reply& reply) SETOFF_ON_NETWORK_THREAD;
  // Prints up to `count` entries from `from` on into one text with `print`, until it is long enough
  // for one page; `reply` gets the text and the sequence after its last entry.
  using Print = std::function<Status(Sequence sequence, ByteView bytes, std::string& out)>;
  using TakePage = std::function<void(Result<std::string> text, Sequence next)>;
  void read_entries(ConnectionId id, Sequence from, std::size_t count, Print print,
                    const TakePage& reply) SETOFF_ON_NETWORK_THREAD;
  // The connection is gone: drops its questions, including one in progress.
  void drop(ConnectionId id) SETOFF_ON_NETWORK_THREAD;
  // Lets the copy of the books catch up, if it lacks entries.
  void proceed() SETOFF_ON_NETWORK_THREAD;
  // Ends all questions soon and accepts no more.
  void end() SETOFF_ON_NETWORK_THREAD;

  // Sends what was written for that connection outside its own callbacks.
  void flush(ConnectionId id) SETOFF_ON_NETWORK_THREAD {
    parts_.network.tell(id, [] {});
  }

  // Number of committed entries.
  [[nodiscard]] Sequence size() const { return parts_.writer.committed(); }
  [[nodiscard]] bool writable() const { return parts_.writer.writable(); }
  [[nodiscard]] Metrics& metrics() { return parts_.metrics; }

 private:
  struct Books {
    ReplicaBooks followed;
    LeafTree tree;
    LedgerReader reader;
    bool lost = false;  // already logged that they cannot follow
  };
  // Lets the books catch up with the ledger while nobody asks about them.
  void run_idle_work(const CancellationCheck& may_continue) override;
  // While they are nearly caught up, nothing is gained by competing with the writer.
  [[nodiscard]] bool may_yield() const override;
  [[nodiscard]] Status follow(Sequence size, const CancellationCheck& may_continue)
      SETOFF_REQUIRES(books_thread_);
  // On the thread of walks if the question is one, otherwise on that of the books.
  [[nodiscard]] HttpResponse answer_question(const Question& question, bool walk, Sequence size,
                                             const CancellationCheck& may_continue);
  [[nodiscard]] HttpResponse answer_from_books(const Question& question, Sequence size,
                                               const CancellationCheck& may_continue)
      SETOFF_REQUIRES(books_thread_);
  [[nodiscard]] HttpResponse answer_from_journal(const Question& question, Sequence size,
                                                 const CancellationCheck& may_continue)
      SETOFF_REQUIRES(walks_thread_);
  [[nodiscard]] Result<std::string> page(Sequence& next, Sequence end, const Print& print,
                                         const CancellationCheck& may_continue)
      SETOFF_REQUIRES(pages_thread_);

  // Those of about_books_, walks_ and pages_.
  ThreadRole books_thread_;
  ThreadRole walks_thread_;
  ThreadRole pages_thread_;

  Parts parts_;
  Books books_ SETOFF_GUARDED_BY(books_thread_);
  std::atomic<Sequence> followed_;  // entries in the books that answer questions
  LedgerReader walked_ SETOFF_GUARDED_BY(walks_thread_);
  LedgerReader paged_ SETOFF_GUARDED_BY(pages_thread_);
  QueryThread about_books_;
  QueryThread walks_;
  QueryThread pages_;
};

}  // namespace setoff::cli
