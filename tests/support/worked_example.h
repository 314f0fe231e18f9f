#pragma once
// The worked example of the accounting model: the first quarter of the year SH 1399, two lines, two
// currencies, one letter of credit. Its tables are golden
// (tests/ledger/core/worked_example_test.cpp).

#include "tests/support/books.h"

namespace setoff::test {

struct DatedEvent {
  std::string value_date;
  EventData data;
};

// All events of the example in booking order.
[[nodiscard]] std::vector<DatedEvent> worked_example();
// The same up to and with the last event whose value date is not after `through`.
[[nodiscard]] Books worked_example_books(std::string_view through = "2020-12-31");

}  // namespace setoff::test
