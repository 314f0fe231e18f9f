#include "cli/daemon/http/ledger_reader.h"

namespace setoff::cli {

Result<const JournalPort*> LedgerReader::at(Sequence entries) {
  if (!journal_) {
    SETOFF_TRY(opened, SqliteJournal::open(ledger_, OpenMode::read));
    journal_ = std::move(opened);
  }
  if (journal_->size() < entries) SETOFF_TRY_STATUS(journal_->refresh());
  if (journal_->size() < entries)
    return Error(Code::corrupt, "the file holds " + std::to_string(journal_->size()) +
                                    " entries of " + std::to_string(entries));
  return static_cast<const JournalPort*>(journal_.get());
}

}  // namespace setoff::cli
