#include "ledger/rules/amounts.h"

#include "ledger/arithmetic/exchange.h"
#include "ledger/arithmetic/interest.h"
#include "ledger/arithmetic/pricing.h"
#include "ledger/books/holds.h"

namespace setoff {
namespace {

InterestTerms terms_of(const Rules& rules, Decimal rate_per_year) {
  return {rate_per_year, rules.day_count == DayCount::act_360 ? 360 : 365};
}

// The exact price of a slice in the currency of its price, with that currency.
struct PricedSlice {
  Exact value;
  Currency currency;
};
Result<PricedSlice> price_of_slice(const Slice& slice) {
  Commodity per = slice.quantity.kind();
  PricedQuantity goods{Exact(slice.quantity.minor(), per.scale()), {}, slice.price.value};
  if (slice.heat) {
    SETOFF_TRY(step, step_from(per, *slice.heat));
    goods.heat = step;
    per = slice.heat->numerator;
  }
  if (slice.price.denominator != per)
    return Error(Code::currency_mismatch,
                 "the price " + slice.price.text() + " is not per " + std::string(per.code()),
                 "data.slices");
  SETOFF_TRY(value, price_of(goods));
  const auto currency = Currency::from(slice.price.numerator);
  if (!currency)
    return Error(Code::currency_mismatch, "the price " + slice.price.text() + " is not in money",
                 "data.slices");
  return PricedSlice{value, *currency};
}

}  // namespace

Error share_too_large() {
  return {Code::overflow, "a share does not fit into 64 bits of minor units"};
}

Result<Money> invoice_amount(const State& state, std::span<const Slice> slices, Day day) {
  const auto book = state.agreement.book;
  Exact sum;
  for (const auto& slice : slices) {
    SETOFF_TRY(priced, price_of_slice(slice));
    SETOFF_TRY(valued, exact_value_on(state, priced.value, priced.currency, book, day));
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
    const LineOnADay line{claims->at(day), -advances->at(day),
                          rules_on(state, day).advances_meet_claims()};
    const auto open = bears_late_fee(claim.at(day), line);
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
  SETOFF_TRY(exact, simple_interest(unpaid, from, to, book.scale(),
                                    terms_of(rules, rules.late_fee_per_year)));
  SETOFF_TRY(minor, exact.round(book.scale(), rules.rounding));
  return Money(minor, book);
}

Result<Money> interest_amount(const State& state, std::string_view account, std::string_view line,
                              Day from, Day to, Decimal rate_per_year, std::int64_t free) {
  const auto* terms = state.agreement.find_account(account);
  if (terms == nullptr)
    return Error(Code::unknown_account, "no account '" + std::string(account) + "'");
  const AccountKey key{kind_of(terms->use), account, line};
  const auto* cell = state.balances.find(state.chart.find(key), terms->currency);
  if (cell == nullptr) return Money(0, terms->currency);
  const auto& rules = rules_on(state, to);
  SETOFF_TRY(exact, simple_interest(BalanceBeyond(cell->series, free), from, to,
                                    terms->currency.scale(), terms_of(rules, rate_per_year)));
  SETOFF_TRY(minor, exact.round(terms->currency.scale(), rules.rounding));
  return Money(minor, terms->currency);
}

Result<Conversion> conversion_amount(const State& state, Money amount, Currency to, Decimal spread,
                                     Day day) {
  SETOFF_TRY(value, value_on(state, amount, to, day));
  SETOFF_TRY(exchanged, exchange_amount(value, to.scale(), spread, rules_on(state, day).rounding));
  return Conversion{Money(exchanged.mid, to), Money(exchanged.spread, to),
                    Money(exchanged.received, to)};
}

Result<Money> book_value(const State& state, Money amount, Day day) {
  const auto book = state.agreement.book;
  SETOFF_TRY(exact, value_on(state, amount, book, day));
  SETOFF_TRY(minor, exact.round(book.scale(), rules_on(state, day).rounding));
  return Money(minor, book);
}

}  // namespace setoff
