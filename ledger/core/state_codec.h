#pragma once
// The state as bytes and back, for snapshots: a cache of this machine, not evidence. Every member
// goes in but the indexes by name, whose hashes have a key of this process: the same entries always
// give the same bytes. Large tables are cut into runs that can be read side by side. Reading takes
// any bytes: what cannot be part of a state is a complaint of the reader, and check_state() holds
// the tables against each other; that the amounts are true only a replay shows.

#include "ledger/base/flat_reader.h"
#include "ledger/core/state.h"

namespace setoff {

void write_state(const State& state, FlatWriter& out);
// `state` must be empty; it is complete when the reader's errands have run, and must stay where it
// is until then.
void read_state(FlatReader& in, State& state);
// The work that makes the indexes by name again, once the tables are read; `state` must stay where
// it is until it is done.
[[nodiscard]] std::vector<FlatReader::Errand> index_names(State& state);
// corrupt if a table names a row of another that is not there.
[[nodiscard]] Status check_state(const State& state);

}  // namespace setoff
