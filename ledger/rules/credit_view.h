#pragma once
// CreditView: a letter of credit with its account, release and order, for the rules of credits.
// Amounts in minor units of the account's currency.

#include "ledger/rules/approvals.h"

namespace setoff {

struct CreditView {
  FoundLot<CreditFacts> credit;
  const BankAccount* account = nullptr;
  const Lot* release = nullptr;
  const Lot* order = nullptr;

  [[nodiscard]] const CreditFacts& facts() const { return *credit.facts; }
  [[nodiscard]] AccountKey held() const {
    return {AccountKind::held, credit.facts->account, credit.facts->line};
  }
  [[nodiscard]] bool ended(Day day) const { return facts().ended && day >= *facts().ended; }
  [[nodiscard]] Money money(std::int64_t minor) const { return {minor, account->currency}; }
};

// Errors: unknown_lot.
[[nodiscard]] Result<CreditView> require_credit(const RuleContext& context, std::string_view name);
// The credit as a debit of its account, for the checks of checks.h.
[[nodiscard]] Debit debit_of(const CreditView& view, Money amount);
// Amount held for the credit: the smallest on the value date or any later day.
[[nodiscard]] std::int64_t held_from(const RuleContext& context, const CreditView& view);
// Unpaid amount of complying documents, whenever they were presented: the smallest on the value
// date or any later day.
[[nodiscard]] std::int64_t unpaid_from(const RuleContext& context, const CreditView& view);
// Amount held that no documents claim: likewise the smallest.
[[nodiscard]] std::int64_t unclaimed_from(const RuleContext& context, const CreditView& view);
[[nodiscard]] Error credit_ended(const CreditView& view, Day day);

// Reduces the hold by `amount`, starting with the approval that was added last. Updates `facts`,
// which the caller puts into the draft. Errors: exceeds_credit if later entries have used other
// parts of the hold.
[[nodiscard]] Status release_hold(const RuleContext& context, const CreditView& view,
                                  std::int64_t amount, CreditFacts& facts);
// Reduces the hold by a payment of `amount`, starting with the approval that was added first;
// returns what the payment uses of each approval. Updates `facts`. Errors: as release_hold().
[[nodiscard]] Result<std::vector<ApprovalPart>> capture_hold(const RuleContext& context,
                                                             const CreditView& view,
                                                             std::int64_t amount,
                                                             CreditFacts& facts);
// Raises the hold by `parts`, what is drawn of each approval. Updates `facts`.
void add_hold(const RuleContext& context, std::string_view credit, const AccountKey& held,
              Currency currency, const std::vector<ApprovalPart>& parts, CreditFacts& facts);

}  // namespace setoff
