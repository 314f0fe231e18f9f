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
  bool ensure_pool(const PoolKey& pool);
  [[nodiscard]] TraceNode node_of(std::size_t flow, const FlowLeg& leg, std::int64_t amount) const;
  void add_backward_part(std::size_t index, std::vector<TraceNode>& parts);
  void add_forward_parts(std::size_t index, std::vector<TraceNode>& parts);
  // `range`: a range of all that the flow puts in.
  void add_sources(std::vector<TraceNode>& children, std::size_t index, const AmountRange& range);
  // `range`: a range of the leg.
  void add_leg_sources(std::vector<TraceNode>& children, const LegPlace& place,
                       const AmountRange& range);
  void add_leg_uses(std::vector<TraceNode>& children, const LegPlace& place,
                    const AmountRange& range);
  // Adds what the flow that took `match` did with it.
  void add_uses(std::vector<TraceNode>& children, const PoolMatch& match);
  [[nodiscard]] bool on_path(std::size_t flow) const;
  // Counts one more node; false once a limit is exceeded.
  bool is_within_limits();

  TracePools& pools_;
  const TraceLimits& limits_;
  std::size_t nodes_ = 0;
  std::optional<Error> stopped_;
  std::vector<std::size_t> path_;  // flows from the root to here
  bool lacks_pools_ = false;
};

}  // namespace setoff
