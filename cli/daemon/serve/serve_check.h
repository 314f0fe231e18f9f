#pragma once
// Checks that this machine meets a configuration: certificates and keys are readable and match; the
// folders for sockets, log and ledger are writable; the ledger is one; the addresses exist here and
// differ between listeners. Creates and changes nothing. Errors: cannot_open; `where` is the part
// of the configuration.

#include <vector>

#include "cli/daemon/serve/serve.h"

namespace setoff::cli {

// All problems found; empty if it can serve.
[[nodiscard]] std::vector<Error> check_machine(const ServeSettings& settings);

}  // namespace setoff::cli
