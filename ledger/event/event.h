#pragma once
// Event: a fact that somebody states; only events change the books. The envelope follows
// CloudEvents 1.0; `source` + `id` is the key. Times are in microseconds UTC; the value date is an
// explicit day. The data types are listed in event_types.def; their amounts are positive, and the
// type determines the direction.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ledger/event/export_events.h"
#include "ledger/event/import_events.h"
#include "ledger/event/money_events.h"
#include "ledger/event/terms_events.h"

namespace setoff {

enum class EventType : std::uint16_t {
#define SETOFF_EVENT(name, type, number, text, reversible) type = number,
#include "ledger/event/event_types.def"
#undef SETOFF_EVENT
};

// std::monostate first: an event whose data is not set yet.
using EventData = std::variant<std::monostate
#define SETOFF_EVENT(name, type, number, text, reversible) , name
#include "ledger/event/event_types.def"
#undef SETOFF_EVENT
                               >;

struct EventTypeInfo {
  EventType type;
  std::string_view name;  // "payment.received"
  bool reversible;
};

// The type of a CloudEvent is this prefix and the name: "setoff.payment.received".
inline constexpr std::string_view kTypePrefix = "setoff.";
[[nodiscard]] inline std::string with_type_prefix(std::string_view name) {
  return std::string(kTypePrefix).append(name);
}
// The name of a type that is written with the prefix or without.
[[nodiscard]] constexpr std::string_view without_type_prefix(std::string_view type) {
  return type.starts_with(kTypePrefix) ? type.substr(kTypePrefix.size()) : type;
}

// All types that this version books, in the order of EventData.
[[nodiscard]] const std::vector<EventTypeInfo>& all_event_types();
[[nodiscard]] const EventTypeInfo& info_of(EventType type);
[[nodiscard]] const EventTypeInfo* find_event_type(std::string_view name);  // without prefix
[[nodiscard]] const EventTypeInfo* find_event_type(std::uint16_t number);
// Whether the name is reserved for a type that this version does not book yet ("dispute.raised").
[[nodiscard]] bool is_planned_type(std::string_view name);
// A default-constructed data struct of that type.
[[nodiscard]] EventData empty_data(EventType type);

// Permission to book into a closed period.
struct Override {
  std::string who;
  Text why;
  friend bool operator==(const Override&, const Override&) = default;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("who", self.who, "who allows it");
    visit("why", self.why, "why");
  }
};

struct EventKey {
  std::string source;
  std::string id;
  friend bool operator==(const EventKey&, const EventKey&) = default;
};

// Reserved in the encoding: a party's own signature over its event, and salted commitments to
// personal fields that are stored outside the ledger. This version writes neither and refuses
// events that contain them.
struct PartySignature {
  std::string key;
  std::string bytes;
  friend bool operator==(const PartySignature&, const PartySignature&) = default;
};

struct Event {
  EventKey key;
  Timestamp time;                   // when it happened
  std::optional<Timestamp> booked;  // set when it is booked, unless an import gives the time
  Day value_date;
  std::optional<Override> override_closed;
  std::string submitter;  // who submitted it, "party/user"; empty without roles
  std::vector<PartySignature> signatures;
  EventData data;

  [[nodiscard]] EventType type() const;
  [[nodiscard]] std::string_view type_name() const { return info_of(type()).name; }
  friend bool operator==(const Event&, const Event&) = default;
};

// The dotted path of the first member in which two events of the same key differ ("data.amount",
// "time"); empty if they are equal. Ignores the booking time and the submitter, which are not part
// of what the event states.
[[nodiscard]] std::string first_difference(const Event& a, const Event& b);

// Calls visit(data) with the typed struct.
template <class Visitor>
decltype(auto) visit_data(EventData& data, Visitor&& visit) {
  return std::visit(std::forward<Visitor>(visit), data);
}

}  // namespace setoff
