#pragma once
// TraceTree: walks from the root's amounts through the pools, backward or forward, and builds the
// tree of a trace. It requests pools that it meets and that are not wanted yet; the tree is
// complete once it requests none. The walk takes time proportional to the nodes of the tree, and
// stops at the limits. Errors: too_large, overflow.

#include <optional>
#include <vector>

#include "ledger/query/trace.h"
#include "ledger/query/trace_pools.h"

namespace setoff {

class TraceTree {
 public:
  TraceTree(TracePools& pools, const TraceLimits& limits) : pools_(pools), limits_(limits) {}

  [[nodiscard]] Result<std::vector<TraceNode>> build(TraceDirection direction);
  // The walk met pools that the last pass over the journal did not keep; they are wanted now.
  [[nodiscard]] bool lacks_pools() const { return lacks_pools_; }

 private:
  bool have(const PoolKey& pool);
  [[nodiscard]] TraceNode node_of(std::size_t passage, const PassageLeg& leg,
                                  std::int64_t amount) const;
  void add_backward_part(std::size_t index, std::vector<TraceNode>& parts);
  void add_forward_parts(std::size_t index, std::vector<TraceNode>& parts);
  // `stretch`: a range of all that the passage puts in.
  void add_sources(std::vector<TraceNode>& children, std::size_t index, const Stretch& stretch);
  // `stretch`: a range of the leg.
  void add_leg_sources(std::vector<TraceNode>& children, const LegPlace& place,
                       const Stretch& stretch);
  void add_leg_uses(std::vector<TraceNode>& children, const LegPlace& place,
                    const Stretch& stretch);
  // Adds what the passage that took `match` did with it.
  void add_uses(std::vector<TraceNode>& children, const PoolMatch& match);
  [[nodiscard]] bool on_path(std::size_t passage) const;
  // Counts one more node; false once a limit is exceeded.
  bool go_on();

  TracePools& pools_;
  const TraceLimits& limits_;
  std::size_t nodes_ = 0;
  std::optional<Error> stopped_;
  std::vector<std::size_t> path_;  // passages from the root to here
  bool lacks_pools_ = false;
};

}  // namespace setoff
