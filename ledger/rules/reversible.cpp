#include "ledger/rules/reversible.h"

namespace setoff {

std::optional<Sequence> referenced_entry(const Event& event) {
  if (const auto* request = std::get_if<ReversalRequested>(&event.data)) return request->sequence;
  if (const auto* reversal = std::get_if<EntryReversed>(&event.data)) return reversal->sequence;
  return std::nullopt;
}

Status require_reversible(const RuleContext& context, Sequence sequence) {
  const auto* entry = context.referenced.reversed;
  if (entry == nullptr)
    return Error(Code::unknown_lot, "there is no entry " + std::to_string(sequence),
                 "data.sequence");
  if (context.state.reversed.contains(sequence))
    return Error(Code::already_reversed,
                 "entry " + std::to_string(sequence) + " is reversed already");
  if (entry->refusal) return Error(Code::not_reversible, "a refusal moved nothing");
  if (!info_of(entry->event.type()).reversible)
    return Error(Code::not_reversible, "entries of type " + std::string(entry->event.type_name()) +
                                           " cannot be reversed");
  return Ok{};
}

}  // namespace setoff
