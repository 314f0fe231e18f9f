#pragma once
// Benchmarks of the ledger file: commits of the journal alone, bringing the tables up to it,
// comparing them, and the whole audit of a file.

#include "tests/benchmarks/prepared.h"

namespace setoff::benchmarks {

void register_store_benchmarks(Prepared& prepared);

}  // namespace setoff::benchmarks
