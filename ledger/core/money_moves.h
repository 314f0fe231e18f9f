#pragma once
// Money into and out of a line's part of a bank account: lots first in first out, and the position
// of a foreign currency (positions.h). Amounts in minor units.

#include <span>

#include "ledger/core/rules.h"

namespace setoff {

struct LotPart {
  std::string_view lot;
  std::int64_t amount;
};

// Takes `amount` out: credits the account's lots and moves its position. The caller debits `value`.
struct Outflow {
  std::int64_t value = 0;  // in the book currency, at the newest fixing
  std::int64_t gain = 0;   // realised; negative for a loss
  std::vector<LotPart> lots;
};
[[nodiscard]] Result<Outflow> take_out(const RuleContext& context, Draft& draft,
                                       const BankAccount& account, std::string_view line,
                                       Money amount);

// Puts `parts` in, worth `value` in the book currency. The caller credits `value`.
[[nodiscard]] Status put_in(const RuleContext& context, Draft& draft, const BankAccount& account,
                            std::string_view line, const std::vector<LotPart>& parts,
                            std::int64_t value);

// Of money that has come in: the bank first takes what it is owed on the account.
void repay_bank(const RuleContext& context, Draft& draft, const BankAccount& account,
                std::string_view line, const std::vector<LotPart>& parts);

// Takes money back that came in as `value` in the book currency: from its own lots first, then from
// others. What is not there, or not free, is owed to the bank: its facts are not refused. The
// caller debits `value`.
[[nodiscard]] Status take_back_money(const RuleContext& context, const BankAccount& account,
                                     std::string_view line, Money amount, std::int64_t value,
                                     std::span<const std::string_view> own_lots);

// Which lots of the account `amount` takes, first in first out, without driving one below zero
// later.
[[nodiscard]] Result<std::vector<LotPart>> lots_for(const RuleContext& context,
                                                    const BankAccount& account,
                                                    std::string_view line, Money amount);

}  // namespace setoff
