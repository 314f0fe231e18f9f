#include "ledger/query/trace.h"

#include <set>

#include "ledger/event/codec.h"
#include "ledger/query/trace_basis.h"
#include "ledger/query/trace_pools.h"
#include "ledger/query/trace_tree.h"

namespace setoff {
namespace {

void collect(const std::vector<TraceNode>& nodes, std::set<Sequence>& out) {
  for (const auto& node : nodes) {
    out.insert(node.sequence);
    collect(node.children, out);
  }
}

// Explains why there is nothing to trace.
Error moved_nothing(const Entry& entry) {
  const auto number = "entry " + std::to_string(entry.sequence);
  if (entry.refusal)
    return {Code::bad_field, number + " was refused (" + std::string(info_of(*entry.refusal).name) +
                                 "); it moved nothing"};
  if (const auto* reversal = std::get_if<EntryReversed>(&entry.event.data))
    return {Code::bad_field,
            number + " reverses entry " + std::to_string(reversal->sequence) + "; trace that one"};
  return {Code::bad_field,
          number + " (" + std::string(entry.event.type_name()) +
              ") moves no money and no delivery; trace a delivery, invoice, payment, conversion, "
              "honoured credit, landing or other use. `audit show` names the entries that used it"};
}

}  // namespace

Result<Trace> trace(const JournalPort& journal, Sequence sequence, TraceDirection direction,
                    const TraceLimits& limits) {
  SETOFF_TRY(root, read_entry(journal, sequence));
  Trace out;
  out.root = sequence;
  out.direction = direction;
  TracePools pools(sequence);
  TraceTree tree(pools, limits);
  do {
    SETOFF_TRY_STATUS(pools.scan(journal));
    SETOFF_TRY(parts, tree.build(direction));
    out.parts = std::move(parts);
  } while (tree.lacks_pools());
  if (out.parts.empty()) return moved_nothing(root);
  std::set<Sequence> named{sequence};
  collect(out.parts, named);
  TraceBasis basis(std::move(named), limits.nodes_max);
  SETOFF_TRY_STATUS(basis.read(journal));
  out.entries = basis.take_entries();
  for (auto& [number, entry] : out.entries)
    if (const auto reversal = pools.reversals().find(number); reversal != pools.reversals().end())
      entry.reversed_by = reversal->second;
  return out;
}

}  // namespace setoff
