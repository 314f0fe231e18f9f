#pragma once
// The worked example of the accounting model: the first quarter of SH 1399, two lines, two
// currencies, one letter of credit. tests/ledger/rules/worked_example_test.cpp compares its tables
// with the expected ones.

#include "tests/support/books.h"

namespace setoff::tests {

struct DatedEvent {
  std::string value_date;
  EventData data;
};

// All events of the example in booking order.
[[nodiscard]] std::vector<DatedEvent> worked_example();
// Books of the events whose value date is not after `through`.
[[nodiscard]] Books worked_example_books(std::string_view through = "2020-12-31");

}  // namespace setoff::tests
