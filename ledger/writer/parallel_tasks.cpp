#include "ledger/writer/parallel_tasks.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>

namespace setoff {

Status run_parallel(const std::vector<std::function<Status()>>& tasks) {
  std::vector<Status> results(tasks.size(), Status(Ok{}));
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (auto i = next++; i < tasks.size(); i = next++)
      results[i] = tasks[i]();
  };
  std::vector<std::future<void>> helpers;
  const auto cores = std::min<std::size_t>(std::thread::hardware_concurrency(), tasks.size());
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
