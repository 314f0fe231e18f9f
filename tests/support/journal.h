#pragma once
// The entries of Books as an in-memory journal, for queries that read a journal.

#include "ledger/writer/journal.h"
#include "tests/support/books.h"

namespace setoff::test {

inline MemoryJournal journal_of(const Books& books) {
  MemoryJournal journal;
  EntryGroup group;
  for (const auto& entry : books.entries()) {
    SETOFF_CHECK(encode_entry(entry, group.bytes).has_value());
    group.ends.push_back(static_cast<std::uint32_t>(group.bytes.size()));
  }
  SETOFF_CHECK(journal.append(group).has_value());
  return journal;
}

}  // namespace setoff::test
