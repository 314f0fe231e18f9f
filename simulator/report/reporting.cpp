#include "simulator/report/reporting.h"

#include "ledger/base/int128.h"
#include "ledger/books/holds.h"
#include "simulator/report/amount_text.h"
#include "simulator/report/columns.h"

namespace setoff::simulator {

// Uses as many decimal places as fit: one unit may be worth a millionth of the other.
std::optional<double> chart_rate(const State& state, Currency from, Currency to, Day day) {
  const auto exact = exact_value_on(state, Exact(1, 0), from, to, day);
  for (const int places : {15, 12, 9, 6, 3}) {
    if (!exact) break;
    if (const auto minor = exact->round(places, Rounding::half_even))
      return chart_value(*minor, places);
  }
  return std::nullopt;
}

Result<std::optional<Rate>> Reporting::rate(Day day) const {
  if (!differs()) return std::optional<Rate>{};
  SETOFF_TRY(rate, rate_on(record_.books, book_, currency_, day));
  return std::optional<Rate>(rate);
}

Result<std::int64_t> Reporting::to_reporting(std::int64_t minor, Day day) const {
  if (minor == 0 || !differs()) return minor;
  SETOFF_TRY(exact, value_on(record_.books, Money(minor, book_), currency_, day));
  return exact.round(currency_.scale(), record_.scenario().currency.rounding);
}

Result<Reported> Reporting::over(const Column* column, const RunSpan& span) const {
  return over_all(std::span(&column, 1), span);
}

Result<Reported> Reporting::over_all(std::span<const Column* const> columns,
                                     const RunSpan& span) const {
  const auto of_row = [&](std::size_t row) {
    Int128 sum = 0;
    for (const Column* column : columns)
      if (column != nullptr) sum += column->values[row];
    return narrow(sum);
  };
  const auto too_wide = [] {
    return Error(Code::overflow, "a sum of the report does not fit into 64 bits");
  };
  bool flows = false;
  for (const Column* column : columns)
    flows = flows || (column != nullptr && column->measure == Aggregation::flow);
  Int128 reported = 0;
  Int128 in_books = 0;
  const auto& days = record_.result.daily.days;
  for (std::size_t row = flows ? span.first_row : span.last_row; row <= span.last_row; ++row) {
    const auto minor = of_row(row);
    if (!minor) return too_wide();
    SETOFF_TRY(value, to_reporting(*minor, days[row]));
    reported += value;
    in_books += *minor;
  }
  const auto value = narrow(reported);
  const auto book = narrow(in_books);
  if (!value || !book) return too_wide();
  return both(*value, *book);
}

Reported Reporting::both(std::int64_t in_reporting, std::int64_t in_books) const {
  return {{in_reporting, currency_.scale(), std::string(currency_.code())},
          {in_books, book_.scale(), std::string(book_.code())}};
}

Result<Reporting::ClaimsOfDay> Reporting::all_lines_on(std::size_t row) const {
  SETOFF_TRY(book, claims(row));
  SETOFF_TRY(reported, in_reporting(book));
  return ClaimsOfDay{std::move(reported.all), std::move(book.all)};
}

Result<Claims> Reporting::claims(std::size_t row) const {
  const DailyTable& table = record_.result.daily;
  Claims claims{table.days[row], book_, {}, {}};
  for (const Contract& line : record_.scenario().exports) {
    LineClaims& of = claims.lines.emplace_back();
    of.line = line.name;
    for (std::size_t i = 0; i < kClaimParts; ++i)
      of.parts[i] = at(table, claims_column(line.name, static_cast<ClaimPart>(i)), row);
    of.earned = at(table, "earned." + line.name, row);
  }
  SETOFF_TRY(all, all_lines(claims.lines, book_));
  claims.all = std::move(all);
  return claims;
}

Result<Claims> Reporting::in_reporting(const Claims& claims) const {
  return in_currency(record_.books, claims, currency_);
}

}  // namespace setoff::simulator
