#pragma once
// The SQL of a ledger file, in one place. The journal is append-only: triggers refuse what would
// change it.

#include <string_view>

namespace setoff {

inline constexpr int kApplicationId = 0x5E70FF01;
inline constexpr int kFormatVersion = 1;

// One row for each commit: the canonical bytes of its entries end to end, and the end of each entry
// as big-endian 32-bit offsets.
inline constexpr std::string_view kSchema = R"sql(
CREATE TABLE journal (
  first_sequence INTEGER PRIMARY KEY,
  entries INTEGER NOT NULL CHECK (entries > 0),
  ends BLOB NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_no_replace BEFORE INSERT ON journal
WHEN EXISTS (SELECT 1 FROM journal WHERE first_sequence >= NEW.first_sequence)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
)sql";

}  // namespace setoff
