// Law 13: what offsets and settlements lower.

#include "ledger/audit/entry_laws.h"
#include "ledger/books/holds.h"

namespace setoff {
void EntryLaws::on_event(Day, const ClaimsOffset& data) {
  Int128 claims = 0;
  Int128 payables = 0;
  Int128 others = 0;
  for (const auto& leg : legs_) {
    if (leg.kind == AccountKind::claim)
      claims += leg.posting.amount;
    else if (leg.kind == AccountKind::payable)
      payables += leg.posting.amount;
    else if (leg.kind != AccountKind::crossing)
      others = 1;
  }
  if (claims != -Int128{data.amount.minor()} || payables != data.amount.minor() || others != 0)
    breach(Law::offsets_cancel, "the offset does not lower both sides by its amount");
}

// What the bank keeps of money that comes in, to repay what it was owed, is part of the amount.
void EntryLaws::on_event(Day, const SettlementPaid& data) {
  const auto settled = [&](const PostedLeg& leg) {
    return data.owed ? leg.kind == AccountKind::payable && leg.posting.lot == *data.owed
                     : leg.kind == AccountKind::clearing && leg.object == *data.clearing_account;
  };
  Int128 fall = 0;
  Int128 money = 0;
  for (const auto& leg : legs_) {
    if (settled(leg))
      fall += leg.posting.amount;
    else if (leg.object == data.account && leg.posting.commodity == data.amount.kind() &&
             (is_money_at_bank(leg.kind) || leg.kind == AccountKind::repayable))
      money += leg.posting.amount;
  }
  const Int128 amount = data.amount.minor();
  const Int128 of_debt = data.settled.minor();
  const bool pays = fall == of_debt && money == -amount;
  const bool collects = data.clearing_account && fall == -of_debt && money == amount;
  if (!pays && !collects)
    breach(Law::offsets_cancel,
           "'" + data.settlement + "' does not lower what it settles by its amount");
}

}  // namespace setoff
