#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <iostream>
#include <optional>

#include "cli/arguments.h"
#include "cli/printable_stream.h"
#include "cli/table.h"
#include "ledger/base/grouped.h"
#include "ledger/query/figures.h"

namespace setoff::cli {
namespace {

namespace json = boost::json;

// What is printed: the claims and the rates at which they were valued.
struct DisplayedClaims {
  Claims claims;
  Currency books;                // of the ledger; the claims may be shown in another
  std::optional<Rate> shown_at;  // of that one
  RatesUsed rates;               // of money in other currencies
};

Result<std::optional<Currency>> currency_argument(const std::string& code) {
  if (code.empty()) return std::optional<Currency>{};
  if (const auto currency = Currency::find(code)) return currency;
  return Error(Code::bad_field, "--in names a currency such as USD, not '" + code + "'");
}

Result<DisplayedClaims> shown_claims(const State& state, Day day, std::optional<Currency> in) {
  SETOFF_TRY(claims, claims_on(state, day));
  DisplayedClaims shown;
  shown.books = claims.book;
  shown.rates = rates_used(state, claims);
  shown.claims = std::move(claims);
  if (!in || *in == shown.books) return shown;
  SETOFF_TRY(rate, rate_on(state, shown.books, *in, day));
  SETOFF_TRY(turned, in_currency(state, shown.claims, *in));
  shown.shown_at = rate;
  shown.claims = std::move(turned);
  return shown;
}

template <class Value>
void print_row(const Claims& claims, std::string_view name, Value&& value_of) {
  std::cout << fmt::format("{:<14}", name);
  for (const auto& line : claims.lines)
    std::cout << fmt::format("  {:>20}", grouped(value_of(line), claims.book.scale()));
  std::cout << fmt::format("  {:>20}\n", grouped(value_of(claims.all), claims.book.scale()));
}

void print_head(const DisplayedClaims& shown) {
  const auto& claims = shown.claims;
  std::cout << "Claims by state on " << claims.on.text() << ", " << claims.book.code();
  if (shown.shown_at) std::cout << " at " << rate_text(*shown.shown_at);
  std::cout << "\n";
  for (const auto& rate : shown.rates.at)
    std::cout << "money in other currencies at the newest rate: " << rate_text(rate) << "\n";
  for (const auto& currency : shown.rates.at_books)
    std::cout << "money in " << currency.code() << " at book value: no rate is known by then\n";
  std::cout << "\n" << fmt::format("{:<14}", "");
  for (const auto& line : claims.lines)
    std::cout << fmt::format("{:>22}", line.line);
  std::cout << fmt::format("{:>22}\n", "all");
}

// Prints the states, which add up to what was earned, then the figures (sums of states).
void print_states(const DisplayedClaims& shown) {
  const auto& claims = shown.claims;
  const auto any_of = [&](auto&& value_of) {
    return value_of(claims.all) != 0 ||
           std::ranges::any_of(claims.lines, [&](const auto& line) { return value_of(line) != 0; });
  };
  for (std::size_t i = 0; i < kClaimParts; ++i) {
    const auto value = [i](const LineClaims& line) { return line.parts[i]; };
    if (any_of(value)) print_row(claims, enum_name(static_cast<ClaimPart>(i)), value);
  }
  print_row(claims, "= earned", [](const LineClaims& line) { return line.earned; });
  std::cout << "\n";
  for (std::size_t i = 0; i < kFigures; ++i) {
    const auto figure = static_cast<Figure>(i);
    const auto value = [figure](const LineClaims& line) { return figures_of(line)[figure]; };
    if (figure != Figure::earned && any_of(value)) print_row(claims, enum_name(figure), value);
  }
  const auto held = [&](const LineClaims& line) { return by_currency(line, shown.books)[0].held; };
  if (!shown.shown_at && any_of(held)) print_row(claims, "(held)", held);
}

void print_foreign(const DisplayedClaims& shown) {
  const auto& claims = shown.claims;
  bool head = false;
  const auto row = [&](const LineClaims& line, std::string_view name, std::int64_t amount,
                       Commodity commodity, std::string_view value) {
    if (!head)
      std::cout << fmt::format("\nof which in another currency\n{:<14}{:<14}{:>30}  {:>24}\n",
                               "line", "state", "amount",
                               "value, " + std::string(claims.book.code()));
    head = true;
    std::cout << fmt::format("{:<14}{:<14}{:>30}  {:>24}\n", line.line, name,
                             grouped(amount, commodity), value);
  };
  for (const auto& line : claims.lines)
    for (const auto& part : by_currency(line, shown.books)) {
      if (part.currency == shown.books) continue;
      for (std::size_t i = 0; i < kClaimParts; ++i)
        if (part.parts[i] != 0 || part.values[i] != 0)
          row(line, enum_name(static_cast<ClaimPart>(i)), part.parts[i], part.currency,
              grouped(part.values[i], claims.book.scale()));
      if (part.held != 0) row(line, "(held)", part.held, part.currency, "");
    }
}

json::object parts_json(const ClaimParts& parts, int scale, bool zeros) {
  json::object out;
  for (std::size_t i = 0; i < kClaimParts; ++i)
    if (zeros || parts[i] != 0)
      out[enum_name(static_cast<ClaimPart>(i))] = format_minor(parts[i], scale);
  return out;
}

// Claims by currency: `parts` are the amounts in it, `values` their worth. Over all currencies, the
// values add up to the parts of the line.
json::array currencies_json(const LineClaims& line, Currency books) {
  const int scale = books.scale();
  json::array out;
  for (const auto& part : by_currency(line, books))
    out.push_back({{"currency", part.currency.code()},
                   {"parts", parts_json(part.parts, part.currency.scale(), false)},
                   {"values", parts_json(part.values, scale, false)},
                   {"held", format_minor(part.held, part.currency.scale())}});
  return out;
}

json::object line_json(const DisplayedClaims& shown, const LineClaims& line) {
  const int scale = shown.claims.book.scale();
  json::object figures;
  const auto sums = figures_of(line);
  for (std::size_t i = 0; i < kFigures; ++i)
    figures[enum_name(static_cast<Figure>(i))] = format_minor(sums[static_cast<Figure>(i)], scale);
  json::object incomes;
  for (std::size_t i = 0; i < kIncomes; ++i)
    incomes[enum_name(static_cast<Income>(i))] = format_minor(line.incomes[i], scale);
  json::array accounts;
  for (const auto& account : line.accounts)
    accounts.push_back({{"account", account.account},
                        {"currency", account.currency.code()},
                        {"parts", parts_json(account.parts, account.currency.scale(), false)},
                        {"values", parts_json(account.values, scale, false)},
                        {"worth", format_minor(account.worth, scale)},
                        {"blocked", format_minor(account.blocked, scale)}});
  json::array spendings;
  for (const auto& spending : line.spendings)
    spendings.push_back({{"on", spending.object},
                         {"state", enum_name(spending.part)},
                         {"value", format_minor(spending.value, scale)}});
  json::object out{{"parts", parts_json(line.parts, scale, true)},
                   {"accounts", std::move(accounts)},
                   {"spendings", std::move(spendings)},
                   {"incomes", std::move(incomes)},
                   {"figures", std::move(figures)},
                   {"earned", format_minor(line.earned, scale)}};
  if (!shown.shown_at) out["currencies"] = currencies_json(line, shown.books);
  return out;
}

void print_claims_json(const DisplayedClaims& shown) {
  const auto& claims = shown.claims;
  json::array lines;
  for (const auto& line : claims.lines) {
    json::object one{{"line", line.line}};
    for (auto& member : line_json(shown, line))
      one[member.key()] = std::move(member.value());
    lines.push_back(std::move(one));
  }
  json::array rates;
  for (const auto& rate : shown.rates.at)
    rates.push_back(json::string(rate.text()));
  json::array at_books;
  for (const auto& currency : shown.rates.at_books)
    at_books.push_back(json::string(currency.code()));
  json::object out{{"on", claims.on.text()},
                   {"currency", claims.book.code()},
                   {"books", shown.books.code()},
                   {"valued_at", std::move(rates)},
                   {"at_book_value", std::move(at_books)},
                   {"lines", std::move(lines)},
                   {"all", line_json(shown, claims.all)}};
  if (shown.shown_at) out["shown_at"] = shown.shown_at->text();
  print_json(std::cout, json::serialize(out));
}

// States first, then the figures, which are sums of states.
CellTable table_of(const Claims& claims) {
  CellTable table{"claims", {"on", "line", "kind", "name", "amount", "currency"}, {}};
  const auto add = [&](const LineClaims& line) {
    const auto row = [&](const char* kind, std::string_view name, std::int64_t amount) {
      table.rows.push_back({claims.on,
                            line.line.empty() ? std::string("all") : std::string(line.line),
                            std::string(kind), std::string(name), amount_cell(amount, claims.book),
                            std::string(claims.book.code())});
    };
    for (std::size_t i = 0; i < kClaimParts; ++i)
      if (line.parts[i] != 0) row("state", enum_name(static_cast<ClaimPart>(i)), line.parts[i]);
    const auto figures = figures_of(line);
    for (std::size_t i = 0; i < kFigures; ++i)
      row("figure", enum_name(static_cast<Figure>(i)), figures[static_cast<Figure>(i)]);
  };
  for (const auto& line : claims.lines)
    add(line);
  add(claims.all);
  return table;
}

}  // namespace

int show_claims(const ClaimsCommand& command) {
  const auto day = day_argument(command.on);
  if (!day) return fail(day.error());
  const auto in = currency_argument(command.in);
  if (!in) return fail(in.error());
  const auto ledger = open_to_read(command.ledger);
  if (!ledger) return fail(ledger.error());
  const auto shown = shown_claims((*ledger)->state(), *day, *in);
  if (!shown) return fail(shown.error());
  if (command.output.json) {
    print_claims_json(*shown);
  } else if (!command.output.as_text()) {
    const auto given =
        give_out(std::cout, command.output, table_of(shown->claims), command.ledger.file);
    if (!given) return fail(given.error());
  } else {
    print_head(*shown);
    print_states(*shown);
    print_foreign(*shown);
  }
  return kGood;
}

}  // namespace setoff::cli
