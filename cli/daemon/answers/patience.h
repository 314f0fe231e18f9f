#pragma once
// Patience: whether a question may go on; whoever answers one asks often. An error once it is over:
// too_large if its time is up, cannot_read if nobody waits any more or the daemon stops.

#include <functional>

#include "ledger/base/result.h"

namespace setoff::cli {

using Patience = std::function<Status()>;
[[nodiscard]] inline Status endless() {
  return Ok{};
}

}  // namespace setoff::cli
