#pragma once
// Statements as one table: a row for the balance before, one for each posting, one for the balance
// after. No errors.

#include "cli/table.h"
#include "ledger/query/statement.h"

namespace setoff::cli {

[[nodiscard]] CellTable table_of(const std::vector<Statement>& statements);

}  // namespace setoff::cli
