#include "ledger/query/trace_pools.h"

#include <algorithm>
#include <numeric>

#include "ledger/event/codec.h"

namespace setoff {
namespace {

constexpr std::string_view kUnpaid = "unpaid";

// The unmatched remainder of a move.
struct Rest {
  const PoolMove* move;
  std::int64_t used = 0;
  [[nodiscard]] std::int64_t left() const { return move->amount - used; }
};

void match_pair(Rest& in, Rest& out, std::vector<PoolMatch>& matches) {
  const auto amount = std::min(in.left(), out.left());
  if (amount <= 0) return;
  matches.push_back({in.move->place,
                     {in.used, in.used + amount},
                     out.move->place,
                     {out.used, out.used + amount}});
  in.used += amount;
  out.used += amount;
}

std::vector<Rest> rests_of(const std::vector<PoolMove>& moves) {
  std::vector<Rest> rests;
  for (const auto& move : moves)
    rests.push_back({&move, 0});
  return rests;
}

const FlowLeg& leg_of(const std::vector<FlowLeg>& legs, const LegPlace& place) {
  return legs[place.leg];
}

}  // namespace

std::vector<PoolMatch> match_in_order(const std::vector<PoolMove>& ins,
                                      const std::vector<PoolMove>& outs) {
  std::vector<PoolMatch> matches;
  auto givers = rests_of(ins);
  std::size_t next = 0;
  for (auto& taker : rests_of(outs)) {
    while (taker.left() > 0 && next < givers.size()) {
      match_pair(givers[next], taker, matches);
      if (givers[next].left() <= 0) ++next;
    }
  }
  return matches;
}

namespace {

// Finds the next giver with a remainder, from a place on; skips each exhausted one only once.
class NextLeft {
 public:
  explicit NextLeft(std::vector<Rest>& givers) : givers_(givers), next_(givers.size() + 1) {
    std::iota(next_.begin(), next_.end(), std::size_t{0});
  }
  [[nodiscard]] std::size_t from(std::size_t place) {
    while (place < givers_.size()) {
      if (next_[place] == place && givers_[place].left() > 0) return place;
      if (next_[place] == place) next_[place] = place + 1;
      next_[place] = next_[next_[place]];
      place = next_[place];
    }
    return place;
  }

 private:
  std::vector<Rest>& givers_;
  std::vector<std::size_t> next_;
};

}  // namespace

std::vector<PoolMatch> match_by_days(const std::vector<PoolMove>& ins,
                                     const std::vector<PoolMove>& outs) {
  std::vector<PoolMatch> matches;
  auto givers = rests_of(ins);
  std::ranges::stable_sort(givers, {}, [](const Rest& rest) { return rest.move->first; });
  NextLeft next(givers);
  for (auto& taker : rests_of(outs)) {
    const auto start = std::ranges::partition_point(
        givers, [&](const Rest& rest) { return rest.move->first < taker.move->first; });
    auto giver = next.from(static_cast<std::size_t>(start - givers.begin()));
    for (; giver < givers.size() && taker.left() > 0; giver = next.from(giver)) {
      if (givers[giver].move->first >= taker.move->end) break;
      match_pair(givers[giver], taker, matches);
    }
    for (giver = next.from(0); giver < givers.size() && taker.left() > 0; giver = next.from(giver))
      match_pair(givers[giver], taker, matches);
  }
  return matches;
}

Status TracePools::scan(const JournalPort& journal) {
  kept_.clear();
  of_root_.clear();
  pools_.clear();
  orders_.clear();
  auto read = journal.each_group(0, [&](const EntryGroup& group) -> Status {
    for (std::size_t i = 0; i < group.size(); ++i) {
      SETOFF_TRY(entry, decode_entry(group.at(i)));
      if (!entry.refusal) SETOFF_TRY_STATUS(add_entry(entry));
    }
    return Ok{};
  });
  if (read) match_all();
  return read;
}

Status TracePools::add_entry(const Entry& entry) {
  if (const auto* reversal = std::get_if<EntryReversed>(&entry.event.data)) {
    reversals_[reversal->sequence] = entry.sequence;
    return Ok{};
  }
  auto flows = flows_of(entry);
  if (std::ranges::any_of(flows, &Flow::overflows))
    return Error(Code::overflow, "what entry " + std::to_string(entry.sequence) +
                                     " moves in all does not fit into 64 bits");
  count_goods(entry, flows);
  for (auto& flow : flows)
    add_flow(std::move(flow));
  return Ok{};
}

namespace {

// Arrivals that are paid for later: goods landed, and goods lost on the way.
bool is_arrival(std::optional<AccountKind> kind) {
  return kind == AccountKind::landed || kind == AccountKind::loss;
}

}  // namespace

void TracePools::count_goods(const Entry& entry, std::vector<Flow>& flows) {
  if (const auto* landed = std::get_if<GoodsLanded>(&entry.event.data)) {
    auto& count = orders_[landed->order];
    const auto arrived =
        landed->quantity.minor() + (landed->short_quantity ? landed->short_quantity->minor() : 0);
    const auto covered = std::min(arrived, std::max<std::int64_t>(0, count.paid - count.settled));
    count.arrived += arrived;
    count.settled += covered;
    const auto unpaid = arrived - covered;
    if (unpaid <= 0) return;
    const PoolKey pool{std::string(kUnpaid), landed->order};
    const Commodity unit = landed->quantity.kind();
    flows.push_back({entry.sequence,
                     {{pool, true, unit, unpaid, unpaid}},
                     {{{std::string(kUnpaid), {}}, false, unit, unpaid, unpaid}},
                     {},
                     {},
                     {}});
    return;
  }
  const auto* honoured = std::get_if<CreditHonoured>(&entry.event.data);
  if (honoured == nullptr) return;
  const auto paid = std::ranges::find_if(entry.postings, [](const Posting& posting) {
    return kind_of_path(posting.account) == AccountKind::q_paid;
  });
  if (paid == entry.postings.end()) return;
  auto& count = orders_[paid->lot];
  const auto covered = std::min(honoured->quantity.minor(),
                                std::max<std::int64_t>(0, count.arrived - count.settled));
  count.settled += covered;
  count.paid += honoured->quantity.minor();
  std::vector<FlowLeg*> arrivals;
  Int128 value = 0;
  for (auto& flow : flows)
    for (auto& leg : flow.to)
      if (is_arrival(kind_of_path(leg.pool.account)) && covered > 0) {
        arrivals.push_back(&leg);
        value += leg.value;
      }
  auto left = covered;
  for (auto* leg : arrivals) {
    const bool is_last = leg == arrivals.back();
    const auto share =
        is_last ? left : static_cast<std::int64_t>(Int128{covered} * leg->value / value);
    leg->pool = {std::string(kUnpaid), paid->lot};
    leg->pooled = true;
    leg->held = share;
    left -= share;
  }
}

void TracePools::add_flow(Flow flow) {
  const auto wanted = [&](const FlowLeg& leg) { return leg.pooled && is_requested(leg.pool); };
  const bool is_root = flow.sequence == root_;
  if (!is_root && std::ranges::none_of(flow.from, wanted) && std::ranges::none_of(flow.to, wanted))
    return;
  const auto index = kept_.size();
  if (is_root) of_root_.push_back(index);
  for (std::size_t i = 0; i < flow.from.size(); ++i)
    if (wanted(flow.from[i]))
      pools_[flow.from[i].pool].outs.push_back(
          {{index, i}, flow.from[i].held, flow.first, flow.end});
  for (std::size_t i = 0; i < flow.to.size(); ++i)
    if (wanted(flow.to[i]))
      pools_[flow.to[i].pool].ins.push_back({{index, i}, flow.to[i].held, flow.first, flow.end});
  kept_.push_back(std::move(flow));
}

void TracePools::match_all() {
  const auto undone = [&](const PoolMove& move) {
    const auto sequence = kept_[move.place.flow].sequence;
    return sequence != root_ && reversals_.contains(sequence);
  };
  for (auto& [key, pool] : pools_) {
    std::erase_if(pool.ins, undone);
    std::erase_if(pool.outs, undone);
    pool.matches = kind_of_path(key.account) == AccountKind::q_unbilled
                       ? match_by_days(pool.ins, pool.outs)
                       : match_in_order(pool.ins, pool.outs);
    // Takers come in booking order, so the matches are already sorted by `out`.
    pool.by_in.resize(pool.matches.size());
    std::iota(pool.by_in.begin(), pool.by_in.end(), 0U);
    std::ranges::stable_sort(pool.by_in, {},
                             [&](std::uint32_t match) { return pool.matches[match].in; });
  }
}

std::int64_t TracePools::whole_of(std::size_t flow, const PoolKey& pool) const {
  std::int64_t put = 0;
  std::int64_t taken = 0;
  const auto sequence = kept_[flow].sequence;
  while (flow > 0 && kept_[flow - 1].sequence == sequence)
    --flow;
  for (; flow < kept_.size() && kept_[flow].sequence == sequence; ++flow) {
    for (const auto& leg : kept_[flow].to)
      if (leg.pool == pool) put += leg.value;
    for (const auto& leg : kept_[flow].from)
      if (leg.pool == pool) taken += leg.value;
  }
  return std::max(put, taken);
}

std::vector<PoolMatch> TracePools::sources(const LegPlace& out, const AmountRange& taken) const {
  std::vector<PoolMatch> found;
  const auto pool = pools_.find(leg_of(kept_[out.flow].from, out).pool);
  if (pool == pools_.end()) return found;
  for (const auto& match :
       std::ranges::equal_range(pool->second.matches, out, {}, &PoolMatch::out)) {
    const auto part = match.taken.within(taken);
    if (part.size() <= 0) continue;
    const auto by = match.put.from - match.taken.from;
    found.push_back({match.in, part.shifted(by), out, part});
  }
  return found;
}

std::vector<PoolMatch> TracePools::uses(const LegPlace& in, const AmountRange& put) const {
  std::vector<PoolMatch> found;
  const auto pool = pools_.find(leg_of(kept_[in.flow].to, in).pool);
  if (pool == pools_.end()) return found;
  const auto& matches = pool->second.matches;
  for (const auto index : std::ranges::equal_range(
           pool->second.by_in, in, {}, [&](std::uint32_t place) { return matches[place].in; })) {
    const auto& match = matches[index];
    const auto part = match.put.within(put);
    if (part.size() <= 0) continue;
    const auto by = match.taken.from - match.put.from;
    found.push_back({in, part, match.out, part.shifted(by)});
  }
  return found;
}

}  // namespace setoff
