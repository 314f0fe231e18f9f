// dispute.resolved: what was disputed of a claim is open again.

#include "ledger/rules/disputes.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/phrases.h"

namespace setoff {
namespace {

struct DisputeResolvedRules {
  static constexpr std::string_view kMeaning =
      "A dispute ends, and what was disputed is open again.";

  static std::string describe(const DisputeResolved& data) {
    return amount_phrase(data.amount) + " of " + data.lot + quoted_phrase(data.reason);
  }

  static Status prepare(const RuleContext& context, const DisputeResolved& data) {
    return move_disputed(context, data.lot, data.amount, AccountKind::disputed, AccountKind::claim,
                         "disputed of it");
  }

  static void apply(State&, const Event&, const DisputeResolved&, Draft&&, Sequence) {}
};

}  // namespace

SETOFF_RULES(DisputeResolved, DisputeResolvedRules)

}  // namespace setoff
