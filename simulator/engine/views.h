#pragma once
// Queries of the books on a day, for behaviours and the recorder. Names are ledger names (account
// path segments). Claims are in minor units of the book currency, money at banks in those of its
// account. Nothing here changes or caches anything. Claims and releases that later value dates
// bring to zero are left out, so ask about the current day only.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/books/state.h"
#include "simulator/scenario/model.h"

namespace setoff::simulator {

// Ledger names of the scenario's items.
[[nodiscard]] std::string name_of(const Scenario& scenario, LineRef line);
[[nodiscard]] std::string name_of(const Scenario& scenario, AccountRef account);
[[nodiscard]] std::string name_of(const Scenario& scenario, PartyRef party);

struct ClaimDue {
  std::string_view invoice;
  Day issued;
  Day due;
  std::int64_t open = 0;
};
// Claims with an open amount, by due day, then by name.
[[nodiscard]] std::vector<ClaimDue> open_claims(const State& state, std::string_view line, Day day);

// What is open of one invoice of the line.
[[nodiscard]] std::int64_t open_of(const State& state, std::string_view line,
                                   std::string_view invoice, Day day);

// What is disputed of it.
[[nodiscard]] std::int64_t disputed_of(const State& state, std::string_view line,
                                       std::string_view invoice, Day day);

// What can still be made up of a shortfall, and what of it is paid.
struct MakeupDue {
  std::int64_t quantity = 0;  // in minor units of the line's unit
  std::int64_t amount = 0;    // what was claimed for it
  std::int64_t paid = 0;      // of the amount
};
[[nodiscard]] MakeupDue makeup_due(const State& state, std::string_view shortfall, Day day);

struct ClaimSplit {
  std::int64_t undue = 0;         // before the due day
  std::int64_t due = 0;           // from the due day to the end of grace
  std::int64_t overdue = 0;       // after grace
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
  std::int64_t held = 0;  // by live letters of credit; part of approved and converted
  [[nodiscard]] std::int64_t restricted() const {
    return posted - requested - approved - converted;
  }
};
// Posted balance of one line's part of a bank account.
[[nodiscard]] std::int64_t posted_on(const State& state, std::string_view account,
                                     std::string_view line, Day day);
// Posted balance of each line's part of a bank account, in the order of Scenario::exports; and of
// the whole account.
[[nodiscard]] std::vector<std::int64_t> parts_on(const Scenario& scenario, const State& state,
                                                 AccountRef account, Day day);
[[nodiscard]] std::int64_t balance_on(const Scenario& scenario, const State& state,
                                      AccountRef account, Day day);
[[nodiscard]] DepositSplit deposit_on(const State& state, std::string_view account,
                                      std::string_view line, Day day);

// The amount of a limit in force; null before it is first set.
[[nodiscard]] const Money* limit_on(const Scenario& scenario, const State& state,
                                    const AccountLimit& limit, Day day);
// The narrowest swing limit of the account, in minor units.
[[nodiscard]] std::optional<std::int64_t> swing_on(const Scenario& scenario, const State& state,
                                                   AccountRef account, Day day);

// A release with live approvals that are not fully spent.
struct LiveRelease {
  LotId lot;
  std::string name;
  std::string line;
  std::string purpose;
  std::optional<std::string> payee;
  Day approved;              // day of its first live approval
  Day valid_until;           // last day on which any of its approvals is live
  std::int64_t balance = 0;  // approved and unspent
  std::int64_t open = 0;     // the part that no live credit holds
};
// Oldest request first.
[[nodiscard]] std::vector<LiveRelease> live_releases(const State& state, std::string_view account,
                                                     Day day);

// What the postings of each layer and commodity sum to over all accounts: the total of their
// absolute values, in minor units. Not zero only if the books are wrong.
[[nodiscard]] std::int64_t imbalance(const State& state, Day day);

// Converts at the latest fixings and rounds by the agreement's rule.
[[nodiscard]] Result<Money> converted(const State& state, Money amount, Currency to, Day day);
// `minor` times `share`, rounded. Errors: overflow.
[[nodiscard]] Result<std::int64_t> times(std::int64_t minor, Decimal share, Rounding rounding);

}  // namespace setoff::simulator
