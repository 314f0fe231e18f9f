#pragma once
// StoredTables: the port behind which a ledger file compares what it keeps beside its journal
// (tables, views, triggers, format) with what the journal gives. Implemented by ledger/store,
// called by ledger/audit, which thereby knows no SQL. Errors: cannot_read; everything that is wrong
// with the contents is a finding.

#include <optional>
#include <string>
#include <vector>

#include "ledger/core/entry.h"

namespace setoff {

struct TableFinding {
  std::optional<Sequence> sequence;  // entry it is about
  std::string what;                  // names the table, the row and the column
};

struct TableReport {
  Sequence reached = 0;  // entries that the tables say they hold
  Sequence journal = 0;  // entries of the journal at that moment
  bool sealed = false;   // closed cleanly: the tables must hold all entries
  std::vector<TableFinding> findings;
};

class StoredTables {
 public:
  virtual ~StoredTables() = default;
  // Reads everything; the first difference of each table. Memory does not grow with the ledger. May
  // run in a thread of its own.
  [[nodiscard]] virtual Result<TableReport> check() const = 0;
};

}  // namespace setoff
