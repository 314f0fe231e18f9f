// dispute.resolved: what was disputed of a claim is open again.

#include "ledger/rules/checks.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/invoices.h"
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
    SETOFF_TRY(claim, require_lot<InvoiceFacts>(context, data.lot, "claim"));
    SETOFF_TRY_STATUS(require_currency(data.amount, context.book(), "data.amount"));
    const auto& facts = *claim.facts;
    const auto from = open_claim(context, facts, claim.id, AccountKind::disputed);
    const auto to = open_claim(context, facts, claim.id, AccountKind::claim);
    if (facts.host_seller || data.amount.minor() > from.open)
      return Error(Code::exceeds_lot, data.amount.text() + " is more than the " +
                                          Money(from.open, context.book()).text() +
                                          " disputed of it");
    auto& draft = context.draft;
    draft.debit(to.account, data.lot, context.book(), data.amount.minor());
    draft.credit(from.account, data.lot, context.book(), data.amount.minor());
    draft.link(LinkKind::follows, claim.lot->opened);
    return Ok{};
  }

  static void apply(State&, const Event&, const DisputeResolved&, Draft&&, Sequence) {}
};

}  // namespace

SETOFF_RULES(DisputeResolved, DisputeResolvedRules)

}  // namespace setoff
