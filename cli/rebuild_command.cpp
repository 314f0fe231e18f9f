#include <iostream>

#include "cli/commands.h"
#include "ledger/store/sqlite_journal.h"

namespace setoff::cli {

int rebuild_tables(const std::string& ledger) {
  const auto entries = SqliteJournal::rebuild(ledger);
  if (!entries) return fail(entries.error());
  std::cout << "the tables hold " << *entries << " entries\n";
  return kGood;
}

}  // namespace setoff::cli
