#pragma once
// WriterLock: held as long as a ledger is open for writing. It is a lock (flock) on the ledger file
// itself, so that it holds under every name of the file; a file with several names is refused all
// the same, since each name would have a log of its own. A note `<ledger>-writer` beside the file
// says who holds it and goes away with a clean close; it locks nothing. Errors: in_use, naming the
// program and its process id; cannot_open.
//
// Closing any descriptor of a file drops the locks that SQLite has on it in this process (POSIX).
// So the lock is taken before SQLite opens the file and given back after SQLite has closed it, and
// a second attempt in one process is refused without opening anything.

#include <filesystem>

#include "ledger/base/result.h"
#include "ledger/store/file_id.h"

namespace setoff {

class WriterLock {
 public:
  // Of the file of that name, which is no link (own_name); made empty if there is none.
  [[nodiscard]] static Result<WriterLock> take(const std::filesystem::path& ledger);
  ~WriterLock();
  WriterLock(WriterLock&& other) noexcept;
  WriterLock& operator=(WriterLock&&) = delete;

 private:
  explicit WriterLock(int file) : file_(file) {}
  [[nodiscard]] Status hold(const std::filesystem::path& ledger);

  int file_;
  FileId id_;                   // while it is held
  std::filesystem::path note_;  // the same
};

}  // namespace setoff
