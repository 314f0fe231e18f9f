#pragma once
// Pieces of the phrases that describe events to people (describe.h).

#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/grouped.h"
#include "ledger/event/event.h"

namespace setoff {

// "29,850.000 t"
template <class Kind>
[[nodiscard]] std::string amount_phrase(const Amount<Kind>& amount) {
  return grouped(amount.minor(), Commodity(amount.kind()));
}
// "2020-03-20 to 2020-04-19": names the last day, not the day after it.
[[nodiscard]] std::string span_phrase(Day from, Day to);
// ", \"the text\""; empty for an empty text.
[[nodiscard]] std::string quoted_phrase(const Text& text);
// "; lines gas, power"; empty for an empty list.
[[nodiscard]] std::string list_phrase(std::string_view what, const std::vector<std::string>& list);

}  // namespace setoff
