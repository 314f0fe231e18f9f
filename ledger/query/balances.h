#pragma once
// Balances on two time axes: valued on a day, as known at a time. What was known is found by
// replaying the journal's events up to the last entry booked by then. Amounts in minor units, debit
// positive. Errors: corrupt if the journal does not replay; those of the journal.

#include <optional>
#include <string>
#include <vector>

#include "ledger/books/state.h"
#include "ledger/writer/journal.h"

namespace setoff {

// The books as known at the end of `known`; without it, the latest.
[[nodiscard]] Result<State> replay_journal(const JournalPort& journal,
                                           std::optional<Timestamp> known = {});

struct TrialRow {
  std::string account;  // path
  Layer layer = Layer::money;
  Commodity commodity;
  std::int64_t amount = 0;
};

// Every account that is not zero, by path; sums over value dates up to `valued`, or over all dates
// without it.
[[nodiscard]] std::vector<TrialRow> trial_balance(const State& state,
                                                  std::optional<Day> valued = {});
// Returns corrupt, naming the layer, line and commodity, if the balances do not sum to zero.
[[nodiscard]] Status check_trial(const State& state, std::optional<Day> valued = {});

}  // namespace setoff
