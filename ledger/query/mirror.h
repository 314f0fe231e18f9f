#pragma once
// The mirror: what the home side posts, as it appears in the other side's books. Signs flip; assets
// and liabilities, income and expenses, owner and object swap places. What only the home side knows
// (its reserve, goods in transit, costs, exchange, equity, earmarks) is collected in
// `equity:<host>:outside:home:<line>`, host being the buyer of the line. Mirroring the mirror
// returns the home side's postings, except for what is outside. Amounts in minor units, debit
// positive. Source: docs/events-and-postings.md, "The mirror".

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/int128.h"
#include "ledger/books/state.h"
#include "ledger/event/entry.h"

namespace setoff {

// A posting, or a balance (then without a lot), of either side.
struct SidePosting {
  std::string account;  // path
  std::string lot;
  Commodity commodity;
  Int128 amount = 0;
  std::optional<Day> value_date = {};  // its own value date, if not the entry's
  friend bool operator==(const SidePosting&, const SidePosting&) = default;
};

// The postings of an entry, or every account that is not zero on a day.
[[nodiscard]] std::vector<SidePosting> side_of(const Entry& entry);
[[nodiscard]] std::vector<SidePosting> side_of(const State& state, Day day);

// Whether both sides have an account of that path.
[[nodiscard]] bool is_shared(std::string_view path);

// The other side's counterpart of this account.
[[nodiscard]] std::string mirror_account(const Agreement& agreement, std::string_view path);

// All postings mirrored; those outside come last, one per line, commodity and value date, none if
// they cancel.
[[nodiscard]] std::vector<SidePosting> mirror(const Agreement& agreement,
                                              std::span<const SidePosting> postings);

}  // namespace setoff
