#pragma once
// Patience: whether a question may continue; code that answers one checks it often. Returns an
// error once it is over: too_large if the time is up, cannot_read if nobody waits for the answer
// any more or the daemon stops.

#include <functional>

#include "ledger/base/result.h"

namespace setoff::cli {

using Patience = std::function<Status()>;
[[nodiscard]] inline Status endless() {
  return Ok{};
}

}  // namespace setoff::cli
