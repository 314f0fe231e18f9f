#pragma once
// Amounts that follow from the terms: what an invoice, a late fee, interest or a conversion must
// come to. The rules check events against them, and producers of events (the simulator) call the
// same functions. All in minor units, rounded once by the agreement's rule; a fixing is the latest
// on or before the day. Errors: fixing_missing, overflow, currency_mismatch; unknown_lot or
// unknown_account for a name that the books do not have. Source: docs/events-and-postings.md, "How
// amounts are computed".

#include <span>

#include "ledger/books/state.h"
#include "ledger/event/event.h"

namespace setoff {

// Sum of quantity x heat x price of the slices, converted at the fixings of `day`, in the book
// currency.
[[nodiscard]] Result<Money> invoice_amount(const State& state, std::span<const Slice> slices,
                                           Day day);

// Simple interest on each day's open amount of a claim over [from, to), but nothing on days on
// which the line's advances cover all its claims. The rules of `to` apply. The caller checks that
// `from` is not before the due day plus the days of grace.
[[nodiscard]] Result<Money> late_fee_amount(const State& state, std::string_view invoice, Day from,
                                            Day to);

// Simple interest at `rate_per_year` (2 % is 0.02) on each day's value-dated balance of a line's
// part of an account, over [from, to), in the account's currency; only on what exceeds `free`
// (minor units) on either side. Below zero if debts weigh more.
[[nodiscard]] Result<Money> interest_amount(const State& state, std::string_view account,
                                            std::string_view line, Day from, Day to,
                                            Decimal rate_per_year, std::int64_t free = 0);

struct Conversion {
  Money mid;       // value of the amount at the fixing, in the currency `to`
  Money spread;    // mid x spread
  Money received;  // mid - spread
};
// `spread` is the bank's share of the mid value.
[[nodiscard]] Result<Conversion> conversion_amount(const State& state, Money amount, Currency to,
                                                   Decimal spread, Day day);

// Value of `amount` in the book currency at the latest fixing on or before `day`.
[[nodiscard]] Result<Money> book_value(const State& state, Money amount, Day day);

// overflow: a share of an amount (arithmetic/shares.h) does not fit.
[[nodiscard]] Error share_too_large();

}  // namespace setoff
