#pragma once
// Money into and out of a line's part of a bank account: lots first in first out, the position
// account for a foreign currency, and the gain or loss realised on use. Amounts in minor units.

#include "ledger/core/rules.h"

namespace setoff {

struct LotPart {
  std::string_view lot;
  std::int64_t amount;
};

// Takes `amount` out: credits the account's lots and, for a foreign account, the position at its
// average cost; realised gain or loss goes to fx with the same share of what was revalued. The
// caller debits `value`.
struct Outflow {
  std::int64_t value = 0;  // in the book currency, at the newest fixing
  std::int64_t gain = 0;   // realised; negative for a loss
  std::vector<LotPart> lots;
};
[[nodiscard]] Result<Outflow> take_out(const RuleContext& context, Draft& draft,
                                       const BankAccount& account, std::string_view line,
                                       Money amount);

// Puts `parts` in, worth `value` in the book currency. The caller credits `value`.
void put_in(const RuleContext& context, Draft& draft, const BankAccount& account,
            std::string_view line, const std::vector<LotPart>& parts, std::int64_t value);

// Which lots of the account `amount` takes, first in first out, without driving one below zero
// later.
[[nodiscard]] Result<std::vector<LotPart>> lots_for(const RuleContext& context,
                                                    const BankAccount& account,
                                                    std::string_view line, Money amount);

// "iqd": a currency as a path segment.
[[nodiscard]] std::string segment_of(Currency currency);

}  // namespace setoff
