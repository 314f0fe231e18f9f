#pragma once
// TracePools: which entry's amount in a pool was used by which other entry. First in, first out
// within a pool, in booking order and by the minor unit; deliveries are matched to the invoice
// whose span contains them. Reversed entries do not count, unless one of them is the entry being
// traced. Goods that landed before they were paid for wait in a separate pool until a credit is
// honoured for them. Memory: the flows and moves of the wanted pools only; one pass over the
// journal each time more pools are wanted. Errors: those of the journal, corrupt, overflow.

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "ledger/query/trace_flows.h"
#include "ledger/writer/journal.h"

namespace setoff {

// A leg of a kept flow.
struct LegPlace {
  std::size_t flow = 0;
  std::size_t leg = 0;
  friend auto operator<=>(const LegPlace&, const LegPlace&) = default;
};

// The range `put` of what one leg put into a pool is the range `taken` of what another took out.
struct PoolMatch {
  LegPlace in;
  AmountRange put;
  LegPlace out;
  AmountRange taken;
};

// What a leg put in or took out, with the span of a delivery or an invoice.
struct PoolMove {
  LegPlace place;
  std::int64_t amount = 0;
  Day first;
  Day end;
};
// First in, first out. If too little was put in, the last takers have no match.
[[nodiscard]] std::vector<PoolMatch> match_in_order(const std::vector<PoolMove>& ins,
                                                    const std::vector<PoolMove>& outs);
// Deliveries within the taker's days first, by day; then the oldest.
[[nodiscard]] std::vector<PoolMatch> match_by_days(const std::vector<PoolMove>& ins,
                                                   const std::vector<PoolMove>& outs);

class TracePools {
 public:
  explicit TracePools(Sequence root) : root_(root) {}

  void request(const PoolKey& pool) { wanted_.insert(name_of(pool)); }
  [[nodiscard]] bool is_requested(const PoolKey& pool) const {
    return wanted_.contains(name_of(pool));
  }
  // Reads the journal once and matches the wanted pools again.
  [[nodiscard]] Status scan(const JournalPort& journal);

  [[nodiscard]] const Flow& operator[](std::size_t flow) const { return kept_[flow]; }
  // All that the flow's entry moved into or out of a pool, over all its flows.
  [[nodiscard]] std::int64_t whole_of(std::size_t flow, const PoolKey& pool) const;
  [[nodiscard]] const std::vector<std::size_t>& of_root() const { return of_root_; }
  // Matches of a range of a leg that took out of a pool, or put into one, clipped to that range.
  [[nodiscard]] std::vector<PoolMatch> sources(const LegPlace& out, const AmountRange& taken) const;
  [[nodiscard]] std::vector<PoolMatch> uses(const LegPlace& in, const AmountRange& put) const;
  [[nodiscard]] const std::map<Sequence, Sequence>& reversals() const { return reversals_; }

 private:
  struct Pool {
    std::vector<PoolMove> ins;
    std::vector<PoolMove> outs;
    std::vector<PoolMatch> matches;    // sorted by the leg that took out
    std::vector<std::uint32_t> by_in;  // indices of `matches`, sorted by the leg that put in
  };
  // How much of an order's goods is paid for, counted as the rules count it.
  struct OrderCount {
    std::int64_t paid = 0;
    std::int64_t arrived = 0;
    std::int64_t settled = 0;
  };

  static std::string name_of(const PoolKey& pool) {
    return pool.lot.empty() ? pool.account : pool.lot;
  }
  [[nodiscard]] Status add_entry(const Entry& entry);
  void count_goods(const Entry& entry, std::vector<Flow>& flows);
  void add_flow(Flow flow);
  void match_all();

  Sequence root_;
  std::set<std::string, std::less<>> wanted_;
  std::vector<Flow> kept_;
  std::vector<std::size_t> of_root_;
  std::map<PoolKey, Pool> pools_;
  std::map<std::string, OrderCount, std::less<>> orders_;
  std::map<Sequence, Sequence> reversals_;  // reversed entry, reversing entry
};

}  // namespace setoff
