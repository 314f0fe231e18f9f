#pragma once
// LedgerReader: a connection of its own to a ledger file that another is writing; it never writes
// and never checkpoints. Used by one thread. Errors: those of SqliteJournal.

#include <memory>
#include <string>

#include "ledger/store/sqlite_journal.h"

namespace setoff::cli {

class LedgerReader {
 public:
  explicit LedgerReader(std::string ledger) : ledger_(std::move(ledger)) {}
  // The journal, which holds at least so many entries.
  [[nodiscard]] Result<const JournalPort*> at(Sequence entries);

 private:
  std::string ledger_;
  std::unique_ptr<SqliteJournal> journal_;
};

}  // namespace setoff::cli
