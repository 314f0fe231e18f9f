#pragma once
// Questions that behaviours and the recorder ask about the books, on a day. Names are those of the
// books (segments). Claims are in minor units of the book currency, money at banks in those of its
// account. Nothing here changes or caches anything.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/core/state.h"
#include "simulator/scenario/model.h"

namespace setoff::sim {

// Names of the scenario as the books write them.
[[nodiscard]] std::string name_of(const Scenario& scenario, LineRef line);
[[nodiscard]] std::string name_of(const Scenario& scenario, AccountRef account);
[[nodiscard]] std::string name_of(const Scenario& scenario, PartyRef party);

struct OpenClaim {
  std::string_view invoice;
  Day issued;
  Day due;
  std::int64_t open = 0;
};
// Claims with something open, oldest due day first, then by name.
[[nodiscard]] std::vector<OpenClaim> open_claims(const State& state, std::string_view line,
                                                 Day day);

struct ClaimSplit {
  std::int64_t undue = 0;         // before the due day
  std::int64_t due = 0;           // from the due day through due + grace
  std::int64_t overdue = 0;       // later
  std::int64_t penalty = 0;       // late fees
  Day oldest_overdue = kLastDay;  // due day of the oldest overdue claim
};
[[nodiscard]] ClaimSplit claims_on(const State& state, std::string_view line, Day day);

// One line's part of a bank account.
struct DepositSplit {
  std::int64_t posted = 0;
  std::int64_t requested = 0;  // live earmarks
  std::int64_t approved = 0;
  std::int64_t converted = 0;
  std::int64_t held = 0;  // live letters of credit, part of approved and converted
  [[nodiscard]] std::int64_t restricted() const {
    return posted - requested - approved - converted;
  }
};
// Posted balance of one line's part of a bank account.
[[nodiscard]] std::int64_t posted_on(const State& state, std::string_view account,
                                     std::string_view line, Day day);
[[nodiscard]] DepositSplit deposit_on(const State& state, std::string_view account,
                                      std::string_view line, Day day);

// An approval with money left that no live credit holds.
struct LiveRelease {
  LotId lot;
  std::string name;
  std::string line;
  std::string purpose;
  std::optional<std::string> payee;
  Day approved;              // day of the first approval
  Day valid_until;           // last day of the approval that lives longest
  std::int64_t balance = 0;  // left of it
  std::int64_t open = 0;     // and not held
};
// Oldest request first.
[[nodiscard]] std::vector<LiveRelease> live_releases(const State& state, std::string_view account,
                                                     Day day);

// `amount` in another currency at the newest fixings, rounded by the agreement's rule.
[[nodiscard]] Result<Money> converted(const State& state, Money amount, Currency to, Day day);
// Minor units times a share, rounded by the scenario's rule.
[[nodiscard]] Result<std::int64_t> times(std::int64_t minor, Decimal share, Rounding rounding);

}  // namespace setoff::sim
