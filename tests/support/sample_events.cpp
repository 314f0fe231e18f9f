#include "tests/support/sample_events.h"

#include "ledger/exchange/event_json.h"

namespace setoff::tests {

std::vector<Event> sample_events() {
  std::vector<Event> events;
  for (auto& [value_date, data] : worked_example())
    events.push_back(
        event_on("event-" + std::to_string(events.size() + 1), value_date, std::move(data)));
  return events;
}

std::string json_of(const Event& event) {
  std::string text;
  print_event(event, {}, text);
  return text;
}

std::vector<Event> events_before_payments() {
  auto events = sample_events();
  std::erase_if(events, [](const Event& event) { return event.value_date > day("2020-06-01"); });
  return events;
}

PaymentLines::PaymentLines() {
  PaymentReceived data;
  data.payment = "NAME";
  data.account = "tbi-iqd";
  data.payer = "moe";
  data.line = "gas";
  data.amount = money("1310.000 IQD");
  auto event = event_on("NAME", "2020-06-01", data);
  event.key.source = "/payments";
  const auto text = json_of(event) + "\n";
  for (std::size_t at = 0, next = 0; next != std::string::npos; at = next + 4) {
    next = text.find("NAME", at);
    parts_.push_back(text.substr(at, next - at));
  }
}

std::string PaymentLines::line(const std::string& name) const {
  auto text = parts_.front();
  for (std::size_t i = 1; i < parts_.size(); ++i)
    text += name + parts_[i];
  return text;
}

}  // namespace setoff::tests
