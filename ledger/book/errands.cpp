#include "ledger/book/errands.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>

namespace setoff {

Status run_errands(const std::vector<std::function<Status()>>& errands) {
  std::vector<Status> results(errands.size(), Status(Ok{}));
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (auto i = next++; i < errands.size(); i = next++)
      results[i] = errands[i]();
  };
  std::vector<std::future<void>> helpers;
  const auto cores = std::min<std::size_t>(std::thread::hardware_concurrency(), errands.size());
  // If no thread can be started, the work is deferred and runs on this thread.
  for (std::size_t i = 1; i < cores; ++i)
    helpers.push_back(std::async(std::launch::async | std::launch::deferred, work));
  work();
  for (auto& helper : helpers)
    helper.get();
  for (auto& result : results)
    if (!result) return std::move(result.error());
  return Ok{};
}

}  // namespace setoff
