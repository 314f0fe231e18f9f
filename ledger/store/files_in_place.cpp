#include "ledger/store/files_in_place.h"

namespace setoff {

FilesInPlace::FilesInPlace(const std::filesystem::path& ledger) {
  for (const auto* suffix : {"", "-wal", "-shm"}) {
    auto path = ledger;
    path += suffix;
    if (const auto id = id_of(path)) files_.push_back({std::filesystem::absolute(path), *id});
  }
}

Status FilesInPlace::check() const {
  for (const auto& [path, id] : files_) {
    const auto now = id_of(path);
    if (now == id) continue;
    return Error(Code::cannot_write,
                 "'" + path.string() + "' was " + (now ? "replaced" : "removed") +
                     " while the ledger was open; nothing more is written: end the program, put "
                     "the files back or restore a backup, and start again");
  }
  return Ok{};
}

}  // namespace setoff
