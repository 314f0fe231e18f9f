#include "ledger/store/checkpoints.h"

#include <sqlite3.h>

namespace setoff {

void Checkpoints::come_every(int pages, sqlite3* database) {
  every_ = pages;
  sqlite3_wal_hook(database, after_commit, this);
}

int Checkpoints::after_commit(void* self, sqlite3* database, const char* name, int pages) {
  auto& checkpoints = *static_cast<Checkpoints*>(self);
  if (pages < checkpoints.last_) checkpoints.last_ = 0;  // the log began anew
  if (pages - checkpoints.last_ < checkpoints.every_) return SQLITE_OK;
  checkpoints.last_ = pages;
  // The commit is good whatever becomes of this; the next one tries again.
  sqlite3_wal_checkpoint_v2(database, name, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  return SQLITE_OK;
}

}  // namespace setoff
