#include "cli/statement_table.h"

namespace setoff::cli {

CellTable table_of(const std::vector<Statement>& statements) {
  CellTable table{"statement",
                  {"account", "commodity", "entry", "booked", "value_date", "type", "what",
                   "amount", "balance"},
                  {}};
  for (const auto& statement : statements) {
    const std::string code(statement.commodity.code());
    const auto add_balance = [&](const char* what, std::int64_t balance) {
      table.rows.push_back({statement.of,
                            code,
                            {},
                            {},
                            {},
                            {},
                            std::string(what),
                            {},
                            amount_cell(balance, statement.commodity)});
    };
    add_balance("balance before", statement.opening);
    for (const auto& row : statement.rows) {
      const Cell booked = row.booked ? Cell(row.booked->day()) : Cell();
      table.rows.push_back({row.account, code, static_cast<std::int64_t>(row.entry), booked,
                            row.value_date, std::string(info_of(row.type).name), row.what,
                            amount_cell(row.amount, statement.commodity),
                            amount_cell(row.balance, statement.commodity)});
    }
    add_balance("balance after", statement.closing);
  }
  return table;
}

}  // namespace setoff::cli
