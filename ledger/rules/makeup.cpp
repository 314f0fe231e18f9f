#include "ledger/rules/makeup.h"

namespace setoff {

Result<MakeupLeft> makeup_left(const RuleContext& context, std::string_view shortfall) {
  SETOFF_TRY(claim, require_lot<InvoiceFacts>(context, shortfall, "shortfall"));
  const auto& facts = *claim.facts;
  if (!facts.makeup_until)
    return Error(Code::not_permitted,
                 "'" + std::string(shortfall) + "' is no shortfall that can be made up",
                 "data.shortfall");
  const auto unit = context.state.agreement.find_line(facts.line)->unit;
  MakeupLeft left{claim,
                  {AccountKind::deferred, facts.object, facts.line},
                  {AccountKind::q_makeup, facts.object, facts.line},
                  unit,
                  0,
                  0};
  const auto open = [&](const AccountKey& account) {
    return -context.after().lot_balance(account, shortfall).max_from(context.day());
  };
  left.amount = open(left.deferred);
  left.quantity = open(left.owed);
  return left;
}

}  // namespace setoff
