#include "ledger/query/trace_tree.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <string>
#include <tuple>

#include "ledger/base/int128.h"

namespace setoff {
namespace {

auto name_of(const TraceNode& node) {
  return std::tie(node.kind, node.sequence, node.pool, node.commodity);
}

bool same_price(const TraceNode& a, const TraceNode& b) {
  return a.priced.has_value() == b.priced.has_value() &&
         (!a.priced || (a.priced->price == b.priced->price && a.priced->heat == b.priced->heat));
}

Status add_to(TraceNode& node, TraceNode other) {
  const auto amount = checked_add(node.amount, other.amount);
  const auto value = checked_add(node.value, other.value);
  if (!amount || !value)
    return Error(Code::overflow, "what entry " + std::to_string(node.sequence) +
                                     " passes on does not fit into 64 bits");
  node.amount = *amount;
  node.value = *value;
  if (node.priced) node.priced->quantity = Quantity(node.amount, node.priced->quantity.kind());
  std::ranges::move(other.children, std::back_inserter(node.children));
  return Ok{};
}

// For each node, the index of the first node that equals it in entry, pool and price.
std::vector<std::size_t> first_of_same(const std::vector<TraceNode>& nodes) {
  std::vector<std::size_t> order(nodes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(
      order, [&](std::size_t a, std::size_t b) { return name_of(nodes[a]) < name_of(nodes[b]); });
  std::vector<std::size_t> first(nodes.size());
  std::vector<std::size_t> prices;  // nodes of one name with different prices
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto& node = nodes[order[i]];
    if (i > 0 && name_of(nodes[order[i - 1]]) != name_of(node)) prices.clear();
    auto same = std::ranges::find_if(
        prices, [&](std::size_t other) { return same_price(nodes[other], node); });
    if (same == prices.end()) same = prices.insert(prices.end(), order[i]);
    first[order[i]] = *same;
  }
  return first;
}

// Merges equal siblings, then their children, down to the leaves.
Status merge(std::vector<TraceNode>& nodes) {
  const auto first = first_of_same(nodes);
  std::vector<TraceNode> merged;
  std::vector<std::size_t> place(nodes.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    place[i] = first[i] == i ? merged.size() : place[first[i]];
    if (first[i] == i)
      merged.push_back(std::move(nodes[i]));
    else
      SETOFF_TRY_STATUS(add_to(merged[place[i]], std::move(nodes[i])));
  }
  nodes = std::move(merged);
  for (auto& node : nodes)
    SETOFF_TRY_STATUS(merge(node.children));
  return Ok{};
}

// Splits a node's value over its children, whose values were only weights until now.
Status share_value(TraceNode& node) {
  std::vector<std::int64_t> weights;
  for (const auto& child : node.children)
    weights.push_back(child.value);
  if (std::ranges::all_of(weights, [](std::int64_t weight) { return weight == 0; })) return Ok{};
  SETOFF_TRY(values, split(node.value, weights));
  for (std::size_t i = 0; i < values.size(); ++i) {
    node.children[i].value = values[i];
    SETOFF_TRY_STATUS(share_value(node.children[i]));
  }
  return Ok{};
}

// Offset of leg `index` among the legs of its side.
std::int64_t start_of(const std::vector<FlowLeg>& legs, std::size_t index) {
  std::int64_t start = 0;
  for (std::size_t i = 0; i < index; ++i)
    start += legs[i].value;
  return start;
}

// Calls visit(leg index, the part of `range` on that leg, relative to the leg's start).
template <class Visit>
void each_leg(const std::vector<FlowLeg>& legs, const AmountRange& range, Visit&& visit) {
  std::int64_t start = 0;
  for (std::size_t i = 0; i < legs.size(); ++i) {
    const auto part = range.within({start, start + legs[i].value}).shifted(-start);
    start += legs[i].value;
    if (part.size() > 0) visit(i, part);
  }
}

}  // namespace

Result<std::vector<TraceNode>> TraceTree::build(TraceDirection direction) {
  lacks_pools_ = false;
  nodes_ = 0;
  std::vector<TraceNode> parts;
  for (const auto index : pools_.of_root())
    direction == TraceDirection::backward ? add_backward_part(index, parts)
                                          : add_forward_parts(index, parts);
  if (stopped_) return *stopped_;
  SETOFF_TRY_STATUS(merge(parts));
  for (auto& part : parts)
    SETOFF_TRY_STATUS(share_value(part));
  return parts;
}

bool TraceTree::is_within_limits() {
  if (stopped_) return false;
  if (++nodes_ > limits_.nodes_max)
    stopped_ = Error(Code::too_large,
                     "the trace has more than " + std::to_string(limits_.nodes_max) + " steps");
  else if (path_.size() > limits_.depth_max)
    stopped_ = Error(Code::too_large, "the trace goes through more than " +
                                          std::to_string(limits_.depth_max) +
                                          " entries one after the other");
  return !stopped_;
}

bool TraceTree::ensure_pool(const PoolKey& pool) {
  if (pools_.is_requested(pool)) return true;
  pools_.request(pool);
  lacks_pools_ = true;
  return false;
}

bool TraceTree::on_path(std::size_t flow) const {
  return std::ranges::find(path_, flow) != path_.end();
}

TraceNode TraceTree::node_of(std::size_t flow, const FlowLeg& leg, std::int64_t amount) const {
  TraceNode node;
  node.sequence = pools_[flow].sequence;
  node.pool = leg.pool;
  node.commodity = leg.commodity;
  node.amount = node.value = amount;
  node.whole = pools_.whole_of(flow, leg.pool);
  return node;
}

void TraceTree::add_backward_part(std::size_t index, std::vector<TraceNode>& parts) {
  const auto& flow = pools_[index];
  const auto& legs = flow.to.empty() ? flow.from : flow.to;
  const auto whole = flow.to.empty() ? flow.from_whole() : flow.to_whole();
  auto part = node_of(index, legs.front(), whole);
  part.whole = whole;
  add_sources(part.children, index, {0, whole});
  parts.push_back(std::move(part));
}

void TraceTree::add_forward_parts(std::size_t index, std::vector<TraceNode>& parts) {
  const auto& flow = pools_[index];
  for (std::size_t i = 0; i < flow.to.size(); ++i) {
    auto part = node_of(index, flow.to[i], flow.to[i].value);
    add_leg_uses(part.children, {index, i}, {0, flow.to[i].value});
    parts.push_back(std::move(part));
  }
}

void TraceTree::add_sources(std::vector<TraceNode>& children, std::size_t index,
                            const AmountRange& range) {
  const auto& flow = pools_[index];
  const auto from_whole = flow.from_whole();
  const auto to_whole = flow.to.empty() ? from_whole : flow.to_whole();
  path_.push_back(index);
  each_leg(flow.from, map_range(range, to_whole, from_whole),
           [&](std::size_t leg, const AmountRange& part) {
             add_leg_sources(children, {index, leg}, part);
           });
  path_.pop_back();
}

void TraceTree::add_leg_sources(std::vector<TraceNode>& children, const LegPlace& place,
                                const AmountRange& range) {
  const auto& taker = pools_[place.flow];
  const auto& taken = taker.from[place.leg];
  if (!ensure_pool(taken.pool)) return;
  std::int64_t covered = 0;
  for (const auto& match : pools_.sources(place, range)) {
    if (on_path(match.in.flow)) continue;
    if (!is_within_limits()) return;
    covered += match.taken.size();
    const auto& source = pools_[match.in.flow];
    const auto& leg = source.to[match.in.leg];
    const auto in_leg = map_range(match.put, leg.held, leg.value);
    auto child = node_of(match.in.flow, leg, in_leg.size());
    child.value = match.taken.size();
    if (const auto unit = Unit::from(leg.commodity); unit && taker.slice) {
      child.priced = taker.slice;
      child.priced->quantity = Quantity(child.amount, *unit);
    }
    add_sources(child.children, match.in.flow, in_leg.shifted(start_of(source.to, match.in.leg)));
    children.push_back(std::move(child));
  }
  if (covered == range.size() || !is_within_limits()) return;
  auto rest = node_of(place.flow, taken, range.size() - covered);
  rest.kind = TraceNodeKind::uncovered;
  children.push_back(std::move(rest));
}

void TraceTree::add_leg_uses(std::vector<TraceNode>& children, const LegPlace& place,
                             const AmountRange& range) {
  const auto& leg = pools_[place.flow].to[place.leg];
  if (leg.pooled && !ensure_pool(leg.pool)) return;
  std::int64_t used = 0;
  if (leg.pooled) {
    // In amounts of the pool; equal to the range itself except for goods not yet paid.
    const auto put = map_range(range, leg.value, leg.held);
    path_.push_back(place.flow);
    for (const auto& match : pools_.uses(place, put)) {
      if (on_path(match.out.flow)) continue;
      if (!is_within_limits()) break;
      const auto edge = map_range(match.put.shifted(-put.from), put.size(), range.size());
      auto child = node_of(match.out.flow, leg, edge.size());
      used += child.amount;
      add_uses(child.children, match);
      children.push_back(std::move(child));
    }
    path_.pop_back();
  }
  if (used == range.size() || !is_within_limits()) return;
  auto rest = node_of(place.flow, leg, range.size() - used);
  rest.kind = leg.pooled ? TraceNodeKind::open : TraceNodeKind::end;
  children.push_back(std::move(rest));
}

void TraceTree::add_uses(std::vector<TraceNode>& children, const PoolMatch& match) {
  const auto& user = pools_[match.out.flow];
  const auto taken = match.taken.shifted(start_of(user.from, match.out.leg));
  each_leg(user.to, map_range(taken, user.from_whole(), user.to_whole()),
           [&](std::size_t leg, const AmountRange& part) {
             add_leg_uses(children, {match.out.flow, leg}, part);
           });
}

}  // namespace setoff
