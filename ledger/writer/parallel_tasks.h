#pragma once
// ParallelTasks: independent tasks, run in parallel on this thread and on one helper thread for
// each other core.

#include <functional>
#include <vector>

#include "ledger/base/result.h"

namespace setoff {

// Runs all tasks; returns the error of the first task in the list that failed.
[[nodiscard]] Status run_parallel(const std::vector<std::function<Status()>>& tasks);

}  // namespace setoff
