// setoff report: a pack of monthly tables from a ledger alone, as one workbook.

#include <algorithm>
#include <iostream>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/debits_table.h"
#include "cli/statement_table.h"
#include "cli/table.h"
#include "ledger/books/holds.h"
#include "ledger/crypto/encoding.h"
#include "ledger/query/claims.h"
#include "ledger/query/debits.h"
#include "ledger/query/figures.h"
#include "ledger/query/statement.h"

namespace setoff::cli {
namespace {

// The last days of the months from `from` to `to`; the last of them is `to` itself.
std::vector<Day> month_ends(Day from, Day to) {
  std::vector<Day> days;
  for (Day day = from; day <= to; day = day + 1) {
    const bool ends = to_calendar(day + 1, Calendar::gregorian).day == 1;
    if (ends || day == to) days.push_back(day);
  }
  return days;
}

// From the first value date to the last, of entries that were booked.
Result<DaySpan> span_of(const JournalPort& journal) {
  DaySpan span;
  SETOFF_TRY_STATUS(journal.each_group(0, [&](const EntryGroup& group) -> Status {
    for (std::size_t i = 0; i < group.size(); ++i) {
      SETOFF_TRY(front, decode_front(group.at(i)));
      if (front.refusal) continue;
      const Day day = front.event.value_date;
      span.from = std::min(span.from.value_or(day), day);
      span.to = std::max(span.to.value_or(day), day);
    }
    return Ok{};
  }));
  return span;
}

CellTable contents(const CheckedJournal& ledger, Day from, Day to) {
  CellTable table{"contents", {"what", "value"}, {}};
  const auto row = [&](const char* what, Cell value) {
    table.rows.push_back({std::string(what), std::move(value)});
  };
  row("agreement", ledger.state().agreement.title.value);
  row("entries", static_cast<std::int64_t>(ledger.size()));
  row("root", to_hex(ledger.root().view()));
  row("from", from);
  row("to", to);
  row("claims",
      std::string("what became of everything earned, by state, on the last day of each month"));
  row("accounts", std::string("money at banks on the last day of each month, in its own currency"));
  row("statements", std::string("every posting on each account at a bank"));
  row("debits", std::string("everything that left them, with authority, approvals and papers"));
  row("totals", std::string("debits by account and kind"));
  return table;
}

void add_claims(const State& state, const Claims& claims, CellTable& states, CellTable& accounts) {
  const auto scale = claims.book.scale();
  const auto add_line = [&](const LineClaims& line) {
    for (std::size_t i = 0; i < kClaimParts; ++i)
      if (line.parts[i] != 0)
        states.rows.push_back({claims.on, line.line.empty() ? "all" : line.line,
                               std::string(enum_name(static_cast<ClaimPart>(i))),
                               AmountCell{line.parts[i], scale}, std::string(claims.book.code())});
    states.rows.push_back({claims.on, line.line.empty() ? "all" : line.line,
                           std::string("= earned"), AmountCell{line.earned, scale},
                           std::string(claims.book.code())});
  };
  for (const auto& line : claims.lines)
    add_line(line);
  add_line(claims.all);
  for (const auto& account : claims.all.accounts) {
    std::int64_t balance = 0;
    for (const auto& line : state.agreement.lines)
      balance += balance_on(
          state,
          {kind_of(state.agreement.find_account(account.account)->use), account.account, line.line},
          account.currency, claims.on);
    accounts.rows.push_back({claims.on, account.account, amount_cell(balance, account.currency),
                             std::string(account.currency.code()), AmountCell{account.worth, scale},
                             AmountCell{account.blocked, scale}, std::string(claims.book.code())});
  }
}

Result<std::vector<CellTable>> tables_of(const CheckedJournal& ledger,
                                         const ReportCommand& command) {
  SETOFF_TRY(asked, span_argument(command.from, command.to));
  SETOFF_TRY(whole, span_of(ledger));
  if (!whole.from) return Error(Code::bad_field, "nothing is booked in this ledger");
  const Day from = asked.from.value_or(*whole.from);
  const Day to = asked.to.value_or(*whole.to);
  const State& state = ledger.state();
  CellTable states{"claims", {"on", "line", "state", "amount", "currency"}, {}};
  CellTable accounts{"accounts",
                     {"on", "account", "balance", "currency", "value", "blocked", "value_currency"},
                     {}};
  for (const Day day : month_ends(from, to)) {
    SETOFF_TRY(claims, claims_on(state, day));
    add_claims(state, claims, states, accounts);
  }
  std::vector<Statement> statements;
  for (const auto& account : state.agreement.accounts) {
    SETOFF_TRY(of_account, statements_of(ledger, state, {account.account, from, to}));
    std::ranges::move(of_account, std::back_inserter(statements));
  }
  SETOFF_TRY(debits, debits_of(ledger, state, {{}, {}, {}, {}, from, to}));
  return std::vector<CellTable>{contents(ledger, from, to), std::move(states), std::move(accounts),
                                table_of(statements),       table_of(debits),  totals_of(debits)};
}

}  // namespace

int report_ledger(const ReportCommand& command) {
  const OutputRules rules{command.force, {}, {command.ledger.file}};
  if (const auto free = check_output(command.output, rules); !free) return fail(free.error());
  const auto ledger = open_to_read(command.ledger);
  if (!ledger) return fail(ledger.error());
  const auto tables = tables_of(**ledger, command);
  if (!tables) return fail(tables.error());
  if (const auto written = write_workbook(command.output, rules, *tables); !written)
    return fail(written.error());
  for (const auto& table : *tables)
    std::cout << table.title << "  " << table.rows.size() << " rows\n";
  std::cout << (*ledger)->size() << " entries, root " << to_hex((*ledger)->root().view())
            << "\nwritten to " << command.output << "\n";
  return kGood;
}

}  // namespace setoff::cli
