#pragma once
// Checkpoints: when the connection that writes copies its log into the file. Each commit asks; one
// checkpoint comes for so many pages of log that were written since the last, whether or not a
// reader kept that one from its end. It runs inside the commit: few pages mean that no commit waits
// long, many that a page written over and over is copied once. Or it runs when it is asked for.
//
// The log begins anew when all of it was copied and nobody reads from it. Readers that follow each
// other without a gap are waited for, a moment at a time, once the log is long; one that stays in
// an old state cannot be helped, so there is an end to how long the log becomes. Errors:
// cannot_write.

#include <cstdint>

#include "ledger/base/result.h"

struct sqlite3;

namespace setoff {

class Checkpoints {
 public:
  static constexpr int kSeldom = 20'000;  // 80 MB: nobody waits for a single commit
  static constexpr int kOften = 250;      // 1 MB: some milliseconds

  // From now on, in place of SQLite's own. This must outlive the connection, and stay where it is.
  void come_every(int pages, sqlite3* database);
  // The same, but only when asked for: by somebody who has time between two commits.
  void come_when_asked(int pages, sqlite3* database);
  void ask(sqlite3* database);

  // Before a commit: cannot_write if the log has its greatest length and cannot begin anew.
  [[nodiscard]] Status make_room(sqlite3* database);
  void limit(std::uint64_t bytes);

 private:
  static int after_commit(void* self, sqlite3* database, const char* name, int pages);

  int every_ = kSeldom;
  bool when_asked_ = false;
  int last_ = 0;             // pages of the log at the last one
  int pages_ = 0;            // and now
  int waited_ = 0;           // and when readers were last waited for
  int pages_max_ = 1 << 20;  // 4 GiB
};

}  // namespace setoff
