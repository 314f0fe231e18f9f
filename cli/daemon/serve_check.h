#pragma once
// What a configuration needs of the machine it is to serve on: certificates and keys that can be
// read and fit, folders that sockets, the log and the ledger can be made in, a ledger that is one,
// addresses that this machine has, one for each door. Nothing is made or changed. Errors:
// cannot_open, `where` the part of the configuration.

#include <vector>

#include "cli/daemon/serve.h"

namespace setoff::cli {

// Everything that is wrong; empty if it can serve.
[[nodiscard]] std::vector<Error> check_machine(const ServeSettings& settings);

}  // namespace setoff::cli
