#pragma once
// Debits as tables: one row each with all that is known of it, and their totals by account and
// kind. What was reversed counts in the totals too, for its reversal brought the money back. No
// errors.

#include <string>

#include "cli/table.h"
#include "ledger/query/debits.h"

namespace setoff::cli {

[[nodiscard]] CellTable table_of(const std::vector<DebitRecord>& debits);
[[nodiscard]] CellTable totals_of(const std::vector<DebitRecord>& debits);
// "outside_window not_approved"; entry numbers with blanks between them.
[[nodiscard]] std::string findings_text(const DebitRecord& debit);
[[nodiscard]] std::string numbers_text(const std::vector<Sequence>& entries);

}  // namespace setoff::cli
