#include "ledger/store/open_file_guard.h"

namespace setoff {

OpenFileGuard::OpenFileGuard(const std::filesystem::path& ledger) {
  for (const auto* suffix : {"", "-wal", "-shm"}) {
    auto path = ledger;
    path += suffix;
    if (const auto id = file_id(path)) files_.push_back({std::filesystem::absolute(path), *id});
  }
}

Status OpenFileGuard::check() const {
  for (const auto& [path, id] : files_) {
    const auto now = file_id(path);
    if (now == id) continue;
    return Error(Code::cannot_write,
                 "'" + path.string() + "' was " + (now ? "replaced" : "removed") +
                     " while the ledger was open; nothing more is written: end the program, put "
                     "the files back or restore a backup, and start again");
  }
  return Ok{};
}

}  // namespace setoff
