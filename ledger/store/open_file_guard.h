#pragma once
// OpenFileGuard: checks that the names of a ledger being written still refer to the open files. A
// file that was removed or replaced still accepts writes, but all of them are lost when its last
// descriptor is closed. Any thread may call check(). Errors: cannot_write, naming the file.

#include <filesystem>
#include <vector>

#include "ledger/base/result.h"
#include "ledger/store/file_id.h"

namespace setoff {

class OpenFileGuard {
 public:
  // Records the ledger, its log and the log's index as they are now.
  explicit OpenFileGuard(const std::filesystem::path& ledger);

  [[nodiscard]] Status check() const;

 private:
  struct Named {
    std::filesystem::path path;
    FileId id;
  };
  std::vector<Named> files_;
};

}  // namespace setoff
