#include <iostream>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "ledger/store/sqlite_journal.h"

namespace setoff::cli {

// Tables are evidence too. They are rebuilt only from a journal that replays and that either agrees
// with the hashes stored with them or has the expected root.
int rebuild_tables(const LedgerToRead& ledger) {
  if (const auto journal = open_to_read(ledger, std::nullopt); !journal)
    return fail(journal.error());
  const auto entries = SqliteJournal::rebuild(
      ledger.file, ledger.expect_root.empty() ? StoredHashes::trusted : StoredHashes::known_wrong);
  if (!entries) return fail(entries.error());
  std::cout << "the tables hold " << *entries << " entries\n";
  return kGood;
}

}  // namespace setoff::cli
