#pragma once
// Test cases for every refusal code, at least one each: prepared books, one event, the expected
// code. A test checks against the list of codes that the table is complete.

#include <string>
#include <string_view>
#include <vector>

#include "tests/support/scheme.h"

namespace setoff::tests {

struct RefusalCase {
  Code code;
  std::string_view what;
  std::vector<DatedEvent> before;  // booked first, in the small scheme
  DatedEvent event;
  bool adopted = true;  // false: the books are empty
};

[[nodiscard]] std::vector<RefusalCase> refusal_cases();

// Parts of the table.
[[nodiscard]] std::vector<RefusalCase> refusals_of_right_and_period();
[[nodiscard]] std::vector<RefusalCase> refusals_of_existence();
[[nodiscard]] std::vector<RefusalCase> refusals_of_state();
[[nodiscard]] std::vector<RefusalCase> refusals_of_authority();
[[nodiscard]] std::vector<RefusalCase> refusals_of_arithmetic();
[[nodiscard]] std::vector<RefusalCase> refusals_of_cover();

// A copy of `data` with one change.
template <class Data, class Change>
[[nodiscard]] Data with(Data data, Change&& change) {
  change(data);
  return data;
}

}  // namespace setoff::tests
