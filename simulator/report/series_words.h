#pragma once
// Names of series and observations as readers see them: `claims.gas.overdue` is "overdue claims of
// gas", `shortage_days(wheat, 2021)` is "days on which wheat is short in 2021". Names of the
// scenario get spaces for underscores (columns.h); what is not known is shown as it is written.

#include <cstdint>
#include <string>
#include <string_view>

namespace setoff::simulator {

// Of a column of the daily table (engine/result.h).
[[nodiscard]] std::string column_words(std::string_view column);

// An observation, or a sum of them, as a noun.
struct ObservationWords {
  std::string noun;     // "the balance of trust on 31 Dec 2025"
  bool plural = false;  // "late fees are", "the balance is"
  bool low_is_bad = false;
  // Of a count of days: "wheat runs short", which happens on so many of them; otherwise empty.
  std::string clause;
};
// `text` may end with "in UNIT", which is left out.
[[nodiscard]] ObservationWords observation_words(std::string_view text);
// Without the article, with a capital: "Balance of trust on 31 Dec 2025".
[[nodiscard]] std::string question_title(std::string_view text);

// An event: "ever balance(trust) < 0 EUR".
struct EventWords {
  std::string title;     // "Balance of trust below 0 EUR at some time"
  std::string sentence;  // "the balance of trust falls below 0 EUR at some time"
};
[[nodiscard]] EventWords event_words(std::string_view text);

// The first letter as a capital, if it is a to z.
[[nodiscard]] std::string with_first_capital(std::string text);

}  // namespace setoff::simulator
