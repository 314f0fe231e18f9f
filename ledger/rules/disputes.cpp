#include "ledger/rules/disputes.h"

#include <string>

#include "ledger/rules/checks.h"
#include "ledger/rules/invoices.h"

namespace setoff {

Status move_disputed(const RuleContext& context, std::string_view lot, Money amount,
                     AccountKind from, AccountKind to, std::string_view what) {
  SETOFF_TRY(claim, require_lot<InvoiceFacts>(context, lot, "claim"));
  SETOFF_TRY_STATUS(require_currency(amount, context.book(), "data.amount"));
  const auto& facts = *claim.facts;
  const auto source = open_claim(context, facts, claim.id, from);
  const auto target = open_claim(context, facts, claim.id, to);
  if (facts.host_seller || amount.minor() > source.open)
    return Error(Code::exceeds_lot, amount.text() + " is more than the " +
                                        Money(source.open, context.book()).text() + " " +
                                        std::string(what));
  auto& draft = context.draft;
  draft.debit(target.account, lot, context.book(), amount.minor());
  draft.credit(source.account, lot, context.book(), amount.minor());
  draft.link(LinkKind::follows, claim.lot->opened);
  return Ok{};
}

}  // namespace setoff
