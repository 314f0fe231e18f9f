#pragma once
// Runs a study's blocks on several threads into a store. What is there already is not run again.
// The rows do not depend on the number of threads. Errors: those of the store and of the points'
// shapes; bad_field naming the point if its changes are wrong.

#include <functional>

#include "simulator/study/block_store.h"
#include "simulator/study/path_runner.h"

namespace setoff::simulator {

struct StudyProgress {
  std::uint64_t done = 0;  // paths, those found in the store included
  std::uint64_t found = 0;
  std::uint64_t all = 0;
};

struct StudyOptions {
  unsigned threads = 1;
  std::function<void(const StudyProgress&)> progress;  // called after each block, one at a time
  // Only the blocks of one shard of several: every `shards`-th, beginning with number `shard`.
  std::uint64_t shard = 0;
  std::uint64_t shards = 1;
};

// One shape per point, in their order.
[[nodiscard]] Result<std::vector<StudyShape>> shapes_of(const StudyPlan& plan);

[[nodiscard]] Status run_study(const StudyPlan& plan, const std::vector<StudyShape>& shapes,
                               const BlockStore& store, const StudyOptions& options);

}  // namespace setoff::simulator
