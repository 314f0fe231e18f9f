#pragma once
// WalCheckpointer: decides when the writing connection runs a WAL checkpoint, that is, copies its
// write-ahead log (WAL) into the database file. A commit runs one when enough log pages have been
// written since the last one, even if a reader kept that one from completing. A small interval
// keeps every commit short; with a large one, a page that is written repeatedly is copied only
// once. Alternatively, checkpoints run only on request.
//
// The log restarts once all of it has been copied and nobody reads from it. When the log is long, a
// checkpoint waits briefly for readers that follow each other without a gap. Nothing helps against
// a reader that stays in an old state, so the length of the log is limited. Errors: cannot_write.

#include <cstdint>

#include "ledger/base/result.h"

struct sqlite3;

namespace setoff {

class WalCheckpointer {
 public:
  static constexpr int kSeldom = 20'000;  // 80 MB, where nobody waits for a single commit
  static constexpr int kOften = 250;      // 1 MB, a few milliseconds

  // Replaces SQLite's own checkpoints from now on. This object must outlive the connection and must
  // not move.
  void run_every(int pages, sqlite3* database);
  // Same, but only request() runs checkpoints: for a caller that has time between two commits.
  void run_on_request(int pages, sqlite3* database);
  void request(sqlite3* database);

  // Called before a commit: cannot_write if the log has reached its limit and cannot restart.
  [[nodiscard]] Status make_room(sqlite3* database);
  void limit(std::uint64_t bytes);

 private:
  static int after_commit(void* self, sqlite3* database, const char* name, int pages);

  int every_ = kSeldom;
  bool on_request_ = false;
  int last_ = 0;             // pages in the log at the last checkpoint
  int pages_ = 0;            // pages in the log now
  int waited_ = 0;           // pages in the log when it last waited for readers
  int pages_max_ = 1 << 20;  // 4 GiB
};

}  // namespace setoff
