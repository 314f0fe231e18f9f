#pragma once
// Answers from the books: balances, claims by state, the statement of one account. Each is a pure
// function of the books, the journal and the query; unknown parameters are errors, as everywhere.

#include "cli/daemon/http_message.h"
#include "ledger/book/book.h"

namespace setoff::cli {

using Query = std::map<std::string, std::string, std::less<>>;

// ?valued=DAY
[[nodiscard]] HttpResponse balances_response(const Book& book, const Query& query);
// ?on=DAY
[[nodiscard]] HttpResponse claims_response(const Book& book, const Query& query);

// Where a statement begins: the newest entry that touched the account. ?account=PATH&commodity=CODE
// and, for the page before, &before=SEQUENCE; &limit=N up to kStatementMax lines.
inline constexpr std::size_t kStatementMax = 1000;
struct StatementQuery {
  std::string account;
  Commodity commodity;
  std::optional<Sequence> from;  // newest entry of the page
  std::size_t limit = 100;
};
[[nodiscard]] Result<StatementQuery> statement_query(const Book& book, const Query& query);
// Newest first: each line names the entry before it, so the walk needs no index.
[[nodiscard]] HttpResponse statement_response(const JournalPort& journal,
                                              const StatementQuery& query);

// The value of a parameter as a number up to `most`; `otherwise` if it is not there.
[[nodiscard]] Result<std::uint64_t> number_in(const Query& query, std::string_view name,
                                              std::uint64_t otherwise, std::uint64_t most);
// bad_field for a parameter that is not among the names.
[[nodiscard]] Status check_names(const Query& query, std::initializer_list<std::string_view> names);

}  // namespace setoff::cli
