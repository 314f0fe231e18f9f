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

// The first events of the example: what a payment of PaymentLines needs.
inline std::vector<Event> events_before_payments() {
  auto events = sample_events();
  std::erase_if(events, [](const Event& event) { return event.value_date > day("2020-06-01"); });
  return events;
}

// Payments into a restricted account as lines; they differ in their name alone, and commute.
class PaymentLines {
 public:
  PaymentLines() {
    Event event;
    event.key = {"/payments", "NAME"};
    event.value_date = day("2020-06-01");
    event.time = Timestamp::at_midnight(event.value_date);
    PaymentReceived data;
    data.payment = "NAME";
    data.account = "tbi-iqd";
    data.payer = "moe";
    data.line = "gas";
    data.amount = money("1310.000 IQD");
    event.data = data;
    const auto text = json_of(event) + "\n";
    for (std::size_t at = 0, next = 0; next != std::string::npos; at = next + 4) {
      next = text.find("NAME", at);
      parts_.push_back(text.substr(at, next - at));
    }
  }
  [[nodiscard]] std::string line(const std::string& name) const {
    auto text = parts_.front();
    for (std::size_t i = 1; i < parts_.size(); ++i)
      text += name + parts_[i];
    return text;
  }

 private:
  std::vector<std::string> parts_;  // of the text, cut where the name belongs
};

}  // namespace setoff::test
