#pragma once
// StoredTables: the port for checking what a ledger file stores besides its journal (tables, views,
// triggers, format) against that journal. Implemented by ledger/store and called by ledger/audit,
// which thus needs no SQL. Errors: cannot_read; anything wrong with the contents is a finding.

#include <optional>
#include <string>
#include <vector>

#include "ledger/event/entry.h"

namespace setoff {

struct TableFinding {
  std::optional<Sequence> sequence;  // entry concerned
  std::string what;                  // names the table, the row and the column
};

struct TableReport {
  Sequence reached = 0;  // entries that the tables claim to hold
  Sequence journal = 0;  // entries of the journal at that moment
  bool sealed = false;   // closed cleanly: the tables must hold all entries
  std::vector<TableFinding> findings;
};

class StoredTables {
 public:
  virtual ~StoredTables() = default;
  // Reads everything and reports the first difference in each table. Memory does not grow with the
  // ledger. May run in its own thread.
  [[nodiscard]] virtual Result<TableReport> check() const = 0;
};

}  // namespace setoff
