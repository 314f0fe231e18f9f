// The statement of one account: what was posted in a span of value dates, with the balance after
// each posting. The opening balance and the postings add up to the closing balance.

#include <algorithm>

#include "cli/daemon/answers/parts.h"
#include "ledger/base/int128.h"
#include "ledger/core/codec.h"

namespace setoff::cli {
namespace {

// Entries of the account that one statement reads.
constexpr std::size_t kEntriesMax = 20'000;

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
  const BalanceCell* cell = nullptr;
};

Result<Subject> subject_of(const Asked& asked) {
  const auto path = asked.value_of("account");
  if (path.empty()) return Error(Code::bad_field, "names the account by its path", "account");
  const auto& state = asked.state();
  const auto account = state.chart.find_path(path);
  if (!account.valid())
    return Error(Code::unknown_account, "'" + std::string(path) + "' has no postings", "account");
  const auto& cells = state.balances.cells(account);
  const auto code = asked.value_of("commodity");
  if (code.empty() && cells.size() == 1) return Subject{account, cells.data()};
  for (const auto& cell : cells)
    if (cell.commodity.code() == code) return Subject{account, &cell};
  std::string held;
  for (const auto& cell : cells)
    held += (held.empty() ? "" : ", ") + std::string(cell.commodity.code());
  return Error(Code::bad_field, "the account holds " + held + "; name one", "commodity");
}

// Follows the account's chain of entries back from the newest.
Result<std::vector<StatementRow>> rows_of(const Asked& asked, const Subject& subject, Day from,
                                          Day to) {
  const auto& path = asked.state().chart[subject.account].path;
  std::vector<StatementRow> rows;
  std::size_t read = 0;
  auto at = subject.cell->last_entry;
  while (at) {
    if (++read > kEntriesMax)
      return Error(Code::too_large, "the account has more than " + std::to_string(kEntriesMax) +
                                        " entries; take the ledger's export");
    TRY(bytes, asked.books.journal.read(*at));
    TRY(entry, decode_entry(bytes));
    std::optional<Sequence> previous;
    const auto day = entry.event.value_date;
    for (auto posting = entry.postings.rbegin(); posting != entry.postings.rend(); ++posting) {
      if (posting->account != path || posting->commodity != subject.cell->commodity) continue;
      previous = posting->previous;
      if (day >= from && day <= to)
        rows.push_back({day, entry.sequence, entry.event.key.id,
                        std::string(entry.event.type_name()), posting->lot, posting->amount});
    }
    at = previous;
  }
  std::ranges::reverse(rows);
  std::ranges::stable_sort(rows, {}, &StatementRow::value_date);
  return rows;
}

void write_row(const StatementRow& row, std::int64_t balance, Commodity commodity,
               JsonWriter& json) {
  json.begin_object().key("value_date").string(row.value_date.text());
  json.key("sequence").count(row.sequence).key("id").string(row.id);
  json.key("type").string("setoff." + row.type);
  if (!row.lot.empty()) json.key("lot").string(row.lot);
  json.key("amount").string(amount_text(row.amount, commodity));
  json.key("balance").string(amount_text(balance, commodity)).end_object();
}

}  // namespace

Status answer_statement(const Asked& asked, JsonWriter& json) {
  TRY(subject, subject_of(asked));
  TRY(first, asked.maybe_day("from"));
  TRY(last, asked.maybe_day("to"));
  const auto& series = subject.cell->series;
  const auto from = first.value_or(series.empty() ? kFirstDay : series.points().front().day);
  const auto to = last.value_or(
      std::max(from, series.empty() ? asked.books.now.day() : series.points().back().day));
  if (to < from) return Error(Code::bad_field, "the span ends before it begins", "to");
  TRY(rows, rows_of(asked, subject, from, to));
  const auto commodity = subject.cell->commodity;
  std::int64_t balance = series.at(from - 1);
  json.key("account").string(asked.state().chart[subject.account].path);
  json.key("from").string(from.text()).key("to").string(to.text());
  json.key("opening").string(amount_text(balance, commodity));
  json.key("rows").begin_array();
  for (const auto& row : rows) {
    const auto after = checked_add(balance, row.amount);
    if (!after) return Error(Code::overflow, "the balance within a day does not fit into 64 bits");
    balance = *after;
    write_row(row, balance, commodity, json);
  }
  json.end_array();
  if (balance != series.at(to))
    return Error(Code::corrupt, "the postings do not add up to the balance");
  json.key("closing").string(amount_text(balance, commodity));
  return Ok{};
}

}  // namespace setoff::cli
