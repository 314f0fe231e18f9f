#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <iostream>

#include "cli/arguments.h"
#include "cli/printable_stream.h"
#include "ledger/base/grouped.h"
#include "ledger/base/int128.h"
#include "ledger/query/claims.h"

namespace setoff::cli {
namespace {

bool any_of(const Claims& claims, ClaimPart part) {
  return std::ranges::any_of(claims.lines, [&](const auto& line) { return line[part] != 0; });
}

template <class Value>
void print_row(const Claims& claims, std::string_view name, Value&& value_of) {
  Int128 all = 0;  // the claims say that it fits, not that every sum on the way does
  std::cout << fmt::format("{:<14}", name);
  for (const auto& line : claims.lines) {
    all += value_of(line);
    std::cout << fmt::format("{:>22}", grouped(value_of(line), claims.book.scale()));
  }
  std::cout << fmt::format("{:>22}\n", grouped(narrow(all).value(), claims.book.scale()));
}

void print_foreign(const Claims& claims) {
  bool head = false;
  const auto row = [&](const LineClaims& line, std::string_view name, std::int64_t amount,
                       Commodity commodity, std::string_view value) {
    if (!head)
      std::cout << fmt::format("\nof which in another currency\n{:<14}{:<14}{:>30}{:>26}\n", "line",
                               "state", "amount",
                               "in the books, " + std::string(claims.book.code()));
    head = true;
    std::cout << fmt::format("{:<14}{:<14}{:>30}{:>26}\n", line.line, name,
                             grouped(amount, commodity), value);
  };
  for (const auto& line : claims.lines)
    for (const auto& money : line.foreign) {
      for (std::size_t i = 0; i < kClaimParts; ++i)
        if (money.parts[i] != 0 || money.values[i] != 0)
          row(line, enum_name(static_cast<ClaimPart>(i)), money.parts[i], money.currency,
              grouped(money.values[i], claims.book.scale()));
      if (money.held != 0) row(line, "(held)", money.held, money.currency, "");
    }
}

void print_claims(const Claims& claims) {
  std::cout << "Claims by state on " << claims.on.text() << ", " << claims.book.code() << "\n\n"
            << fmt::format("{:<14}", "");
  for (const auto& line : claims.lines)
    std::cout << fmt::format("{:>22}", line.line);
  std::cout << fmt::format("{:>22}\n", "all");
  for (std::size_t i = 0; i < kClaimParts; ++i) {
    const auto part = static_cast<ClaimPart>(i);
    if (any_of(claims, part))
      print_row(claims, enum_name(part), [&](const LineClaims& line) { return line[part]; });
  }
  print_row(claims, "= earned", [](const LineClaims& line) { return line.earned; });
  if (std::ranges::any_of(claims.lines, [](const auto& line) { return line.held != 0; }))
    print_row(claims, "(held)", [](const LineClaims& line) { return line.held; });
  print_foreign(claims);
}

boost::json::object parts_json(const ClaimParts& parts, int scale, bool zeros) {
  boost::json::object out;
  for (std::size_t i = 0; i < kClaimParts; ++i)
    if (zeros || parts[i] != 0)
      out[enum_name(static_cast<ClaimPart>(i))] = format_minor(parts[i], scale);
  return out;
}

// By currency: `parts` in it, `book` what they stand for; over all currencies these add up to the
// parts of the line.
boost::json::array currencies_json(const LineClaims& line, Currency book) {
  const auto own = line.own();
  boost::json::array out;
  out.push_back({{"currency", book.code()},
                 {"parts", parts_json(own, book.scale(), false)},
                 {"book", parts_json(own, book.scale(), false)},
                 {"held", format_minor(line.held, book.scale())}});
  for (const auto& money : line.foreign)
    out.push_back({{"currency", money.currency.code()},
                   {"parts", parts_json(money.parts, money.currency.scale(), false)},
                   {"book", parts_json(money.values, book.scale(), false)},
                   {"held", format_minor(money.held, money.currency.scale())}});
  return out;
}

void print_claims_json(const Claims& claims) {
  boost::json::array lines;
  for (const auto& line : claims.lines)
    lines.push_back({{"line", line.line},
                     {"parts", parts_json(line.parts, claims.book.scale(), true)},
                     {"currencies", currencies_json(line, claims.book)},
                     {"earned", format_minor(line.earned, claims.book.scale())}});
  const boost::json::object out{
      {"on", claims.on.text()}, {"currency", claims.book.code()}, {"lines", std::move(lines)}};
  print_json(std::cout, boost::json::serialize(out));
}

}  // namespace

int show_claims(const ClaimsCommand& command) {
  const auto day = day_argument(command.on);
  if (!day) return fail(day.error());
  const auto ledger = open_to_read(command.ledger);
  if (!ledger) return fail(ledger.error());
  const auto claims = claims_on((*ledger)->state(), *day);
  if (!claims) return fail(claims.error());
  command.json ? print_claims_json(*claims) : print_claims(*claims);
  return kGood;
}

}  // namespace setoff::cli
