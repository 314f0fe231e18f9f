#pragma once
// WriterLock: held as long as a ledger is open for writing, by a lock on the file `<ledger>-writer`
// beside it, which says who holds it and goes away with a clean close. SQLite's own locks are taken
// and given back with every transaction; and no second descriptor of the ledger itself may be
// closed in this process, since that would drop SQLite's locks (POSIX). Errors: in_use, naming the
// program and its process id; cannot_open.

#include <filesystem>

#include "ledger/base/result.h"

namespace setoff {

class WriterLock {
 public:
  [[nodiscard]] static Result<WriterLock> take(const std::filesystem::path& ledger);
  ~WriterLock();
  WriterLock(WriterLock&& other) noexcept;
  WriterLock& operator=(WriterLock&&) = delete;

 private:
  WriterLock(std::filesystem::path path, int file) : path_(std::move(path)), file_(file) {}
  std::filesystem::path path_;
  int file_;
};

}  // namespace setoff
