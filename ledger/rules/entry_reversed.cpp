// entry.reversed: an entry is undone on the reversal's value date; its facts are taken back.

#include "ledger/rules/event_rules.h"
#include "ledger/rules/phrases.h"
#include "ledger/rules/reversible.h"

namespace setoff {
namespace {

// Errors: four_eyes.
Status check_who(const EntryReversed& data, const ReversalRequest* request) {
  if (data.by == data.requested_by)
    return Error(Code::four_eyes, "'" + data.by + "' asked for the reversal and may not approve it",
                 "data.by");
  if (request != nullptr && request->by != data.requested_by)
    return Error(Code::four_eyes,
                 "'" + request->by + "' asked for the reversal, with entry " +
                     std::to_string(request->entry) + ", not '" + data.requested_by + "'",
                 "data.requested_by");
  return Ok{};
}

struct EntryReversedRules {
  static constexpr std::string_view kMeaning =
      "An entry is reversed by somebody who did not ask for it.";

  static std::string describe(const EntryReversed& data) {
    return "entry " + std::to_string(data.sequence) + " by " + data.by + quoted_phrase(data.reason);
  }

  static Status prepare(const RuleContext& context, const EntryReversed& data) {
    const auto asked = context.state.reversal_requests.find(data.sequence);
    const auto* request = asked == context.state.reversal_requests.end() ? nullptr : &asked->second;
    SETOFF_TRY_STATUS(check_who(data, request));
    SETOFF_TRY_STATUS(require_reversible(context, data.sequence));
    const auto& entry = *context.referenced.reversed;
    auto& draft = context.draft;
    draft.reversed = &entry;
    draft.link(LinkKind::reverses, data.sequence);
    if (request != nullptr) draft.link(LinkKind::follows, request->entry);
    return std::visit(
        [&](const auto& reversed) -> Status {
          if constexpr (std::is_same_v<std::decay_t<decltype(reversed)>, std::monostate>)
            SETOFF_CHECK(false && "an entry without data is not reversible");
          else
            return prepare_reversal(context, entry, reversed);
        },
        entry.event.data);
  }

  static void apply(State& state, const Event&, const EntryReversed& data, Draft&& draft,
                    Sequence) {
    state.reversed.insert(data.sequence);
    const auto& entry = *draft.reversed;
    std::visit(
        [&](const auto& reversed) {
          if constexpr (std::is_same_v<std::decay_t<decltype(reversed)>, std::monostate>)
            SETOFF_CHECK(false && "an entry without data is not reversible");
          else
            undo_facts(state, entry, reversed);
        },
        entry.event.data);
  }
};

}  // namespace

SETOFF_RULES(EntryReversed, EntryReversedRules)

}  // namespace setoff
