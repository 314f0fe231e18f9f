#include "ledger/store/wal_checkpointer.h"

#include <sqlite3.h>

#include <algorithm>
#include <string>

#include "ledger/store/ledger_file.h"

namespace setoff {
namespace {

constexpr std::uint64_t kPageSize = 4096;
// From kLong pages on, a checkpoint waits up to kWaitMs for readers, again after every kLonger
// pages.
constexpr int kLong = 65'536;  // 256 MB
constexpr int kLonger = 4'096;
constexpr int kWaitMs = 20;

// Whether the next commit restarts the log.
bool restart(sqlite3* database) {
  sqlite3_busy_timeout(database, kWaitMs);
  const int status =
      sqlite3_wal_checkpoint_v2(database, "main", SQLITE_CHECKPOINT_RESTART, nullptr, nullptr);
  sqlite3_busy_timeout(database, kBusyMs);
  return status == SQLITE_OK;
}

}  // namespace

void WalCheckpointer::run_every(int pages, sqlite3* database) {
  every_ = pages;
  on_request_ = false;
  sqlite3_wal_hook(database, after_commit, this);
}

void WalCheckpointer::run_on_request(int pages, sqlite3* database) {
  run_every(pages, database);
  on_request_ = true;
}

int WalCheckpointer::after_commit(void* self, sqlite3* database, const char* /*name*/, int pages) {
  auto& checkpoints = *static_cast<WalCheckpointer*>(self);
  checkpoints.pages_ = pages;
  if (!checkpoints.on_request_) checkpoints.request(database);
  return SQLITE_OK;
}

void WalCheckpointer::request(sqlite3* database) {
  if (pages_ < last_) last_ = waited_ = 0;  // the log restarted
  if (pages_ - last_ < every_) return;
  last_ = pages_;
  if (pages_ >= kLong && pages_ - waited_ >= kLonger) {
    waited_ = pages_;
    restart(database);
    return;
  }
  // The commit is valid whether or not this succeeds; the next checkpoint tries again.
  sqlite3_wal_checkpoint_v2(database, "main", SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

Status WalCheckpointer::make_room(sqlite3* database) {
  if (pages_ < pages_max_) return Ok{};
  if (restart(database)) {
    pages_ = 0;
    return Ok{};
  }
  return Error(Code::cannot_write,
               "the write-ahead log beside the ledger has reached its limit of " +
                   std::to_string(static_cast<std::uint64_t>(pages_max_) * kPageSize >> 20U) +
                   " MiB, because another program keeps reading an old state of the ledger; end "
                   "that program");
}

void WalCheckpointer::limit(std::uint64_t bytes) {
  constexpr std::uint64_t kPagesMax = 1U << 30U;
  pages_max_ = static_cast<int>(std::clamp<std::uint64_t>(bytes / kPageSize, 1, kPagesMax));
}

}  // namespace setoff
