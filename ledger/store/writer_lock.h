#pragma once
// WriterLock: held while a ledger is open for writing. It is a lock (flock) on the ledger file
// itself, so it holds under every name of the file; a file with several names is refused all the
// same, because each name would have its own log. A note `<ledger>-writer` next to the file says
// who holds the lock and is removed on a clean close; it locks nothing. Errors: in_use, naming the
// program and its process id; cannot_open.
//
// Closing any descriptor of a file drops the locks that SQLite has on it in this process (POSIX).
// So the lock is taken before SQLite opens the file and released after SQLite has closed it, and a
// second attempt in the same process is refused without opening anything.

#include <filesystem>

#include "ledger/base/result.h"
#include "ledger/store/file_id.h"

namespace setoff {

class WriterLock {
 public:
  // Locks the file of that name, which must not be a link (see resolve_link); creates it empty if
  // there is none.
  [[nodiscard]] static Result<WriterLock> acquire(const std::filesystem::path& ledger);
  ~WriterLock();
  WriterLock(WriterLock&& other) noexcept;
  WriterLock& operator=(WriterLock&&) = delete;

 private:
  explicit WriterLock(int file) : file_(file) {}
  [[nodiscard]] Status lock_file(const std::filesystem::path& ledger);

  int file_;
  FileId id_;                   // valid while the lock is held
  std::filesystem::path note_;  // empty unless the lock is held
};

}  // namespace setoff
