// dispute.raised: a part of a claim is set aside until the two sides agree on it.

#include "ledger/rules/disputes.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/phrases.h"

namespace setoff {
namespace {

struct DisputeRaisedRules {
  static constexpr std::string_view kMeaning =
      "The buyer disputes a part of what is open of a claim.";

  static std::string describe(const DisputeRaised& data) {
    return amount_phrase(data.amount) + " of " + data.lot + quoted_phrase(data.reason);
  }

  static Status prepare(const RuleContext& context, const DisputeRaised& data) {
    return move_disputed(context, data.lot, data.amount, AccountKind::claim, AccountKind::disputed,
                         "open of it");
  }

  static void apply(State&, const Event&, const DisputeRaised&, Draft&&, Sequence) {}
};

}  // namespace

SETOFF_RULES(DisputeRaised, DisputeRaisedRules)

}  // namespace setoff
