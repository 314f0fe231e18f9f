#include "ledger/rules/amounts.h"

#include "ledger/books/holds.h"

namespace setoff {
namespace {

int days_of_year(DayCount count) {
  return count == DayCount::act_360 ? 360 : 365;
}

// Sums the series' daily totals over [from, to).
Result<Exact> sum_of_days(const DatedSeries& series, Day from, Day to, int scale) {
  Int128 sum = 0;
  Day day = from;
  while (day < to) {
    const auto& points = series.points();
    const auto next = std::ranges::upper_bound(points, day, {}, &DatedSeries::Point::day);
    const Day end = next == points.end() || next->day > to ? to : next->day;
    sum += Int128{series.at(day)} * (end - day);
    day = end;
  }
  const auto narrowed = narrow(sum);
  if (!narrowed)
    return Error(Code::overflow, "the sum of daily balances does not fit into 64 bits");
  return Exact(*narrowed, scale);
}

Result<Exact> simple_interest(const DatedSeries& series, Day from, Day to, int scale, Decimal rate,
                              DayCount count) {
  // Interest is linear in the sum of daily balances: split the span if the sum does not fit 64
  // bits.
  const auto sum = sum_of_days(series, from, to, scale);
  if (!sum && to - from > 1) {
    const Day middle = from + (to - from) / 2;
    SETOFF_TRY(left, simple_interest(series, from, middle, scale, rate, count));
    SETOFF_TRY(right, simple_interest(series, middle, to, scale, rate, count));
    return left.plus(right);
  }
  if (!sum) return sum.error();
  SETOFF_TRY(product, sum->times(rate));
  return product.over(days_of_year(count));
}

}  // namespace

Result<std::int64_t> share_of(std::int64_t total, std::int64_t part, std::int64_t whole,
                              Rounding rounding) {
  if (part == whole) return total;
  const auto share = multiply_divide(total, part, whole, rounding);
  if (!share) return Error(Code::overflow, "a share does not fit into 64 bits of minor units");
  return *share;
}

Result<Money> invoice_amount(const State& state, std::span<const Slice> slices, Day day) {
  const auto book = state.agreement.book;
  Exact sum;
  for (const auto& slice : slices) {
    Exact amount(slice.quantity.minor(), slice.quantity.kind().scale());
    Commodity per = slice.quantity.kind();
    if (slice.heat) {
      SETOFF_TRY(energy, convert(amount, per, *slice.heat));
      amount = energy;
      per = slice.heat->numerator;
    }
    if (slice.price.denominator != per)
      return Error(Code::currency_mismatch,
                   "the price " + slice.price.text() + " is not per " + std::string(per.code()),
                   "data.slices");
    SETOFF_TRY(priced, amount.times(slice.price.value));
    const auto currency = Currency::from(slice.price.numerator);
    if (!currency)
      return Error(Code::currency_mismatch, "the price " + slice.price.text() + " is not in money",
                   "data.slices");
    SETOFF_TRY(valued, exact_value_on(state, priced, *currency, book, day));
    SETOFF_TRY(total, sum.plus(valued));
    sum = total;
  }
  SETOFF_TRY(minor, sum.round(book.scale(), rules_on(state, day).rounding));
  return Money(minor, book);
}

namespace {

// The open amount of a claim from day to day, but zero on days on which the advances of its line
// cover all claims on it: a payment that was booked late had arrived all the same.
DatedSeries not_prepaid(const State& state, const InvoiceFacts& facts, const DatedSeries& claim,
                        Day from, Day to) {
  const auto series_of = [&](AccountKind kind) {
    const auto* cell = state.balances.find(state.chart.find({kind, facts.object, facts.line}),
                                           state.agreement.book);
    return cell == nullptr ? nullptr : &cell->series;
  };
  const auto* claims = series_of(AccountKind::claim);
  const auto* advances = series_of(AccountKind::advance);
  if (advances == nullptr) return claim;
  std::vector<Day> days{from};
  for (const auto* series : {&claim, claims, advances})
    for (const auto& point : series->points())
      if (from < point.day && point.day < to) days.push_back(point.day);
  std::ranges::sort(days);
  DatedSeries unpaid;
  std::int64_t before = 0;
  for (const Day day : days) {
    const bool covered =
        rules_on(state, day).advances_meet_claims() && -advances->at(day) >= claims->at(day);
    const auto open = covered ? 0 : claim.at(day);
    if (open != before) unpaid.add(day, open - std::exchange(before, open));
  }
  return unpaid;
}

}  // namespace

Result<Money> late_fee_amount(const State& state, std::string_view invoice, Day from, Day to) {
  const auto book = state.agreement.book;
  const auto* facts = state.lots.find_as<InvoiceFacts>(invoice);
  if (facts == nullptr)
    return Error(Code::unknown_lot, "no invoice '" + std::string(invoice) + "'");
  const auto account = state.chart.find({AccountKind::claim, facts->object, facts->line});
  const auto* cell = state.balances.find(account, state.lots.find(invoice));
  if (cell == nullptr) return Money(0, book);
  const auto& rules = rules_on(state, to);
  const auto unpaid = not_prepaid(state, *facts, cell->series, from, to);
  SETOFF_TRY(exact, simple_interest(unpaid, from, to, book.scale(), rules.late_fee_per_year,
                                    rules.day_count));
  SETOFF_TRY(minor, exact.round(book.scale(), rules.rounding));
  return Money(minor, book);
}

Result<Money> interest_amount(const State& state, std::string_view account, std::string_view line,
                              Day from, Day to, Decimal rate_per_year) {
  const auto* terms = state.agreement.find_account(account);
  if (terms == nullptr)
    return Error(Code::unknown_account, "no account '" + std::string(account) + "'");
  const AccountKey key{kind_of(terms->use), account, line};
  const auto* cell = state.balances.find(state.chart.find(key), terms->currency);
  if (cell == nullptr) return Money(0, terms->currency);
  const auto& rules = rules_on(state, to);
  SETOFF_TRY(exact, simple_interest(cell->series, from, to, terms->currency.scale(), rate_per_year,
                                    rules.day_count));
  SETOFF_TRY(minor, exact.round(terms->currency.scale(), rules.rounding));
  return Money(minor, terms->currency);
}

Result<Conversion> conversion_amount(const State& state, Money amount, Currency to, Decimal spread,
                                     Day day) {
  const auto rounding = rules_on(state, day).rounding;
  SETOFF_TRY(exact, value_on(state, amount, to, day));
  SETOFF_TRY(mid, exact.round(to.scale(), rounding));
  SETOFF_TRY(exact_spread, Exact(mid, to.scale()).times(spread));
  SETOFF_TRY(kept, exact_spread.round(to.scale(), rounding));
  return Conversion{Money(mid, to), Money(kept, to), Money(mid - kept, to)};
}

Result<Money> book_value(const State& state, Money amount, Day day) {
  const auto book = state.agreement.book;
  SETOFF_TRY(exact, value_on(state, amount, book, day));
  SETOFF_TRY(minor, exact.round(book.scale(), rules_on(state, day).rounding));
  return Money(minor, book);
}

}  // namespace setoff
