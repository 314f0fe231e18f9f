#include "simulator/engine/month_end.h"

#include <algorithm>
#include <cstdlib>
#include <set>

#include "ledger/rules/amounts.h"
#include "ledger/rules/positions.h"
#include "simulator/engine/views.h"
#include "simulator/scenario/periods.h"

namespace setoff::simulator {

Status LateFees::run_day(DayContext& today, const Invoicing& invoicing) {
  if (scenario_.payments.late_fee_per_year.mantissa() == 0) return Ok{};
  const int grace = rules_on(today.state(), today.day).grace_days;
  if (today.day == scenario_.time.from) {  // with what is claimed on that day
    for (std::uint32_t i = 0; i < scenario_.exports.size(); ++i) {
      const std::string line = name_of(scenario_, LineRef(i));
      for (const auto& claim : open_claims(today.state(), line, today.day))
        claims_.push_back(
            {std::string(claim.invoice), line, std::max(claim.due + grace, scenario_.time.from)});
    }
  } else {
    for (const auto& invoice : invoicing.issued())
      claims_.push_back({invoice.name, name_of(scenario_, invoice.line), invoice.due + grace});
  }
  if (!month_ends(scenario_.time, today.day)) return Ok{};
  for (auto& claim : claims_)
    if (claim.from <= today.day) SETOFF_TRY_STATUS(charge(today, claim));
  std::erase_if(claims_, [](const Claim& claim) { return claim.settled; });
  return Ok{};
}

Status LateFees::charge(DayContext& today, Claim& claim) const {
  const Day to = today.day + 1;
  SETOFF_TRY(amount, late_fee_amount(today.state(), claim.invoice, claim.from, to));
  if (amount.is_positive()) {
    const std::string id = shortened_name("late-fee-" + claim.invoice + "-" + today.day.text());
    SETOFF_TRY(answer, today.events.submit(id, LatefeeCharged{.latefee = id,
                                                              .invoice = claim.invoice,
                                                              .from = claim.from,
                                                              .to = to,
                                                              .amount = amount}));
    if (!answer.booked()) return Ok{};
    claim.from = to;
  }
  // What is disputed may be open again.
  claim.settled = open_of(today.state(), claim.line, claim.invoice, today.day) == 0 &&
                  disputed_of(today.state(), claim.line, claim.invoice, today.day) == 0;
  return Ok{};
}

InterestAccrual::InterestAccrual(const Scenario& scenario) : scenario_(scenario) {
  for (std::size_t i = 0; i < scenario.interest.size(); ++i) {
    for (std::uint32_t line = 0; line < scenario.exports.size(); ++line)
      spans_.push_back(
          {i, LineRef(line), std::max(scenario.time.from, scenario.interest[i].when.from)});
  }
  // If two rates are charged on one evening, the later period goes first: the interest of the
  // earlier one counts in that evening's balance and must not earn interest under the later rate.
  std::ranges::stable_sort(spans_, std::ranges::greater{}, &Span::from);
}

Status InterestAccrual::run_day(DayContext& today) {
  for (auto& span : spans_)
    if (period_begins(scenario_.time, scenario_.interest[span.rate].every, today.day + 1))
      SETOFF_TRY_STATUS(charge(today, span));
  return Ok{};
}

std::optional<Money> InterestAccrual::free_part(const DayContext& today,
                                                const AccountInterest& terms) const {
  if (!terms.beyond) return std::nullopt;
  if (terms.beyond->amount) return terms.beyond->amount;
  // An amount in an event is above zero, so that a swing of nothing leaves a cent free.
  const auto swing = swing_on(scenario_, today.state(), terms.account, today.day).value_or(0);
  return Money(std::max<std::int64_t>(1, swing), scenario_.account(terms.account).currency);
}

Status InterestAccrual::charge(DayContext& today, Span& span) const {
  const AccountInterest& terms = scenario_.interest[span.rate];
  const Day to = std::min(today.day, terms.when.to) + 1;
  if (span.from >= to || terms.per_year.mantissa() == 0) return Ok{};
  const bool negative = terms.per_year.mantissa() < 0;
  const Decimal rate =
      negative ? Decimal(-terms.per_year.mantissa(), terms.per_year.exponent()) : terms.per_year;
  const std::string account = name_of(scenario_, terms.account);
  const std::string line = name_of(scenario_, span.line);
  const auto free = free_part(today, terms);
  SETOFF_TRY(earned, interest_amount(today.state(), account, line, span.from, to, rate,
                                     free ? free->minor() : 0));
  if (earned.is_zero()) {
    span.from = to;
    return Ok{};
  }
  const bool charged = earned.is_negative() != negative;
  SETOFF_TRY(answer, today.events.submit(
                         shortened_name("interest-" + account + "-" + line + "-" +
                                        span.from.text() + "-" + today.day.text() +
                                        (free ? "-beyond-" + std::to_string(free->minor()) : "")),
                         InterestAccrued{.account = account,
                                         .line = line,
                                         .from = span.from,
                                         .to = to,
                                         .rate_per_year = rate,
                                         .direction = charged ? InterestDirection::charged
                                                              : InterestDirection::paid,
                                         .amount = Money(std::abs(earned.minor()), earned.kind()),
                                         .beyond = free}));
  if (answer.booked()) span.from = to;
  return Ok{};
}

Status revalue(const Scenario& scenario, DayContext& today) {
  if (!month_ends(scenario.time, today.day)) return Ok{};
  const Currency book = scenario.currency.contract;
  std::set<Currency> foreign;
  for (const auto& account : scenario.accounts)
    if (account.currency != book) foreign.insert(account.currency);
  for (const Currency currency : foreign) {
    const std::string segment = segment_of(currency);
    for (std::uint32_t i = 0; i < scenario.exports.size(); ++i) {
      const std::string line = name_of(scenario, LineRef(i));
      const AccountKey position{AccountKind::position, segment, line};
      const std::int64_t held = -balance_on(today.state(), position, currency, today.day);
      const std::int64_t booked = balance_on(today.state(), position, book, today.day);
      if (held == 0 && booked == 0) continue;
      SETOFF_TRY(value, book_value(today.state(), Money(held, currency), today.day));
      if (value.minor() == booked) continue;
      SETOFF_TRY_STATUS(
          today.events.submit("revalue-" + segment + "-" + line + "-" + today.day.text(),
                              BalanceRevalued{.currency = currency, .line = line}));
    }
  }
  return Ok{};
}

}  // namespace setoff::simulator
