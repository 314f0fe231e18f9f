#pragma once
// What holds and earmarks still tie up on a day: the live part of a letter of credit, of a request
// or an approval, and whether the money covers them. Amounts in minor units of the account's
// currency; nothing overflows for amounts of one account. Source: docs/events-and-postings.md,
// letters of credit.

#include <algorithm>
#include <cstdint>
#include <optional>

#include "ledger/arithmetic/allocation.h"
#include "ledger/base/date.h"

namespace setoff {

// Unpaid amount on `day` of the documents that were presented by `expiry` and are at most
// `honour_within_days` days old. Each has the day on which it was `presented`, its `amount`, and
// the day from which it is `refused`, if any; they are in order of presentation. `captured` is what
// has been paid of them by that day.
template <class Documents>
[[nodiscard]] constexpr std::int64_t unpaid_in_time(const Documents& documents,
                                                    std::int64_t captured, Day expiry,
                                                    int honour_within_days, Day day) {
  // Captures pay the oldest documents first; the unpaid rest of each counts while it is in time.
  Remainder paid(captured);
  std::int64_t unpaid = 0;
  for (const auto& papers : documents) {
    const bool standing = papers.presented <= day && !(papers.refused && *papers.refused <= day);
    if (!standing) continue;
    const auto rest = papers.amount - paid.allot(papers.amount);
    const bool in_time = papers.presented <= expiry && day - papers.presented <= honour_within_days;
    if (in_time) unpaid += rest;
  }
  return unpaid;
}

// What a letter of credit still holds of the amount held for it.
enum class HoldLife : std::uint8_t {
  none,       // not issued yet, ended, or killed with its window
  whole,      // through its expiry
  documents,  // after it: only what documents presented in time still claim
};
struct HoldDates {
  Day issued;
  std::optional<Day> ended;   // the first day without the hold
  std::optional<Day> killed;  // the first day that no window covers, if that kills the hold
  Day expiry;                 // as amended by the day that is asked for
};
[[nodiscard]] constexpr HoldLife life_of(const HoldDates& hold, Day day) {
  const bool over = day < hold.issued || (hold.ended && day >= *hold.ended) ||
                    (hold.killed && day >= *hold.killed);
  if (over) return HoldLife::none;
  return day <= hold.expiry ? HoldLife::whole : HoldLife::documents;
}

// The live part of an earmark (requested, approved or converted money): all of it while it is
// valid, then only what live credits hold under it.
[[nodiscard]] constexpr std::int64_t live_of_earmark(std::int64_t earmark, bool is_valid,
                                                     std::int64_t held_under) {
  return is_valid ? earmark : std::min(earmark, held_under);
}

// Whether an event makes a shortfall, or one that there was before larger. What is left is the
// money less live earmarks (free), the money less live holds (available), or an approval less the
// holds under it; negative if it is short.
[[nodiscard]] constexpr bool falls_short(std::int64_t left, std::int64_t left_before) {
  return left < 0 && left < left_before;
}

}  // namespace setoff
