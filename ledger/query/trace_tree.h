#pragma once
// TraceTree: walks from the root's amounts through the pools, backward or forward, and builds the
// tree of a trace. Pools it meets that are not wanted yet it asks for; the tree is whole when it
// asked for none. The walk costs as much as the tree has nodes, and stops at the limits. Errors:
// too_large, overflow.

#include <optional>
#include <vector>

#include "ledger/query/trace.h"
#include "ledger/query/trace_pools.h"

namespace setoff {

class TraceTree {
 public:
  TraceTree(TracePools& pools, const TraceLimits& limits) : pools_(pools), limits_(limits) {}

  [[nodiscard]] Result<std::vector<TraceNode>> build(TraceDirection direction);
  // Pools were met that the last reading of the journal did not keep; they are wanted now.
  [[nodiscard]] bool lacks_pools() const { return lacks_pools_; }

 private:
  bool have(const PoolKey& pool);
  [[nodiscard]] TraceNode node_of(std::size_t passage, const PassageLeg& leg,
                                  std::int64_t amount) const;
  void add_backward_part(std::size_t index, std::vector<TraceNode>& parts);
  void add_forward_parts(std::size_t index, std::vector<TraceNode>& parts);
  // `stretch` is of all that the passage puts in.
  void add_sources(std::vector<TraceNode>& children, std::size_t index, const Stretch& stretch);
  // `stretch` is of the leg.
  void add_leg_sources(std::vector<TraceNode>& children, const LegPlace& place,
                       const Stretch& stretch);
  void add_leg_uses(std::vector<TraceNode>& children, const LegPlace& place,
                    const Stretch& stretch);
  // What the passage that took `match` did with it.
  void add_uses(std::vector<TraceNode>& children, const PoolMatch& match);
  [[nodiscard]] bool on_path(std::size_t passage) const;
  // Counts one node more; false once the walk has gone too far.
  bool go_on();

  TracePools& pools_;
  const TraceLimits& limits_;
  std::size_t nodes_ = 0;
  std::optional<Error> stopped_;
  std::vector<std::size_t> path_;  // passages between the root and here
  bool lacks_pools_ = false;
};

}  // namespace setoff
