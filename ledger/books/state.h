#pragma once
// State: the books at one sequence number, as far as the rules need them. It follows entirely from
// the entries in order; two replays produce equal states. It holds no clock, file or cache.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/books/balances.h"
#include "ledger/books/chart.h"
#include "ledger/books/lots.h"
#include "ledger/books/registers.h"
#include "ledger/terms/agreement.h"

namespace setoff {

struct LastStatement {
  Day to;
  Money closing;
  friend bool operator==(const LastStatement&, const LastStatement&) = default;
};

// The latest request to reverse an entry: who made it, and the entry that records it.
struct ReversalRequest {
  std::string by;
  Sequence entry = 0;
  friend bool operator==(const ReversalRequest&, const ReversalRequest&) = default;
};

struct State {
  bool adopted = false;
  Agreement agreement;
  DatedRules rules;  // amendments; before the first, the agreement's own rules apply
  Chart chart;
  Balances balances;
  Lots lots;
  Fixings fixings;
  Windows windows;
  Listings listings;
  Limits limits;
  Freezes freezes;
  Spans spans;
  // Quantity delivered by line, in the line's unit; a reading counts on its last day.
  std::map<std::string, DatedSeries, std::less<>> delivered;
  // The part of it that was paid for before, under take or pay; on the last day of its span.
  std::map<std::string, DatedSeries, std::less<>> made_up;
  std::optional<Day> closed_through;
  std::map<std::string, DatedSeries, std::less<>> spent;  // by "account" and "account/purpose"
  std::map<std::string, LastStatement, std::less<>> statements;
  std::map<std::string, bool, std::less<>> keys;  // by key name: live (true) or retired
  std::set<Sequence> reversed;
  std::map<Sequence, ReversalRequest> reversal_requests;  // by the entry to be reversed
  Sequence next_sequence = 0;
  std::optional<Timestamp> last_booked;
  friend bool operator==(const State&, const State&) = default;
};

// The rules in force on `day`; with `amended`, as if these were the amendments.
[[nodiscard]] const Rules& rules_on(const State& state, Day day);
[[nodiscard]] const Rules& rules_on(const State& state, const DatedRules& amended, Day day);

// The second path segment of accounts of that kind and line: the line's exporter, or "home".
[[nodiscard]] std::string_view owner_of(const State& state, const AccountKey& key);

// Balance at the end of `day`, debit positive; zero if the account has no such posting.
[[nodiscard]] std::int64_t balance_on(const State& state, const AccountKey& key,
                                      Commodity commodity, Day day);
[[nodiscard]] std::int64_t lot_balance_on(const State& state, const AccountKey& key,
                                          std::string_view lot, Day day);

// What a letter of credit still holds on `day`: the uncaptured amount through its expiry, then only
// what documents presented in time still claim, and nothing once it has ended or the end of its
// windows has killed it.
[[nodiscard]] std::int64_t live_hold(const State& state, LotId credit, Day day);
// Posted minus live holds of one line's part of a bank account, and its smallest value from `day`
// on.
[[nodiscard]] std::int64_t available_on(const State& state, std::string_view account,
                                        std::string_view line, Day day);
[[nodiscard]] std::int64_t available_from(const State& state, std::string_view account,
                                          std::string_view line, Day day);
// Posted minus live requests, approvals and converted money: what a new request may ask for.
[[nodiscard]] std::int64_t free_on(const State& state, std::string_view account,
                                   std::string_view line, Day day);

// Converts `amount` to `to` at the latest fixings on or before `day`, through the pivot currency if
// there is no direct fixing. Errors: fixing_missing, which names the pair.
[[nodiscard]] Result<Exact> value_on(const State& state, Money amount, Currency to, Day day);

}  // namespace setoff
