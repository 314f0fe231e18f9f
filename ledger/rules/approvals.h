#pragma once
// Approvals as lots: what has been approved of a release on an account, one lot per approval. A
// debit draws on the approvals that are live on its day, earliest expiry first; a lapsed approval
// is never revived. Amounts in minor units of the account's currency.

#include "ledger/rules/checks.h"

namespace setoff {

// An amount of one approval, at the stage (approved or converted) that the approval has reached.
struct ApprovalPart {
  AccountKind kind = AccountKind::approved;
  LotId lot;
  std::int64_t amount = 0;
};

// The lot name of a release's n-th approval: "R#1". Events cannot use such names.
[[nodiscard]] std::string approval_name(std::string_view release, std::size_t number);

// The live approvals of a release that have a balance on the account on the value date, in the
// order in which debits draw on them. Amounts are what no letter of credit holds: the smallest on
// the value date or any later day.
[[nodiscard]] std::vector<ApprovalPart> live_approvals(const RuleContext& context,
                                                       const ReleaseFacts& release,
                                                       std::string_view account);
// The same for all approvals, including lapsed ones, newest first.
[[nodiscard]] std::vector<ApprovalPart> all_approvals(const RuleContext& context,
                                                      const ReleaseFacts& release,
                                                      std::string_view account);
[[nodiscard]] std::int64_t sum_of(const std::vector<ApprovalPart>& parts);

// The first parts that add up to `amount`; the last one may be cut. Aborts if all `parts` together
// are less.
[[nodiscard]] std::vector<ApprovalPart> first_parts(const std::vector<ApprovalPart>& parts,
                                                    std::int64_t amount);
// Reduces the account's earmarks by `parts`, what is drawn of each approval.
void consume_approvals(const RuleContext& context, const BankAccount& account,
                       std::string_view line, const std::vector<ApprovalPart>& parts);

}  // namespace setoff
