#pragma once
// verify: checks a whole ledger. Decodes every entry of a journal, replays it through the rules,
// re-encodes it and compares it with the stored bytes, and hashes it into the tree; then checks the
// trial balance and, in a separate thread, everything stored alongside the journal. Names the first
// entry that is wrong. Errors: those of the journal if it cannot be read at all; anything else is a
// finding.

#include <optional>
#include <string>
#include <vector>

#include "ledger/crypto/digest.h"
#include "ledger/writer/journal.h"
#include "ledger/writer/stored_tables.h"

namespace setoff {

struct AuditFinding {
  std::optional<Sequence> sequence;  // the entry it is about
  std::string what;
};

struct AuditReport {
  Sequence entries = 0;
  Digest root;
  std::vector<AuditFinding> findings;
  std::vector<std::string> notes;  // worth knowing, but not wrong

  [[nodiscard]] bool clean() const { return findings.empty(); }
};

// A root that the ledger had at that size, or has now. Comparing with it also detects a file that
// was rolled back or truncated.
struct ExpectedHead {
  Digest root;
  std::optional<Sequence> size;  // entries under the root; absent: all
};

// `tables`: those stored alongside the journal, or null.
[[nodiscard]] Result<AuditReport> verify(const JournalPort& journal,
                                         const std::optional<ExpectedHead>& expected = {},
                                         const StoredTables* tables = nullptr);

}  // namespace setoff
