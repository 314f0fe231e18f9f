#include "ledger/event/event.h"

#include <algorithm>
#include <array>
#include <utility>

#include "ledger/base/check.h"

namespace setoff {
namespace {

constexpr EventTypeInfo kTypes[] = {
#define SETOFF_EVENT(name, type, number, text, reversible) {EventType::type, text, reversible},
#include "ledger/event/event_types.def"
#undef SETOFF_EVENT
};

constexpr std::string_view kPlanned[] = {
#define SETOFF_PLANNED(text, number) text,
#include "ledger/event/planned_types.def"
#undef SETOFF_PLANNED
};

constexpr std::size_t kNumbers = 256;
constexpr std::uint8_t kNoType = 0xFF;

constexpr bool numbers_are_distinct() {
  std::array<bool, kNumbers> taken{};
  for (const std::size_t number : {
#define SETOFF_EVENT(name, type, number, text, reversible) std::size_t{number},
#include "ledger/event/event_types.def"
#undef SETOFF_EVENT
#define SETOFF_PLANNED(text, number) std::size_t{number},
#include "ledger/event/planned_types.def"
#undef SETOFF_PLANNED
       })
    if (std::exchange(taken[number], true)) return false;
  return true;
}
static_assert(numbers_are_distinct(), "a number belongs to one event type, booked or planned");

// Position in kTypes by number.
constexpr auto kByNumber = [] {
  std::array<std::uint8_t, kNumbers> table{};
  table.fill(kNoType);
  for (std::size_t i = 0; i < std::size(kTypes); ++i)
    table[static_cast<std::size_t>(kTypes[i].type)] = static_cast<std::uint8_t>(i);
  return table;
}();

// Positions in kTypes, sorted by name.
constexpr auto kByName = [] {
  std::array<std::uint8_t, std::size(kTypes)> order{};
  for (std::size_t i = 0; i < order.size(); ++i)
    order[i] = static_cast<std::uint8_t>(i);
  std::ranges::sort(order, {}, [](std::uint8_t i) { return kTypes[i].name; });
  return order;
}();

// The path of the first difference between two values of one type; empty if they are equal.
template <class Value>
std::string difference(const Value& a, const Value& b, const std::string& path);

template <class Value>
std::string difference_inside(const std::optional<Value>& a, const std::optional<Value>& b,
                              const std::string& path) {
  return a && b ? difference(*a, *b, path) : path;
}

template <class Value>
std::string difference_inside(const std::vector<Value>& a, const std::vector<Value>& b,
                              const std::string& path) {
  if (a.size() != b.size()) return path;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (!(a[i] == b[i])) return difference(a[i], b[i], path + "[" + std::to_string(i) + "]");
  return {};
}

// Both values visit their members in the same order, so the n-th of `a` corresponds to the n-th of
// `b`.
template <class Value>
std::string difference_inside(const Value& a, const Value& b, const std::string& path) {
  if constexpr (requires { Value::fields(a, [](auto, const auto&, auto) {}); }) {
    std::vector<const void*> of_a;
    Value::fields(a, [&](std::string_view, const auto& member, std::string_view) {
      of_a.push_back(&member);
    });
    std::string found;
    std::size_t next = 0;
    Value::fields(b, [&](std::string_view name, const auto& member, std::string_view) {
      using Member = std::remove_cvref_t<decltype(member)>;
      const auto& other = *static_cast<const Member*>(of_a[next++]);
      if (found.empty() && !(other == member))
        found = difference(other, member, path + "." + std::string(name));
    });
    return found;
  } else {
    return path;
  }
}

template <class Value>
std::string difference(const Value& a, const Value& b, const std::string& path) {
  return a == b ? std::string() : difference_inside(a, b, path);
}

}  // namespace

const std::vector<EventTypeInfo>& all_event_types() {
  static const std::vector<EventTypeInfo> types(std::begin(kTypes), std::end(kTypes));
  return types;
}

const EventTypeInfo& info_of(EventType type) {
  const auto number = static_cast<std::size_t>(type);
  SETOFF_CHECK(number < kNumbers && kByNumber[number] != kNoType);
  return kTypes[kByNumber[number]];
}

const EventTypeInfo* find_event_type(std::string_view name) {
  const auto found =
      std::ranges::lower_bound(kByName, name, {}, [](std::uint8_t i) { return kTypes[i].name; });
  if (found == kByName.end() || kTypes[*found].name != name) return nullptr;
  return &kTypes[*found];
}

const EventTypeInfo* find_event_type(std::uint16_t number) {
  if (number >= kNumbers || kByNumber[number] == kNoType) return nullptr;
  return &kTypes[kByNumber[number]];
}

bool is_planned_type(std::string_view name) {
  return std::ranges::find(kPlanned, name) != std::end(kPlanned);
}

EventData empty_data(EventType type) {
  switch (type) {
#define SETOFF_EVENT(name, type, number, text, reversible) \
  case EventType::type:                                    \
    return name{};
#include "ledger/event/event_types.def"
#undef SETOFF_EVENT
  }
  SETOFF_CHECK(false && "an event type that is not in event_types.def");
  return {};
}

EventType Event::type() const {
  SETOFF_CHECK(data.index() > 0);
  return kTypes[data.index() - 1].type;
}

std::string first_difference(const Event& a, const Event& b) {
  if (a.data.index() != b.data.index()) return "type";
  if (a.time != b.time) return "time";
  if (a.value_date != b.value_date) return "data.value_date";
  if (auto found = difference(a.override_closed, b.override_closed, "data.override");
      !found.empty())
    return found;
  if (a.signatures != b.signatures) return "signatures";
  return std::visit(
      [&](const auto& data) {
        using Data = std::remove_cvref_t<decltype(data)>;
        return difference(data, std::get<Data>(b.data), "data");
      },
      a.data);
}

}  // namespace setoff
