#pragma once
// verify: every entry of a journal read as values: decoded, played through the rules again, encoded
// again and compared with the stored bytes, hashed into the tree; then the trial balance; and, in a
// thread of its own, everything that is stored beside the journal. Names the first entry that is
// wrong. Errors: those of the journal where it cannot be read at all; all else is a finding.

#include <optional>
#include <string>
#include <vector>

#include "ledger/book/journal.h"
#include "ledger/book/stored_tables.h"
#include "ledger/crypto/digest.h"

namespace setoff {

struct AuditFinding {
  std::optional<Sequence> sequence;  // entry it is about
  std::string what;
};

struct AuditReport {
  Sequence entries = 0;
  Digest root;
  std::vector<AuditFinding> findings;
  std::vector<std::string> notes;  // worth knowing, nothing wrong

  [[nodiscard]] bool clean() const { return findings.empty(); }
};

// `expected` is a root that the ledger had at that size or now; with it a file that was rolled back
// or cut is found too. `tables` are those beside the journal, if there are any.
struct ExpectedHead {
  Digest root;
  std::optional<Sequence> size;  // entries under the root; absent: all
};

[[nodiscard]] Result<AuditReport> verify(const JournalPort& journal,
                                         const std::optional<ExpectedHead>& expected = {},
                                         const StoredTables* tables = nullptr);

}  // namespace setoff
