#pragma once
// Moves money into and out of a line's part of a bank account: lots leave first in, first out, and
// the position of a foreign currency follows (positions.h). Amounts in minor units of the account's
// currency. `draft` is always the context's own: the position is booked there. A clearing account
// keeps no lots.

#include <span>

#include "ledger/rules/rules.h"

namespace setoff {

struct LotPart {
  std::string_view lot;
  std::int64_t amount;
};

// withdraw_from_lots() takes `amount` out: it credits the account's lots and moves the position.
// The caller debits `value`. Errors: fixing_missing, insufficient_available, overflow.
struct Outflow {
  std::int64_t value = 0;  // in the book currency, at the latest fixing
  std::int64_t gain = 0;   // realised; negative for a loss
  std::vector<LotPart> lots;
};
[[nodiscard]] Result<Outflow> withdraw_from_lots(const RuleContext& context, Draft& draft,
                                                 const BankAccount& account, std::string_view line,
                                                 Money amount);

// Puts `parts` in, worth `value` in the book currency. The caller credits `value`.
[[nodiscard]] Status deposit_into_lots(const RuleContext& context, Draft& draft,
                                       const BankAccount& account, std::string_view line,
                                       const std::vector<LotPart>& parts, std::int64_t value);

// Repays the bank what it is owed on the account, out of `parts`, the money that has come in.
void repay_bank(const RuleContext& context, Draft& draft, const BankAccount& account,
                std::string_view line, const std::vector<LotPart>& parts);

// Takes back money that came in as `value` in the book currency: from its own lots first, then from
// others. What is no longer there, or not free, is owed to the bank, since what a bank reports is
// not refused. The caller debits `value`.
[[nodiscard]] Status claw_back_money(const RuleContext& context, const BankAccount& account,
                                     std::string_view line, Money amount, std::int64_t value,
                                     std::span<const std::string_view> own_lots);

// The lots of the account that `amount` is taken from, first in, first out, such that none goes
// below zero later; empty for a clearing account. Errors: insufficient_available.
[[nodiscard]] Result<std::vector<LotPart>> select_lots(const RuleContext& context,
                                                       const BankAccount& account,
                                                       std::string_view line, Money amount);

}  // namespace setoff
