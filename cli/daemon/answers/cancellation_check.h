#pragma once
// CancellationCheck: whether a question may continue; code that answers one calls it often. Returns
// an error once it is over: too_large if the time is up, cannot_read if nobody waits for the answer
// any more or the daemon stops.

#include <functional>

#include "ledger/base/result.h"

namespace setoff::cli {

using CancellationCheck = std::function<Status()>;
[[nodiscard]] inline Status never_cancelled() {
  return Ok{};
}

}  // namespace setoff::cli
