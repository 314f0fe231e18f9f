#pragma once
// Flows: how amounts flow through one entry, from the pools it takes out of to the pools it puts
// into. A pool is one lot of one account that holds value for a while: a claim, money at a bank,
// goods paid for but not landed, a quantity delivered but not billed. Lots of the same name are
// paired (a payment turns the claim of an invoice into money of that name); the rest is paired as a
// whole (money of several lots into the goods of one order). Amounts in minor units. Positions
// along a flow are mapped in proportion and rounded down, so that parts that add up before it
// add up after it. Source: ADR 0003.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ledger/books/chart.h"
#include "ledger/event/entry.h"

namespace setoff {

// A half-open range of an amount: its minor units from `from` to before `to`.
struct AmountRange {
  std::int64_t from = 0;
  std::int64_t to = 0;

  [[nodiscard]] std::int64_t size() const { return to - from; }
  [[nodiscard]] AmountRange shifted(std::int64_t by) const { return {from + by, to + by}; }
  // The intersection; of size 0 if there is none.
  [[nodiscard]] AmountRange within(const AmountRange& other) const;
  friend bool operator==(const AmountRange&, const AmountRange&) = default;
};
// The range of an amount of `to_whole` that corresponds to a range of one of `from_whole`.
[[nodiscard]] AmountRange map_range(const AmountRange& range, std::int64_t from_whole,
                                    std::int64_t to_whole);

struct PoolKey {
  std::string account;  // path; "unpaid" for goods that landed before they were paid for
  std::string lot;
  friend auto operator<=>(const PoolKey&, const PoolKey&) = default;
};

struct FlowLeg {
  PoolKey pool;
  bool pooled = false;     // otherwise an end: landed, spent, lost
  Commodity commodity;     // of `value`
  std::int64_t value = 0;  // amount along the flow
  std::int64_t held = 0;   // amount in the pool; differs from `value` only for goods not yet paid
};

struct Flow {
  Sequence sequence = 0;
  std::vector<FlowLeg> from;  // empty: the entry is the source
  std::vector<FlowLeg> to;
  std::optional<Slice> slice;  // of an invoice: its quantity and price
  Day first;                   // span of a delivery or an invoice
  Day end;                     // first day after it

  [[nodiscard]] std::int64_t from_whole() const;
  [[nodiscard]] std::int64_t to_whole() const;
  // Whether one of the two does not fit into 64 bits.
  [[nodiscard]] bool overflows() const;
};

// Empty for entries that move no such amounts, for refusals and for reversals.
[[nodiscard]] std::vector<Flow> flows_of(const Entry& entry);

// The kind of an account path; nullopt if it is not a path.
[[nodiscard]] std::optional<AccountKind> kind_of_path(std::string_view path);

}  // namespace setoff
