// State of the books: status, balances, bank accounts, claims by state.

#include <algorithm>
#include <map>

#include "cli/daemon/answers/parts.h"
#include "ledger/books/holds.h"
#include "ledger/crypto/encoding.h"
#include "ledger/event/account_path.h"
#include "ledger/query/balances.h"
#include "ledger/query/figures.h"

namespace setoff::cli {
namespace {

constexpr std::uint64_t kHistoryDaysMax = 3'660;
constexpr std::uint64_t kHistoryPointsMax = 400;

void write_lines(const Agreement& agreement, JsonWriter& json) {
  json.key("lines").begin_array();
  for (const auto& line : agreement.lines) {
    json.begin_object().key("line").string(line.line).key("owner").string(line.owner);
    json.key("buyer").string(line.buyer).key("unit").string(line.unit.code()).end_object();
  }
  json.end_array();
}

// The newest value date of any posting.
std::optional<Day> last_value_date(const State& state) {
  std::optional<Day> newest;
  for (std::uint32_t i = 0; i < state.chart.size(); ++i)
    for (const auto& cell : state.balances.balances_of(AccountId(i)))
      if (!cell.series.empty())
        newest = std::max(newest.value_or(kFirstDay), cell.series.points().back().day);
  return newest;
}

void write_parts(const ClaimParts& parts, Commodity commodity, JsonWriter& json) {
  json.begin_object();
  for (std::size_t i = 0; i < kClaimParts; ++i)
    if (parts[i] != 0)
      json.key(enum_name(static_cast<ClaimPart>(i))).string(amount_text(parts[i], commodity));
  json.end_object();
}

void write_line_claims(const LineClaims& line, Currency book, JsonWriter& json) {
  json.begin_object();
  if (!line.line.empty()) json.key("line").string(line.line);
  json.key("earned").string(amount_text(line.earned, book));
  const auto currencies = by_currency(line, book);
  json.key("held").string(amount_text(currencies.front().held, book));
  json.key("parts");
  write_parts(line.parts, book, json);
  json.key("figures").begin_object();
  const auto figures = figures_of(line);
  for (std::size_t i = 0; i < kFigures; ++i) {
    const auto figure = static_cast<Figure>(i);
    json.key(enum_name(figure)).string(amount_text(figures[figure], book));
  }
  json.end_object();
  json.key("foreign").begin_array();
  for (std::size_t i = 1; i < currencies.size(); ++i) {
    json.begin_object().key("currency").string(currencies[i].currency.code());
    json.key("parts");
    write_parts(currencies[i].parts, currencies[i].currency, json);
    json.end_object();
  }
  json.end_array().end_object();
}

// Writes a figure or part as a series over the days; omits it if it is zero throughout.
template <class ValueOf>
void write_series(const std::vector<Claims>& history, std::string_view name, ValueOf value_of,
                  JsonWriter& json) {
  if (std::ranges::all_of(history, [&](const auto& claims) { return value_of(claims.all) == 0; }))
    return;
  json.key(name).begin_array();
  for (const auto& claims : history)
    json.string(format_minor(value_of(claims.all), claims.book.scale()));
  json.end_array();
}

void write_history(const std::vector<Claims>& history, JsonWriter& json) {
  json.key("history").begin_object().key("days").begin_array();
  for (const auto& claims : history)
    json.string(claims.on.text());
  json.end_array().key("parts").begin_object();
  for (std::size_t part = 0; part < kClaimParts; ++part)
    write_series(
        history, enum_name(static_cast<ClaimPart>(part)),
        [part](const LineClaims& line) { return line.parts[part]; }, json);
  json.end_object().end_object();
}

}  // namespace

Status answer_status(const Asked& asked, JsonWriter& json) {
  const auto& state = asked.state();
  auto& tree = asked.books.tree;
  SETOFF_TRY_STATUS(tree.catch_up(asked.books.journal));
  json.key("program").string("setoff " + std::string(asked.books.version));
  json.key("now").string(asked.books.now.text());
  json.key("writable").boolean(asked.books.writable);
  json.key("entries").count(tree.head().size);
  json.key("root").string(to_hex(tree.head().root.view()));
  if (state.last_booked) json.key("last_booked").string(state.last_booked->text());
  if (const auto day = last_value_date(state)) json.key("last_value_date").string(day->text());
  if (state.closed_through) json.key("closed_through").string(state.closed_through->text());
  json.key("adopted").boolean(state.adopted);
  if (!state.adopted) return Ok{};
  json.key("title").string(state.agreement.title.value);
  json.key("currency").string(state.agreement.book.code());
  write_lines(state.agreement, json);
  return Ok{};
}

Status answer_balances(const Asked& asked, JsonWriter& json) {
  SETOFF_TRY(on, asked.maybe_day("on"));
  const auto stem = asked.value_of("account");
  if (on) json.key("on").string(on->text());
  json.key("balances").begin_array();
  for (const auto& row : trial_balance(asked.state(), on)) {
    if (!is_under(row.account, stem)) continue;
    json.begin_object().key("account").string(row.account);
    json.key("layer").string(enum_name(row.layer));
    json.key("amount").string(amount_text(row.amount, row.commodity)).end_object();
  }
  json.end_array();
  return Ok{};
}

Status answer_accounts(const Asked& asked, JsonWriter& json) {
  SETOFF_TRY(on, asked.day("on"));
  const auto& state = asked.state();
  json.key("on").string(on.text());
  json.key("accounts").begin_array();
  for (const auto& account : state.agreement.accounts)
    for (const auto& line : state.agreement.lines) {
      const auto earmark = [&](AccountKind kind) {
        return amount_text(live_earmark(state, {kind, account.account, line.line}, on),
                           account.currency);
      };
      const AccountKey key{kind_of(account.use), account.account, line.line};
      const auto id = state.chart.find(key);
      if (!id.valid()) continue;
      const auto text = [&](std::int64_t minor) { return amount_text(minor, account.currency); };
      json.begin_object().key("account").string(account.account).key("line").string(line.line);
      json.key("path").string(state.chart[id].path);
      json.key("bank").string(account.bank).key("place").string(account.place);
      json.key("use").string(enum_name(account.use));
      json.key("frozen_out").boolean(state.freezes.frozen(account.account, EntrySide::debit, on));
      json.key("frozen_in").boolean(state.freezes.frozen(account.account, EntrySide::credit, on));
      json.key("posted").string(text(balance_on(state, key, account.currency, on)));
      json.key("available").string(text(available_on(state, account.account, line.line, on)));
      json.key("free").string(text(free_on(state, account.account, line.line, on)));
      json.key("requested").string(earmark(AccountKind::requested));
      json.key("approved").string(earmark(AccountKind::approved));
      json.key("converted").string(earmark(AccountKind::converted));
      json.key("held").string(text(live_holds(state, account.account, line.line, on)));
      json.end_object();
    }
  json.end_array();
  return Ok{};
}

Status answer_claims(const Asked& asked, JsonWriter& json) {
  SETOFF_TRY(on, asked.day("on"));
  SETOFF_TRY(days, asked.count("days", 0, kHistoryDaysMax));
  SETOFF_TRY(step, asked.count("step", 1, kHistoryDaysMax));
  if (days / step > kHistoryPointsMax)
    return Error(Code::bad_field,
                 "more than " + std::to_string(kHistoryPointsMax) + " points; take larger steps",
                 "step");
  std::vector<Day> on_days;
  for (auto back = days / step * step; back > 0; back -= step)
    on_days.push_back(on - static_cast<int>(back));
  on_days.push_back(on);
  if (!asked.state().adopted) return Error(Code::not_adopted);
  std::vector<Claims> history;
  for (const auto day : on_days) {
    SETOFF_TRY_STATUS(asked.books.may_continue());
    SETOFF_TRY(claims, claims_on(asked.state(), day));
    history.push_back(std::move(claims));
  }
  const auto& claims = history.back();
  json.key("on").string(claims.on.text());
  json.key("currency").string(claims.book.code());
  const auto rates = rates_used(asked.state(), claims);
  json.key("valued_at").begin_array();
  for (const auto& rate : rates.at)
    json.string(rate.text());
  json.end_array();
  json.key("at_book_value").begin_array();
  for (const auto& currency : rates.at_books)
    json.string(currency.code());
  json.end_array();
  json.key("lines").begin_array();
  for (const auto& line : claims.lines)
    write_line_claims(line, claims.book, json);
  json.end_array();
  json.key("all");
  write_line_claims(claims.all, claims.book, json);
  if (days > 0) write_history(history, json);
  return Ok{};
}

}  // namespace setoff::cli
