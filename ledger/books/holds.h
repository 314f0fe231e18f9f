#pragma once
// The arithmetic behind holds and earmarks: which part of an earmark or of a letter of credit is
// live on a day, in the books as they are or as a draft would leave them. Amounts in minor units of
// the account's currency.

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "ledger/arithmetic/holds.h"
#include "ledger/books/books_after.h"

namespace setoff {

inline constexpr AccountKind kEarmarks[] = {AccountKind::requested, AccountKind::approved,
                                            AccountKind::converted};

[[nodiscard]] AccountKind kind_of(AccountUse use);
[[nodiscard]] constexpr bool is_money_at_bank(AccountKind kind) {
  return kind == AccountKind::deposit || kind == AccountKind::reserve ||
         kind == AccountKind::clearing;
}

// Unpaid amount on `day` of the documents that were presented by `expiry` and are at most
// `honour_within_days` days old.
[[nodiscard]] std::int64_t unpaid_documents(const CreditFacts& credit, Day expiry,
                                            int honour_within_days, Day day);

// The live part of `held`, the amount held for a credit with these facts.
[[nodiscard]] std::int64_t live_part(const BooksAfter& books, const CreditFacts& credit,
                                     std::int64_t held, Day day);

// Calls visit(approval, part) for the approvals that cover `live`, the live part of a credit, in
// the order in which they were added to it.
template <class Visit>
void each_hold_under(const CreditFacts& credit, std::int64_t live, Day day, Visit&& visit) {
  for (const auto& under : credit.under) {
    const auto part = std::min(live, under.held.at(day));
    if (part > 0) visit(under.approval, part);
    live -= part;
  }
}

// Every day after `day` with a posting on one of the accounts, in order; usually none.
[[nodiscard]] std::vector<Day> days_after(const State& state, std::span<const AccountId> accounts,
                                          Commodity commodity, Day day);

// Sum of the live holds on one line's part of an account: of all holds, or of those under one
// approval.
[[nodiscard]] std::int64_t live_holds(const BooksAfter& books, std::string_view account,
                                      std::string_view line, Day day);
[[nodiscard]] std::int64_t live_holds_under(const State& state, std::string_view account,
                                            std::string_view line, LotId approval, Day day);

// What the live credits hold under one approval, in minor units of the account's currency.
struct HoldUnder {
  LotId approval;
  std::int64_t amount = 0;
};
// In the order of the approvals.
[[nodiscard]] std::vector<HoldUnder> live_holds_by_approval(const State& state,
                                                            std::string_view account,
                                                            std::string_view line, Day day);

// The part of an approval that no credit holds: smallest amount from `day` on.
[[nodiscard]] std::int64_t unheld_from(const State& state, const AccountKey& stage,
                                       Currency currency, LotId approval, Day day);

// Live part of an earmark account (requested, approved or converted). Of a lapsed approval, only
// what letters of credit hold under it is live; held_under(approval) returns that amount.
template <class Under>
[[nodiscard]] std::int64_t live_earmark(const BooksAfter& books, const AccountAt& account, Day day,
                                        Under&& held_under) {
  std::int64_t sum = 0;
  books.each_lot_on(account, day, [&](LotId lot, std::int64_t earmark) {
    if (earmark == 0) return;
    if (account.key.kind == AccountKind::requested)
      sum += live_of_earmark(earmark, books.facts<ReleaseFacts>(lot).request_live(day), 0);
    else if (books.facts<ApprovalFacts>(lot).live(day))
      sum += earmark;
    else
      sum += live_of_earmark(earmark, false, held_under(lot));
  });
  return sum;
}
[[nodiscard]] std::int64_t live_earmark(const State& state, const AccountKey& key, Day day);

// Converts `exact` units of `from` to `to`; see value_on().
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
