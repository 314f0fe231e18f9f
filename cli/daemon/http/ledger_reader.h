#pragma once
// LedgerReader: a separate connection to a ledger file that is being written elsewhere; it never
// writes and never checkpoints. Used by one thread. Errors: those of SqliteJournal.

#include <memory>
#include <string>

#include "ledger/store/sqlite_journal.h"

namespace setoff::cli {

class LedgerReader {
 public:
  explicit LedgerReader(std::string ledger) : ledger_(std::move(ledger)) {}
  // The journal, with at least that many entries; corrupt if the file has fewer.
  [[nodiscard]] Result<const JournalPort*> at(Sequence entries);

 private:
  std::string ledger_;
  std::unique_ptr<SqliteJournal> journal_;
};

}  // namespace setoff::cli
