#pragma once
// Statements: every posting of an account over a span of value dates, between its balance before
// and after. What is asked for is a bank account by its name ("tbi-nigc-iqd"), of which all money
// counts, whichever line it belongs to; or accounts of the books by path or pattern, each with a
// statement of its own. Amounts in minor units, debit positive.
// That a statement is complete is checked in two ways: each posting names the one before it on its
// account, and the balances before and after are those of the books. Errors: corrupt if either
// fails; bad_field if there is no such account; those of the journal.

#include <optional>
#include <string>
#include <vector>

#include "ledger/books/state.h"
#include "ledger/writer/journal.h"

namespace setoff {

struct StatementQuery {
  std::string account;      // as is_about_account() takes it; scenarios write _ for -
  std::optional<Day> from;  // value dates, both inclusive
  std::optional<Day> to;
};

// What one entry does to one account on one day.
struct StatementRow {
  Sequence entry = 0;
  std::optional<Timestamp> booked;
  Day value_date;
  EventType type = EventType::agreement_adopted;
  std::string what;  // in one phrase
  std::string account;
  std::int64_t amount = 0;
  std::int64_t balance = 0;  // after it, in the order of the statement
};

struct Statement {
  std::string of;  // bank account, or path
  Commodity commodity;
  std::int64_t opening = 0;
  std::vector<StatementRow> rows;  // by value date, then by entry
  std::int64_t closing = 0;
};

// By name, then by commodity. `state`: the books after all entries of the journal.
[[nodiscard]] Result<std::vector<Statement>> statements_of(const JournalPort& journal,
                                                           const State& state,
                                                           const StatementQuery& query);

}  // namespace setoff
