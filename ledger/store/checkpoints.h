#pragma once
// Checkpoints: when the connection that writes copies its log into the file. Each commit asks; one
// checkpoint comes for so many pages of log that were written since the last, whether or not a
// reader kept that one from its end. It runs inside the commit: few pages mean that no commit waits
// long, many that a page written over and over is copied once. Or it runs when it is asked for.

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

 private:
  static int after_commit(void* self, sqlite3* database, const char* name, int pages);

  int every_ = kSeldom;
  bool when_asked_ = false;
  int last_ = 0;   // pages of the log at the last one
  int pages_ = 0;  // and now
};

}  // namespace setoff
