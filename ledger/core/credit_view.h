#pragma once
// CreditView: a letter of credit with the account, release and order that it joins, for the rules
// of credits. Amounts in minor units of the account's currency.

#include "ledger/core/approvals.h"

namespace setoff {

struct CreditView {
  FoundLot<CreditFacts> credit;
  const BankAccount* account = nullptr;
  const Lot* release = nullptr;
  const Lot* order = nullptr;

  [[nodiscard]] const CreditFacts& facts() const { return *credit.facts; }
  [[nodiscard]] AccountKey held() const {
    return {Kind::held, credit.facts->account, credit.facts->line};
  }
  [[nodiscard]] AccountKey contra() const {
    return {Kind::contra, credit.facts->account, credit.facts->line};
  }
  [[nodiscard]] bool ended(Day day) const { return facts().ended && day >= *facts().ended; }
  [[nodiscard]] Money money(std::int64_t minor) const { return {minor, account->currency}; }
};

// unknown_lot.
[[nodiscard]] Result<CreditView> view_credit(const RuleContext& context, std::string_view name);
// The credit as a debit of its account, for the guards.
[[nodiscard]] Debit debit_of(const CreditView& view, Money amount);
// Smallest amount held for the credit from the value date on.
[[nodiscard]] std::int64_t held_from(const RuleContext& context, const CreditView& view);
// Complying papers, whenever they came, that are not paid: smallest amount from the value date on.
[[nodiscard]] std::int64_t unpaid_from(const RuleContext& context, const CreditView& view);
// Held and claimed by no papers: smallest amount from the value date on.
[[nodiscard]] std::int64_t unclaimed_from(const RuleContext& context, const CreditView& view);
[[nodiscard]] Error credit_ended(const CreditView& view, Day day);

// Lowers the hold by `amount`: of the approvals that cover it, the one that came last first. In
// `facts`, which the draft then brings. exceeds_credit where later entries used other parts of it.
[[nodiscard]] Status free_hold(const RuleContext& context, const CreditView& view,
                               std::int64_t amount, CreditFacts& facts);
// What a payment of `amount` uses of each approval, the one that came first first; lowers the hold.
[[nodiscard]] Result<std::vector<ApprovalPart>> capture_hold(const RuleContext& context,
                                                             const CreditView& view,
                                                             std::int64_t amount,
                                                             CreditFacts& facts);
// Raises the hold by what is drawn of each approval.
void add_hold(const RuleContext& context, std::string_view credit, const AccountKey& held,
              Currency currency, const std::vector<ApprovalPart>& parts, CreditFacts& facts);

}  // namespace setoff
