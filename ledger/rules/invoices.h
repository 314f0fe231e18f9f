#pragma once
// What the rules of invoices, shortfalls, credit notes, debit notes and write-offs share: facts of
// an invoice and what is open of it, delivered for it, or not billed yet.

#include <string_view>
#include <vector>

#include "ledger/rules/rules.h"

namespace setoff {

// The facts of an invoice or a debit note, reversed or not. There must be one of that name.
[[nodiscard]] const InvoiceFacts& invoice_of(const State& state, std::string_view name);
[[nodiscard]] InvoiceFacts& invoice_of(State& state, std::string_view name);

// A note must not be dated before its invoice. Errors: bad_range.
[[nodiscard]] Status require_issued(const RuleContext& context, std::string_view invoice,
                                    const InvoiceFacts& facts);

// The sum of the quantities of the slices. Errors: currency_mismatch, overflow.
[[nodiscard]] Result<std::int64_t> quantity_of(const std::vector<Slice>& slices, Unit unit);

// The part of a claim, penalty or topup that stays open from the value date on, with its account.
struct OpenPart {
  AccountKey account;
  std::int64_t open = 0;
  std::int64_t open_at_end = 0;  // open after all value dates
};
[[nodiscard]] OpenPart open_claim(const RuleContext& context, const InvoiceFacts& facts, LotId lot,
                                  AccountKind kind);

// The smallest quantity on the account `unbilled` from the value date on.
[[nodiscard]] std::int64_t unbilled_from(const RuleContext& context, const AccountKey& unbilled,
                                         Unit unit);
// The quantity of the readings that end in the span; `to` is the first day after it.
[[nodiscard]] std::int64_t delivered_in(const State& state, std::string_view line, Day from,
                                        Day to);

// The part of it that was made up, of a shortfall.
[[nodiscard]] std::int64_t made_up_in(const State& state, std::string_view line, Day from, Day to);

}  // namespace setoff
