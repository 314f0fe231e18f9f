#pragma once
// Trace: what paid for the amounts of an entry, back to the dated deliveries of energy with their
// prices (backward); or what became of them, down to goods landed and what is still in an account
// (forward). A tree of entries: the amounts of a node's children add up to what it passes on, in
// one commodity, to the last minor unit. `value` is the share of the part's own amount that flows
// along an edge, so the leaves of a part add up to it. Convention: first in, first out by lot (ADR
// 0003). Errors: unknown_lot if there is no such entry; bad_field for an entry that moves nothing
// traceable; too_large for a tree beyond the limits; overflow; those of the journal.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ledger/query/trace_flows.h"
#include "ledger/writer/journal.h"

namespace setoff {

enum class TraceDirection : std::uint8_t { backward, forward };
enum class TraceNodeKind : std::uint8_t {
  entry,      // an entry that the amount passed through
  open,       // forward: not used yet (in an account, unbilled, not landed)
  end,        // forward: used or lost, in an account that is not a pool
  uncovered,  // backward: nothing in the books backs it (yet): credit of a clearing
              // account, goods not paid for, money of a reversed entry
};
template <>
struct EnumNames<TraceNodeKind> {
  static constexpr std::string_view values[] = {"entry", "open", "end", "uncovered"};
};

struct TraceNode {
  TraceNodeKind kind = TraceNodeKind::entry;
  Sequence sequence = 0;  // of the entry; of its parent for the other kinds
  PoolKey pool;           // where the amount was between this entry and its parent, or still is
  Commodity commodity;
  std::int64_t amount = 0;      // that flows along the edge to the parent
  std::int64_t whole = 0;       // of the leg it is a part of
  std::int64_t value = 0;       // share of the part's own amount
  std::optional<Slice> priced;  // of a delivery: the quantity used, and its billed price and heat
  std::vector<TraceNode> children;
};

// What a trace says about one of its entries.
struct TraceEntry {
  EventType type = EventType::agreement_adopted;
  Day value_date;
  std::string id;    // of the event
  std::string what;  // in one phrase
  std::optional<Sequence> reversed_by;
  std::vector<Sequence> basis;  // what permitted or priced it: window, release, credit,
                                // documents, order, fixings
};

struct Trace {
  Sequence root = 0;
  TraceDirection direction = TraceDirection::backward;
  std::vector<TraceNode> parts;            // of the entry itself, one per pool
  std::map<Sequence, TraceEntry> entries;  // every entry that the tree or its basis name
};

// The walk stops at the first limit that it reaches.
struct TraceLimits {
  std::size_t nodes_max = 2'000'000;
  std::size_t depth_max = 1'000;  // entries from the root to a leaf
};

[[nodiscard]] Result<Trace> trace(const JournalPort& journal, Sequence sequence,
                                  TraceDirection direction, const TraceLimits& limits = {});

}  // namespace setoff
