#pragma once
// Encodes and decodes the state, for snapshots: a cache of this machine, not evidence. All members
// are written except the indexes by name, whose hashes are keyed per process: the same entries
// always produce the same bytes. Large tables are split into runs that can be read in parallel.
// Reading accepts any bytes: the reader reports what cannot be part of a state, and check_state()
// checks the tables against each other; only a replay shows that the amounts are correct.

#include "ledger/base/flat_reader.h"
#include "ledger/books/state.h"

namespace setoff {

void write_state(const State& state, FlatWriter& out);
// `state` must be empty. It is complete once the reader's tasks have run, and must not move until
// then.
void read_state(FlatReader& in, State& state);
// Tasks that rebuild the indexes by name, to be run once the tables are read; `state` must not move
// until they are done.
[[nodiscard]] std::vector<FlatReader::Task> index_names(State& state);
// Errors: corrupt if a table refers to a row of another that does not exist.
[[nodiscard]] Status check_state(const State& state);

}  // namespace setoff
