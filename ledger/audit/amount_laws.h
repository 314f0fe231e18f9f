#pragma once
// Law 21, of an entry that was just booked: its amounts are what the terms give. Invoices,
// interest, conversions and the remainders that payments close are computed again from the
// fixings, days and rules, with arithmetic of its own; what that cannot hold in 128 bits stands.

#include <span>
#include <vector>

#include "ledger/audit/laws.h"

namespace setoff {

// `state` are the books right after the entry.
[[nodiscard]] std::vector<LawBreach> check_amounts(const State& state, const Event& event,
                                                   std::span<const PostingView> postings);

// Value of an amount in another currency on a day, in minor units of that one; nothing without a
// rate, or where 128 bits are too few. Not of negative amounts.
[[nodiscard]] std::optional<Int128> value_again(const State& state, Money amount, Currency to,
                                                Day day);

}  // namespace setoff
