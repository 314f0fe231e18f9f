#include "ledger/store/checkpoints.h"

#include <sqlite3.h>

namespace setoff {

void Checkpoints::come_every(int pages, sqlite3* database) {
  every_ = pages;
  when_asked_ = false;
  sqlite3_wal_hook(database, after_commit, this);
}

void Checkpoints::come_when_asked(int pages, sqlite3* database) {
  come_every(pages, database);
  when_asked_ = true;
}

int Checkpoints::after_commit(void* self, sqlite3* database, const char* /*name*/, int pages) {
  auto& checkpoints = *static_cast<Checkpoints*>(self);
  checkpoints.pages_ = pages;
  if (!checkpoints.when_asked_) checkpoints.ask(database);
  return SQLITE_OK;
}

void Checkpoints::ask(sqlite3* database) {
  if (pages_ < last_) last_ = 0;  // the log began anew
  if (pages_ - last_ < every_) return;
  last_ = pages_;
  // The commit is good whatever becomes of this; the next one tries again.
  sqlite3_wal_checkpoint_v2(database, "main", SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

}  // namespace setoff
