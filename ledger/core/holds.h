#pragma once
// The arithmetic behind holds and earmarks, for the rules: which part of an earmark or a letter of
// credit is live on a day. Amounts in minor units of the account's currency.

#include "ledger/core/state.h"

namespace setoff {

[[nodiscard]] Kind kind_of(AccountUse use);

// What papers presented by `expiry` still claim on `day`, those no older than the days given.
[[nodiscard]] std::int64_t unpaid_documents(const CreditFacts& credit, Day expiry,
                                            int honour_within_days, Day day);

// Sum of live holds on one line's part of an account; only those under `release` if it is valid.
[[nodiscard]] std::int64_t live_holds(const State& state, std::string_view account,
                                      std::string_view line, Day day, LotId release);

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
  for (const auto& key : {money, earmark}) {
    const auto* cell = state.balances.find(state.chart.find(key), commodity);
    if (cell == nullptr) continue;
    const auto& points = cell->series.points();
    for (auto point = points.rbegin(); point != points.rend() && point->day > day; ++point)
      low = std::min(low, at(point->day));
  }
  return low;
}

}  // namespace setoff
