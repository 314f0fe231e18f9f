#pragma once
// One case and more for every code that the rules refuse with: books prepared, one event, the code.
// The table is complete: a test walks the list of codes.

#include <string>
#include <string_view>
#include <vector>

#include "tests/support/scheme.h"

namespace setoff::test {

struct RefusalCase {
  Code code;
  std::string_view what;
  std::vector<DatedEvent> before;  // in the small scheme
  DatedEvent event;
  bool adopted = true;  // false: in empty books
};

[[nodiscard]] std::vector<RefusalCase> refusal_cases();

// Parts of the table.
[[nodiscard]] std::vector<RefusalCase> refusals_of_right_and_period();
[[nodiscard]] std::vector<RefusalCase> refusals_of_existence();
[[nodiscard]] std::vector<RefusalCase> refusals_of_state();
[[nodiscard]] std::vector<RefusalCase> refusals_of_authority();
[[nodiscard]] std::vector<RefusalCase> refusals_of_arithmetic();
[[nodiscard]] std::vector<RefusalCase> refusals_of_cover();

// `data` with one change.
template <class Data, class Change>
[[nodiscard]] Data with(Data data, Change&& change) {
  change(data);
  return data;
}

}  // namespace setoff::test
