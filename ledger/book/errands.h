#pragma once
// Errands: pieces of work that do not touch each other, run by this thread and as many helpers as
// there are other cores.

#include <functional>
#include <vector>

#include "ledger/base/result.h"

namespace setoff {

// Runs all of them; the error of the first in the list that failed.
[[nodiscard]] Status run_errands(const std::vector<std::function<Status()>>& errands);

}  // namespace setoff
