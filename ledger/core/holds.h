#pragma once
// The arithmetic behind holds and earmarks, for the rules: which part of an earmark or a letter of
// credit is live on a day. Amounts in minor units of the account's currency.

#include <array>
#include <span>
#include <vector>

#include "ledger/core/state.h"

namespace setoff {

[[nodiscard]] Kind kind_of(AccountUse use);

// What papers presented by `expiry` still claim on `day`, those no older than the days given.
[[nodiscard]] std::int64_t unpaid_documents(const CreditFacts& credit, Day expiry,
                                            int honour_within_days, Day day);

// What a credit of these facts keeps live of the amount held for it.
[[nodiscard]] std::int64_t live_part(const State& state, const CreditFacts& credit,
                                     std::int64_t held, Day day);
// The same if those were the windows.
[[nodiscard]] std::int64_t live_part(const State& state, const Windows& windows,
                                     const CreditFacts& credit, std::int64_t held, Day day);
// What a release of these facts keeps live of an earmark of that kind; `holds` are the live holds
// under it on the same account.
[[nodiscard]] std::int64_t live_part(Kind kind, const ReleaseFacts& release, std::int64_t earmark,
                                     std::int64_t holds, Day day);

// Every day after `day` with a posting on one of the accounts, in order; mostly none.
[[nodiscard]] std::vector<Day> days_after(const State& state, std::span<const AccountId> accounts,
                                          Commodity commodity, Day day);

// Sum of live holds on one line's part of an account; only those under `release` if it is valid.
[[nodiscard]] std::int64_t live_holds(const State& state, std::string_view account,
                                      std::string_view line, Day day, LotId release);

// What a release's earmark has beside the credits under it: smallest amount from `day` on.
[[nodiscard]] std::int64_t beside_holds_from(const State& state, const AccountKey& stage,
                                             Currency currency, LotId release, Day day);

// Live part of an earmark account (requested, approved or converted), and of one release in it.
[[nodiscard]] std::int64_t live_earmark(const State& state, const AccountKey& key, Day day);
[[nodiscard]] std::int64_t live_earmark_of(const State& state, const AccountKey& key, LotId release,
                                           Day day);

// `exact` units of `from` in `to`; see value_on().
[[nodiscard]] Result<Exact> exact_value_on(const State& state, const Exact& exact, Currency from,
                                           Currency to, Day day);

// Smallest value of `at(T)` over `day` and every later day on which either account has a posting.
template <class At>
[[nodiscard]] std::int64_t smallest_from(const State& state, const AccountKey& money,
                                         const AccountKey& earmark, Commodity commodity, Day day,
                                         At&& at) {
  std::int64_t low = at(day);
  const std::array accounts{state.chart.find(money), state.chart.find(earmark)};
  for (const Day on : days_after(state, accounts, commodity, day))
    low = std::min(low, at(on));
  return low;
}

}  // namespace setoff
