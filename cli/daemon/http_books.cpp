#include "cli/daemon/http_books.h"

#include <algorithm>
#include <charconv>

#include "ledger/exchange/json_write.h"
#include "ledger/query/balances.h"
#include "ledger/query/claims.h"

namespace setoff::cli {
namespace {

Result<std::optional<Day>> day_in(const Query& query, std::string_view name) {
  const auto found = query.find(name);
  if (found == query.end()) return std::optional<Day>();
  auto day = parse_day(found->second);
  if (!day) return Error(Code::bad_field, day.error().detail, std::string(name));
  return std::optional<Day>(*day);
}

HttpResponse responded(const Result<std::string>& body) {
  if (!body) return http_error(body.error());
  HttpResponse response;
  response.body = *body;
  return response;
}

Result<std::string> balances_text(const Book& book, const Query& query) {
  TRY_STATUS(check_names(query, {"valued"}));
  TRY(valued, day_in(query, "valued"));
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("entries").count(book.size()).key("balances").begin_array();
  for (const auto& row : trial_balance(book.state(), valued)) {
    json.begin_object().key("account").string(row.account);
    json.key("amount").string(format_minor(row.amount, row.commodity.scale()));
    json.key("commodity").string(row.commodity.code()).end_object();
  }
  json.end_array().end_object();
  return out;
}

void print_parts(const ClaimParts& parts, int scale, JsonWriter& json) {
  json.begin_object();
  for (std::size_t i = 0; i < kClaimParts; ++i)
    if (parts[i] != 0)
      json.key(enum_name(static_cast<ClaimPart>(i))).string(format_minor(parts[i], scale));
  json.end_object();
}

void print_line(const LineClaims& line, const Claims& claims, JsonWriter& json) {
  const auto scale = claims.book.scale();
  json.begin_object().key("line").string(line.line);
  json.key("earned").string(format_minor(line.earned, scale));
  print_parts(line.parts, scale, json.key("parts"));
  json.key("foreign").begin_array();
  for (const auto& money : line.foreign) {
    json.begin_object().key("currency").string(money.currency.code());
    print_parts(money.parts, money.currency.scale(), json.key("parts"));
    json.end_object();
  }
  json.end_array().end_object();
}

Result<std::string> claims_text(const Book& book, const Query& query) {
  TRY_STATUS(check_names(query, {"on"}));
  TRY(day, day_in(query, "on"));
  if (!day) return Error(Code::bad_field, "the day is missing: ?on=2024-06-30", "on");
  TRY(claims, claims_on(book.state(), *day));
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("entries").count(book.size()).key("on").string(claims.on.text());
  json.key("currency").string(claims.book.code()).key("lines").begin_array();
  for (const auto& line : claims.lines)
    print_line(line, claims, json);
  json.end_array().end_object();
  return out;
}

Result<std::string> statement_text(const JournalPort& journal, const StatementQuery& query) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("account").string(query.account);
  json.key("commodity").string(query.commodity.code()).key("lines").begin_array();
  auto next = query.from;
  for (std::size_t lines = 0; next && lines < query.limit;) {
    const auto sequence = *next;
    TRY(bytes, journal.read(sequence));
    TRY(entry, decode_entry(bytes));
    next.reset();
    for (auto posting = entry.postings.rbegin(); posting != entry.postings.rend(); ++posting) {
      if (posting->account != query.account || posting->commodity != query.commodity) continue;
      const auto scale = posting->commodity.scale();
      json.begin_object().key("sequence").count(sequence);
      json.key("value_date").string(entry.event.value_date.text());
      json.key("type").string(entry.event.type_name()).key("id").string(entry.event.key.id);
      if (!posting->lot.empty()) json.key("lot").string(posting->lot);
      json.key("amount").string(format_minor(posting->amount, scale));
      json.key("balance").string(format_minor(posting->balance, scale)).end_object();
      next = posting->previous;
      ++lines;
    }
  }
  json.end_array();
  if (next) json.key("before").count(*next + 1);
  json.end_object();
  return out;
}

}  // namespace

Status check_names(const Query& query, std::initializer_list<std::string_view> names) {
  for (const auto& [name, value] : query)
    if (std::ranges::find(names, name) == names.end())
      return Error(Code::bad_field, "there is no parameter '" + name + "' here", name);
  return Ok{};
}

Result<std::uint64_t> number_in(const Query& query, std::string_view name, std::uint64_t otherwise,
                                std::uint64_t most) {
  const auto found = query.find(name);
  if (found == query.end()) return otherwise;
  std::uint64_t value = 0;
  const auto& text = found->second;
  const auto* const end = text.data() + text.size();
  const auto [stop, failed] = std::from_chars(text.data(), end, value);
  if (text.empty() || failed != std::errc{} || stop != end || value > most)
    return Error(Code::bad_field,
                 "'" + text + "' is not a whole number up to " + std::to_string(most),
                 std::string(name));
  return value;
}

HttpResponse balances_response(const Book& book, const Query& query) {
  return responded(balances_text(book, query));
}

HttpResponse claims_response(const Book& book, const Query& query) {
  return responded(claims_text(book, query));
}

Result<StatementQuery> statement_query(const Book& book, const Query& query) {
  TRY_STATUS(check_names(query, {"account", "commodity", "before", "limit"}));
  const auto value = [&](std::string_view name) {
    const auto found = query.find(name);
    return found == query.end() ? std::string() : found->second;
  };
  StatementQuery out;
  out.account = value("account");
  const auto& state = book.state();
  const auto account = state.chart.find_path(out.account);
  if (!account.valid())
    return Error(Code::unknown_account, "there is no account '" + out.account + "'", "account");
  const auto commodity = find_commodity(value("commodity"));
  const auto* const cell = commodity ? state.balances.find(account, *commodity) : nullptr;
  if (cell == nullptr)
    return Error(Code::unknown_account, "the account holds nothing in '" + value("commodity") + "'",
                 "commodity");
  out.commodity = *commodity;
  TRY(limit, number_in(query, "limit", out.limit, kStatementMax));
  out.limit = static_cast<std::size_t>(limit);
  TRY(before, number_in(query, "before", book.size(), book.size()));
  out.from = cell->last_entry;
  // A page's `before` is one behind the entry that the page before ended at.
  if (out.from && *out.from >= before)
    out.from = before == 0 ? std::nullopt : std::optional<Sequence>(before - 1);
  return out;
}

HttpResponse statement_response(const JournalPort& journal, const StatementQuery& query) {
  return responded(statement_text(journal, query));
}

}  // namespace setoff::cli
