#pragma once
// Books: a State with post() and apply() behind simple verbs, for tests of the rules; events built
// from structs; and values from texts, which must be right.

#include <string>
#include <string_view>
#include <vector>

#include "ledger/rules/post.h"

namespace setoff::tests {

[[nodiscard]] Day day(std::string_view text);
[[nodiscard]] Money money(std::string_view text);
[[nodiscard]] Quantity quantity(std::string_view text);
[[nodiscard]] Rate rate(std::string_view text);
[[nodiscard]] Decimal decimal(std::string_view text);
[[nodiscard]] Currency currency(std::string_view code);
[[nodiscard]] Unit unit(std::string_view code);

// The event as its source `/test` would send it, at midnight of its value date, without a booking
// time.
[[nodiscard]] Event event_on(std::string id, Day value_date, EventData data);
[[nodiscard]] Event event_on(std::string id, std::string_view value_date, EventData data);

class Books {
 public:
  // Books the event on that value date, or returns the Error. A refusal leaves the state unchanged.
  // Events made from a struct count up: "event-1", "event-2".
  Result<Entry> submit(std::string_view value_date, EventData data);
  Result<Entry> submit(Day value_date, EventData data);
  Result<Entry> submit(const Event& event);

  // From now on refusals become entries too, as in a ledger.
  void keep_refusals() { keeps_refusals_ = true; }

  [[nodiscard]] const State& state() const { return state_; }
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }

  // Balance of a path after the last booking, as text with the commodity's decimals; "0" if there
  // is none.
  [[nodiscard]] std::string balance(std::string_view path, std::string_view commodity) const;

 private:
  void record(const Event& event, Code refusal);

  State state_;
  std::vector<Entry> entries_;
  std::uint64_t made_ = 0;
  bool keeps_refusals_ = false;
};

}  // namespace setoff::tests
