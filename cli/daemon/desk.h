#pragma once
// Desk: where an HTTP session takes its questions. Answers about the books come from books of their
// own, which follow the journal behind the writer (FollowedBooks), on a thread of their own; long
// walks through the journal (traces) have another thread, and so have the pages of streams. The
// threads that book and write are never asked. An answer holds everything that was committed when
// the question came. What comes back is given out on the network thread, if the connection is still
// there. What answers take until then counts with what the connections hold; when that is all they
// may hold, no answer is made. Everything belongs to the network thread.

#include <functional>
#include <memory>

#include "cli/daemon/answers/answers.h"
#include "cli/daemon/http_message.h"
#include "cli/daemon/ledger_reader.h"
#include "cli/daemon/log.h"
#include "cli/daemon/network.h"
#include "cli/daemon/question_thread.h"
#include "ledger/query/followed_books.h"

namespace setoff::cli {

class Desk {
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
  // With copies of the books and their tree as they are when nothing is booked yet.
  Desk(Parts parts, State state, NodeTable tree);

  // The question's path must have a route.
  using Reply = std::function<void(const HttpResponse&)>;
  void ask(Asker asker, Question question, Reply reply);
  // Entries [from, at most `count` more) as one text, made by `print`, until it is long enough for
  // one piece; `reply` gets the text and the sequence behind its last entry.
  using Print = std::function<Status(Sequence sequence, ByteView bytes, std::string& out)>;
  using TakePage = std::function<void(Result<std::string> text, Sequence next)>;
  void read_entries(ConnectionId id, Sequence from, std::size_t count, Print print, TakePage reply);
  // The connection is gone: what it asked is dropped, also under way.
  void drop(ConnectionId id);
  // Lets the books of the questions follow, if there are entries that they lack.
  void proceed();
  // Every question ends soon; no others are taken.
  void end();

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
  // What belongs to the thread that answers about the books.
  struct Books {
    FollowedBooks followed;
    LeafTree tree;
    LedgerReader reader;
    bool lost = false;  // told that they do not follow
  };
  // Each of its own thread.
  [[nodiscard]] Status follow(Sequence size, const Patience& patience);
  [[nodiscard]] bool is_near() const;  // the books to the ledger; asked by their thread
  void follow_between(const Patience& patience);
  // From any thread.
  [[nodiscard]] bool has_room() const;
  [[nodiscard]] HttpResponse answer_from_books(const Question& question, Sequence size,
                                               const Patience& patience);
  [[nodiscard]] HttpResponse answer_from_journal(const Question& question, Sequence size,
                                                 const Patience& patience);
  [[nodiscard]] Result<std::string> page(Sequence& next, Sequence end, const Print& print,
                                         const Patience& patience);

  Parts parts_;
  Books books_;
  LedgerReader walked_;  // of the thread of long walks
  LedgerReader paged_;   // of the thread of streams
  QuestionThread about_books_;
  QuestionThread walks_;
  QuestionThread pages_;
};

}  // namespace setoff::cli
