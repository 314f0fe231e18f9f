// reversal.requested: somebody asks for an entry to be reversed.

#include "ledger/rules/event_rules.h"
#include "ledger/rules/phrases.h"
#include "ledger/rules/reversible.h"

namespace setoff {
namespace {

struct ReversalRequestedRules {
  static constexpr std::string_view kMeaning = "Somebody asks for an entry to be reversed.";

  static std::string describe(const ReversalRequested& data) {
    return "entry " + std::to_string(data.sequence) + ", asked for by " + data.by +
           quoted_phrase(data.reason);
  }

  static Status prepare(const RuleContext& context, const ReversalRequested& data) {
    SETOFF_TRY_STATUS(require_reversible(context, data.sequence));
    auto& draft = context.draft;
    draft.link(LinkKind::follows, data.sequence);
    return Ok{};
  }

  static void apply(State& state, const Event&, const ReversalRequested& data, Draft&&,
                    Sequence sequence) {
    // The latest request counts, so that an earlier requester can approve what another requests
    // again.
    state.reversal_requests.insert_or_assign(data.sequence, ReversalRequest{data.by, sequence});
  }
};

}  // namespace

SETOFF_RULES(ReversalRequested, ReversalRequestedRules)

}  // namespace setoff
