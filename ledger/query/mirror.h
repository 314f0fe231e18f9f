#pragma once
// The mirror: what the home side posts, as it stands in the books of the other side. Signs turn;
// assets and liabilities, income and expenses, owner and object change places. What only the home
// side knows (its reserve, goods on the way, costs, exchange, equity, earmarks) comes together in
// `equity:<host>:outside:home:<line>`, host being the buyer of the line. The mirror of the mirror
// is the home side's postings again, but for what stands outside. Amounts in minor units, debit
// positive. Source: the accounting model, section 1.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/int128.h"
#include "ledger/core/entry.h"
#include "ledger/core/state.h"

namespace setoff {

// A posting, or a balance (then without a lot), of either side.
struct SidePosting {
  std::string account;  // path
  std::string lot;
  Commodity commodity;
  Int128 amount = 0;
  std::optional<Day> on = {};  // its own value date, if not the entry's
  friend bool operator==(const SidePosting&, const SidePosting&) = default;
};

// What an entry posts, and every account that is not zero on a day.
[[nodiscard]] std::vector<SidePosting> side_of(const Entry& entry);
[[nodiscard]] std::vector<SidePosting> side_of(const State& state, Day day);

// Whether both sides have an account of that path.
[[nodiscard]] bool is_shared(std::string_view path);

// The account of the other side that answers to this one.
[[nodiscard]] std::string mirror_account(const Agreement& agreement, std::string_view path);

// All postings mirrored; those outside last, one per line and commodity, none if they cancel.
[[nodiscard]] std::vector<SidePosting> mirror(const Agreement& agreement,
                                              std::span<const SidePosting> postings);

}  // namespace setoff
