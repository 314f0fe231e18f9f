#pragma once
// Books: a State with post() and apply() behind simple verbs, for tests of the rules. It builds
// events from structs, numbers their ids and derives their times from the value date.

#include <string>
#include <vector>

#include "ledger/rules/post.h"

namespace setoff::test {

inline Day day(std::string_view text) {
  auto parsed = parse_day(text);
  SETOFF_CHECK(parsed.has_value());
  return *parsed;
}
inline Money money(std::string_view text) {
  auto parsed = parse_money(text);
  SETOFF_CHECK(parsed.has_value());
  return *parsed;
}
inline Quantity quantity(std::string_view text) {
  auto parsed = parse_quantity(text);
  SETOFF_CHECK(parsed.has_value());
  return *parsed;
}
inline Rate rate(std::string_view text) {
  auto parsed = parse_rate(text);
  SETOFF_CHECK(parsed.has_value());
  return *parsed;
}
inline Decimal decimal(std::string_view text) {
  auto parsed = parse_decimal(text);
  SETOFF_CHECK(parsed.has_value());
  return *parsed;
}
inline Currency currency(std::string_view code) {
  const auto found = Currency::find(code);
  SETOFF_CHECK(found.has_value());
  return *found;
}
inline Unit unit(std::string_view code) {
  const auto found = Unit::find(code);
  SETOFF_CHECK(found.has_value());
  return *found;
}

class Books {
 public:
  // Books the event on that value date, or returns the Error. A refusal leaves the state unchanged.
  Result<Entry> submit(std::string_view value_date, EventData data) {
    return submit(day(value_date), std::move(data));
  }
  Result<Entry> submit(Day value_date, EventData data) {
    Event event;
    event.key = {"/test", "event-" + std::to_string(++made_)};
    event.value_date = value_date;
    event.time = Timestamp::at_midnight(value_date);
    event.booked = event.time;
    event.data = std::move(data);
    return submit(event);
  }
  Result<Entry> submit(const Event& event) {
    ReferencedEntries resolved;
    if (const auto needed = referenced_entry(event); needed && *needed < entries_.size())
      resolved.reversed = &entries_[*needed];
    auto draft = post(state_, event, resolved);
    if (!draft && keeps_refusals_ && draft.error().family() == Family::refused)
      record(event, draft.error().code);
    if (!draft) return draft.error();
    Entry entry;
    entry.event = event;
    apply(state_, event, std::move(*draft), state_.next_sequence, entry);
    entries_.push_back(entry);
    return entry;
  }

  // From now on refusals become entries too, as in a ledger.
  void keep_refusals() { keeps_refusals_ = true; }

  [[nodiscard]] const State& state() const { return state_; }
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }

  // Balance of a path after the last booking, as text with the commodity's decimals; "0" if there
  // is none.
  [[nodiscard]] std::string balance(std::string_view path, std::string_view commodity) const {
    const auto kind = find_commodity(commodity);
    SETOFF_CHECK(kind.has_value());
    const auto* cell = state_.balances.find(state_.chart.find_path(path), *kind);
    return cell == nullptr ? "0" : format_minor(cell->series.last(), kind->scale());
  }

 private:
  void record(const Event& event, Code refusal) {
    Entry entry;
    entry.sequence = state_.next_sequence;
    entry.event = event;
    entry.refusal = refusal;
    apply_refusal(state_, event, entry.sequence);
    entries_.push_back(std::move(entry));
  }

  State state_;
  std::vector<Entry> entries_;
  std::uint64_t made_ = 0;
  bool keeps_refusals_ = false;
};

}  // namespace setoff::test
