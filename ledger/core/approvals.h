#pragma once
// Approvals as lots: what a release has approved on an account, approval by approval. A debit draws
// on those that are live on its day, the one that lapses first before the others; nothing revives
// one that has lapsed. Amounts in minor units of the account's currency.

#include "ledger/core/rule_checks.h"

namespace setoff {

// What is drawn of one approval, at the stage (approved or converted) at which it stands.
struct ApprovalPart {
  Kind kind = Kind::approved;
  LotId lot;
  std::int64_t amount = 0;
};

// "R#1": the lot of the n-th approval of a release. No event can name it.
[[nodiscard]] std::string approval_name(std::string_view release, std::size_t number);

// The approvals of a release on an account that have something on the value date, in the order in
// which debits draw on them; amounts are what no credit holds, from the value date on.
[[nodiscard]] std::vector<ApprovalPart> approvals_live(const RuleContext& context,
                                                       const ReleaseFacts& release,
                                                       std::string_view account);
// All of them, lapsed ones too, the newest first.
[[nodiscard]] std::vector<ApprovalPart> approvals_ever(const RuleContext& context,
                                                       const ReleaseFacts& release,
                                                       std::string_view account);
[[nodiscard]] std::int64_t sum_of(const std::vector<ApprovalPart>& parts);

// The first parts that come to `amount`, of parts that have as much.
[[nodiscard]] std::vector<ApprovalPart> drawn(const std::vector<ApprovalPart>& parts,
                                              std::int64_t amount);
// Lowers the earmarks of the account by what is drawn.
void use_approvals(const RuleContext& context, const BankAccount& account, std::string_view line,
                   const std::vector<ApprovalPart>& parts);

}  // namespace setoff
