#include "tests/support/books.h"

namespace setoff::tests {
namespace {

template <class T>
T checked(T found) {
  SETOFF_CHECK(found.has_value());
  return found;
}

}  // namespace

Day day(std::string_view text) {
  return *checked(parse_day(text));
}
Money money(std::string_view text) {
  return *checked(parse_money(text));
}
Quantity quantity(std::string_view text) {
  return *checked(parse_quantity(text));
}
Rate rate(std::string_view text) {
  return *checked(parse_rate(text));
}
Decimal decimal(std::string_view text) {
  return *checked(parse_decimal(text));
}
Currency currency(std::string_view code) {
  return *checked(Currency::find(code));
}
Unit unit(std::string_view code) {
  return *checked(Unit::find(code));
}

Event event_on(std::string id, Day value_date, EventData data) {
  Event event;
  event.key = {"/test", std::move(id)};
  event.value_date = value_date;
  event.time = Timestamp::at_midnight(value_date);
  event.data = std::move(data);
  return event;
}
Event event_on(std::string id, std::string_view value_date, EventData data) {
  return event_on(std::move(id), day(value_date), std::move(data));
}

Result<Entry> Books::submit(std::string_view value_date, EventData data) {
  return submit(day(value_date), std::move(data));
}

Result<Entry> Books::submit(Day value_date, EventData data) {
  auto event = event_on("event-" + std::to_string(++made_), value_date, std::move(data));
  event.booked = event.time;
  return submit(event);
}

Result<Entry> Books::submit(const Event& event) {
  ReferencedEntries referenced;
  if (const auto needed = referenced_entry(event); needed && *needed < entries_.size())
    referenced.reversed = &entries_[*needed];
  auto draft = post(state_, event, referenced);
  if (!draft && keeps_refusals_ && draft.error().family() == Family::refused)
    record(event, draft.error().code);
  if (!draft) return draft.error();
  Entry entry;
  entry.event = event;
  apply(state_, event, std::move(*draft), state_.next_sequence, entry);
  entries_.push_back(entry);
  return entry;
}

std::string Books::balance(std::string_view path, std::string_view commodity) const {
  const auto kind = find_commodity(commodity);
  SETOFF_CHECK(kind.has_value());
  const auto* cell = state_.balances.find(state_.chart.find_path(path), *kind);
  return cell == nullptr ? "0" : format_minor(cell->series.last(), kind->scale());
}

void Books::record(const Event& event, Code refusal) {
  Entry entry;
  entry.sequence = state_.next_sequence;
  entry.event = event;
  entry.refusal = refusal;
  apply_refusal(state_, event, entry.sequence);
  entries_.push_back(std::move(entry));
}

}  // namespace setoff::tests
