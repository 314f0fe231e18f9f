#pragma once
// The entries of Books as an in-memory journal, for queries that read a journal.

#include "ledger/book/journal.h"
#include "tests/support/books.h"

namespace setoff::test {

inline MemoryJournal journal_of(const Books& books) {
  MemoryJournal journal;
  EntryGroup group;
  for (const auto& entry : books.entries()) {
    CHECK(encode_entry(entry, group.bytes).has_value());
    group.ends.push_back(static_cast<std::uint32_t>(group.bytes.size()));
  }
  CHECK(journal.append(group).has_value());
  return journal;
}

}  // namespace setoff::test
