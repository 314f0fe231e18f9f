#pragma once
// Law 21, checked on an entry that was just booked: its amounts follow from the terms.
// Recomputes invoices, interest, conversions and the remainders that payments close from fixings,
// days and rules, with arithmetic independent of the rules'. A result that overflows 128 bits is
// not checked.

#include <span>
#include <vector>

#include "ledger/audit/laws.h"

namespace setoff {

// `state`: the books right after the entry.
[[nodiscard]] std::vector<LawBreach> check_amounts(const State& state, const Event& event,
                                                   std::span<const PostingView> postings);

// Value of an amount in another currency on a day, in minor units of that currency; nullopt without
// a rate, on overflow of 128 bits, or for a negative amount.
[[nodiscard]] std::optional<Int128> recompute_value(const State& state, Money amount, Currency to,
                                                    Day day);

}  // namespace setoff
