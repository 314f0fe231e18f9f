#include "simulator/study/run_study.h"

#include <atomic>
#include <thread>

#include "ledger/writer/thread_safety.h"

namespace setoff::simulator {

namespace {

// Blocks that are still to be run, and what came of them.
class Workload {
 public:
  Workload(const StudyPlan& plan, const std::vector<StudyShape>& shapes, const BlockStore& store,
           const StudyOptions& options)
      : plan_(plan), shapes_(shapes), store_(store), options_(options) {
    const auto all = blocks_of(plan);
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (i % options.shards != options.shard) continue;
      const auto [first, last] = paths_of(plan, all[i]);
      progress_.all += last - first + 1;
      if (store.has(all[i]))
        progress_.found += last - first + 1;
      else
        left_.push_back(all[i]);
    }
    progress_.done = progress_.found;
  }

  [[nodiscard]] std::size_t size() const { return left_.size(); }

  // Until no block is left, or something went wrong.
  void work() {
    PathRunner runner(plan_);
    for (std::size_t i = next_++; i < left_.size() && !failed_; i = next_++) {
      const BlockName& block = left_[i];
      const auto [first, last] = paths_of(plan_, block);
      std::vector<PathRow> rows;
      for (std::uint64_t path = first; path <= last; ++path)
        rows.push_back(runner.run(plan_.points[block.point], shapes_[block.point], path));
      const auto written = store_.write(block, rows);
      const MutexLock lock(mutex_);
      if (!written) {
        failed_ = true;
        status_ = written;
        return;
      }
      progress_.done += rows.size();
      if (options_.progress) options_.progress(progress_);
    }
  }

  [[nodiscard]] Status status() {
    const MutexLock lock(mutex_);
    return status_;
  }

 private:
  const StudyPlan& plan_;
  const std::vector<StudyShape>& shapes_;
  const BlockStore& store_;
  const StudyOptions& options_;
  std::vector<BlockName> left_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<bool> failed_ = false;
  Mutex mutex_;
  StudyProgress progress_ SETOFF_GUARDED_BY(mutex_);
  Status status_ SETOFF_GUARDED_BY(mutex_) = Ok{};
};

}  // namespace

Result<std::vector<StudyShape>> shapes_of(const StudyPlan& plan) {
  PathRunner runner(plan);
  std::vector<StudyShape> out;
  for (const StudyPoint& point : plan.points) {
    auto shape = runner.shape_of(point);
    if (!shape) {
      const Error& error = shape.error();
      return Error(error.code,
                   point.name.empty() ? error.detail : point.name + ": " + error.detail);
    }
    out.push_back(std::move(*shape));
  }
  return out;
}

Status run_study(const StudyPlan& plan, const std::vector<StudyShape>& shapes,
                 const BlockStore& store, const StudyOptions& options) {
  Workload workload(plan, shapes, store, options);
  const std::size_t threads = std::min<std::size_t>(std::max(1U, options.threads), workload.size());
  {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < threads; ++i)
      others.emplace_back([&] { workload.work(); });
    workload.work();
  }
  return workload.status();
}

}  // namespace setoff::simulator
