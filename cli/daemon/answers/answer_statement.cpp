// The statement of an account: its postings in a range of value dates, with the balance after each.
// The opening balance and the postings add up to the closing balance. A longer statement is paged
// along the account's chain of entries, newest first; its rows have no balance, because an older
// page may hold later value dates.

#include <algorithm>

#include "cli/daemon/answers/parts.h"
#include "ledger/base/int128.h"
#include "ledger/event/codec.h"

namespace setoff::cli {
namespace {

// Entries of the account per page.
constexpr std::uint64_t kRowsPerPage = 1'000;
constexpr std::uint64_t kRowsPerPageMax = 5'000;

struct StatementRow {
  Day value_date;
  Sequence sequence = 0;
  std::string id;
  std::string type;
  std::string lot;
  std::int64_t amount = 0;
};

struct Subject {
  AccountId account;
  const AccountBalance* cell = nullptr;
};

// The error for a path that no posting has; it shows an account that has the text as a segment.
Error no_such_account(const Chart& chart, std::string_view path) {
  const std::string segment = ":" + std::string(path) + ":";
  for (std::uint32_t i = 0; i < chart.size(); ++i) {
    const auto& known = chart[AccountId(i)].path;
    if ((known + ":").find(segment) != std::string::npos)
      return {Code::unknown_account,
              "'" + std::string(path) + "' is a part of a path; a whole one is '" + known + "'",
              "account"};
  }
  return {Code::unknown_account,
          "'" + std::string(path) + "' has no postings; /balances lists the accounts", "account"};
}

Result<Subject> subject_of(const Asked& asked) {
  const auto path = asked.value_of("account");
  if (path.empty()) return Error(Code::bad_field, "names the account by its path", "account");
  const auto& state = asked.state();
  const auto account = state.chart.find_path(path);
  if (!account.valid()) return no_such_account(state.chart, path);
  const auto& cells = state.balances.balances_of(account);
  const auto code = asked.value_of("commodity");
  if (code.empty() && cells.size() == 1) return Subject{account, cells.data()};
  for (const auto& cell : cells)
    if (cell.commodity.code() == code) return Subject{account, &cell};
  std::string held;
  for (const auto& cell : cells)
    held += (held.empty() ? "" : ", ") + std::string(cell.commodity.code());
  return Error(Code::bad_field, "the account holds " + held + "; name one", "commodity");
}

struct StatementPage {
  std::vector<StatementRow> rows;
  std::optional<Sequence> next;  // where to continue in the account's chain
};

struct Span {
  Day from;
  Day to;
};

// Adds the postings of an entry to the account, last first; returns the previous entry in the
// chain.
Result<std::optional<Sequence>> add_rows(const Entry& entry, std::string_view path,
                                         Commodity commodity, const Span& span,
                                         std::vector<StatementRow>& rows) {
  std::optional<Sequence> previous;
  bool any = false;
  const auto day = entry.event.value_date;
  for (auto posting = entry.postings.rbegin(); posting != entry.postings.rend(); ++posting) {
    if (posting->account != path || posting->commodity != commodity) continue;
    any = true;
    previous = posting->previous;
    if (day >= span.from && day <= span.to)
      rows.push_back({day, entry.sequence, entry.event.key.id, std::string(entry.event.type_name()),
                      posting->lot, posting->amount});
  }
  if (any) return previous;
  return Error(Code::bad_field,
               "entry " + std::to_string(entry.sequence) + " did not touch the account", "at");
}

Result<StatementPage> page_of(const Asked& asked, const Subject& subject, const Span& span) {
  SETOFF_TRY(limit, asked.count("limit", kRowsPerPage, kRowsPerPageMax));
  SETOFF_TRY(at, asked.sequence("at"));
  const auto& path = asked.state().chart[subject.account].path;
  StatementPage page;
  page.next = at ? at : subject.cell->last_entry;
  for (std::uint64_t read = 0; page.next && read < limit; ++read) {
    SETOFF_TRY(entry, read_entry(asked.books.journal, *page.next));
    SETOFF_TRY(previous, add_rows(entry, path, subject.cell->commodity, span, page.rows));
    page.next = previous;
  }
  std::ranges::reverse(page.rows);
  std::ranges::stable_sort(page.rows, {}, &StatementRow::value_date);
  return page;
}

void write_row(const StatementRow& row, std::optional<std::int64_t> balance, Commodity commodity,
               JsonWriter& json) {
  json.begin_object().key("value_date").string(row.value_date.text());
  json.key("sequence").count(row.sequence).key("id").string(row.id);
  json.key("type").string(with_type_prefix(row.type));
  if (!row.lot.empty()) json.key("lot").string(row.lot);
  json.key("amount").string(amount_text(row.amount, commodity));
  if (balance) json.key("balance").string(amount_text(*balance, commodity));
  json.end_object();
}

// Writes all rows of the range, with the balance after each.
Status write_whole(const std::vector<StatementRow>& rows, std::int64_t opening,
                   std::int64_t closing, Commodity commodity, JsonWriter& json) {
  auto balance = opening;
  for (const auto& row : rows) {
    const auto after = checked_add(balance, row.amount);
    if (!after) return Error(Code::overflow, "the balance within a day does not fit into 64 bits");
    balance = *after;
    write_row(row, balance, commodity, json);
  }
  if (balance == closing) return Ok{};
  return Error(Code::corrupt, "the postings do not add up to the balance");
}

}  // namespace

Status answer_statement(const Asked& asked, JsonWriter& json) {
  SETOFF_TRY(subject, subject_of(asked));
  SETOFF_TRY(first, asked.maybe_day("from"));
  SETOFF_TRY(last, asked.maybe_day("to"));
  const auto& series = subject.cell->series;
  Span span;
  span.from = first.value_or(series.empty() ? kFirstDay : series.points().front().day);
  span.to = last.value_or(
      std::max(span.from, series.empty() ? asked.books.now.day() : series.points().back().day));
  if (span.to < span.from) return Error(Code::bad_field, "the span ends before it begins", "to");
  SETOFF_TRY(page, page_of(asked, subject, span));
  const auto commodity = subject.cell->commodity;
  const auto opening = series.at(span.from - 1);
  const auto closing = series.at(span.to);
  json.key("account").string(asked.state().chart[subject.account].path);
  json.key("from").string(span.from.text()).key("to").string(span.to.text());
  json.key("opening").string(amount_text(opening, commodity));
  json.key("rows").begin_array();
  const bool whole = !page.next && asked.value_of("at").empty();
  if (whole) SETOFF_TRY_STATUS(write_whole(page.rows, opening, closing, commodity, json));
  for (const auto& row : page.rows)
    if (!whole) write_row(row, std::nullopt, commodity, json);
  json.end_array();
  json.key("closing").string(amount_text(closing, commodity));
  json.key("next");
  page.next ? json.count(*page.next) : json.null();
  return Ok{};
}

}  // namespace setoff::cli
