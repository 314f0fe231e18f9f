#pragma once
// Envelope: the attributes of an event as a CloudEvent, and the members that `data` has for every
// type. Internal to the readers and schemas of this folder. Source: CloudEvents 1.0.2, section 2.

#include <optional>
#include <string_view>

#include "ledger/event/event.h"
#include "ledger/exchange/json_tree.h"

namespace setoff {

// Extension attributes per event.
inline constexpr std::size_t kExtensionsMax = 64;

// The attributes as views into a JSON tree; they are interpreted once all have been read.
struct Envelope {
  std::string_view specversion;
  std::string_view id;
  std::string_view source;
  std::string_view type;
  std::string_view time;
  std::optional<std::string_view> bookedtime;
  std::optional<std::string_view> submitter;
  std::optional<std::string_view> outcome;
  std::optional<std::string_view> datacontenttype;
  std::optional<std::string_view> dataschema;
  std::optional<std::string_view> subject;
  const JsonNode* data = nullptr;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("specversion", self.specversion, "version of CloudEvents");
    visit("id", self.id, "id of the event, unique within its source");
    visit("source", self.source, "who states it");
    visit("type", self.type, "type of the event");
    visit("time", self.time, "when it happened");
    visit("data", self.data, "value date and members of the type");
    visit("bookedtime", self.bookedtime, "when it was booked");
    visit("submitter", self.submitter, "who brought it, party/user");
    visit("outcome", self.outcome, "what became of it where it was exported");
    visit("datacontenttype", self.datacontenttype, "application/json");
    visit("dataschema", self.dataschema, "what the data keeps to");
    visit("subject", self.subject, "what the event is about");
  }
};

// The members that every type's data begins with, followed by those of the type.
template <class T>
struct WholeData {
  Event& event;
  T& data;
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("value_date", self.event.value_date, "day from which it counts");
    visit("override", self.event.override_closed, "permission to book into a closed period");
    T::fields(self.data, visit);
  }
};

}  // namespace setoff
