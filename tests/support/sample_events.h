#pragma once
// Events as a sender would make them, and their JSON, for tests of the daemon: the worked example,
// and payments under its agreement.

#include <string>
#include <vector>

#include "tests/support/worked_example.h"

namespace setoff::tests {

// The events of the worked example with the ids "event-1", "event-2", without booking stamps.
[[nodiscard]] std::vector<Event> sample_events();
[[nodiscard]] std::string json_of(const Event& event);
// The first events of the example: what a payment of PaymentLines needs.
[[nodiscard]] std::vector<Event> events_before_payments();

// Payments into a restricted account as lines; they differ in their name alone, and commute.
class PaymentLines {
 public:
  PaymentLines();
  [[nodiscard]] std::string line(const std::string& name) const;

 private:
  std::vector<std::string> parts_;  // of the text, cut where the name belongs
};

}  // namespace setoff::tests
