#pragma once
// FilesInPlace: whether the names of a ledger that is being written still lead to the files that
// are open. A file that was removed or replaced goes on taking writes, and all of them are lost
// with the last descriptor. Any thread may ask. Errors: cannot_write, naming the file.

#include <filesystem>
#include <vector>

#include "ledger/base/result.h"
#include "ledger/store/file_id.h"

namespace setoff {

class FilesInPlace {
 public:
  // The ledger, its log and the index of its log, as they are now.
  explicit FilesInPlace(const std::filesystem::path& ledger);

  [[nodiscard]] Status check() const;

 private:
  struct Named {
    std::filesystem::path path;
    FileId id;
  };
  std::vector<Named> files_;
};

}  // namespace setoff
