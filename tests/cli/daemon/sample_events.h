#pragma once
// Events for tests of the daemon: an agreement and deliveries under it, with ids that count up.

#include <string>

#include "ledger/exchange/event_json.h"
#include "tests/support/worked_example.h"

namespace setoff::test {

// The events of the worked example, as a sender would make them: without booking stamps.
inline std::vector<Event> sample_events() {
  std::vector<Event> events;
  for (auto& [value_date, data] : worked_example()) {
    Event event;
    event.key = {"/test", "event-" + std::to_string(events.size() + 1)};
    event.value_date = day(value_date);
    event.time = Timestamp::at_midnight(event.value_date);
    event.data = std::move(data);
    events.push_back(std::move(event));
  }
  return events;
}

inline std::string json_of(const Event& event) {
  std::string text;
  print_event(event, {}, text);
  return text;
}

}  // namespace setoff::test
