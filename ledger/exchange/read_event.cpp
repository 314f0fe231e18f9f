
#include "ledger/exchange/event_json.h"
#include "ledger/exchange/read_members.h"

namespace setoff {
namespace {

constexpr std::string_view kPrefix = "setoff.";

// The envelope as its texts, within the tree; they are given their meaning once all are there.
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
    visit("submitter", self.submitter, "party that submits it");
    visit("outcome", self.outcome, "what became of it where it was exported");
    visit("datacontenttype", self.datacontenttype, "application/json");
  }
};

// The members that every type's data begins with, and those of the type.
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

Error bad(std::string detail, std::string where) {
  return {Code::bad_field, std::move(detail), std::move(where)};
}

Result<Timestamp> read_time(std::string_view text, const char* member) {
  auto time = parse_timestamp(text);
  if (!time) return bad(time.error().detail, member);
  return time;
}

Result<RecordedOutcome> read_outcome(std::string_view text) {
  constexpr std::string_view kRefused = "refused:";
  if (text == "booked") return RecordedOutcome{};
  if (text.starts_with(kRefused)) {
    const auto* code = find_code(text.substr(kRefused.size()));
    if (code != nullptr && code->family == Family::refused) return RecordedOutcome{code->code};
  }
  return bad(
      "'" + std::string(text) + "' is not an outcome; allowed are 'booked' and 'refused:<code>'",
      "outcome");
}

Result<const EventTypeFacts*> read_type(std::string_view text) {
  const auto name = text.starts_with(kPrefix) ? text.substr(kPrefix.size()) : std::string_view{};
  if (const auto* facts = find_event_type(name); facts != nullptr) return facts;
  if (is_planned_type(name))
    return Error(Code::unknown_type,
                 "'" + std::string(text) + "' is in the model but is not booked by this version",
                 "type");
  std::vector<std::string> known;
  for (const auto& facts : all_event_types())
    known.push_back("setoff." + std::string(facts.name));
  const auto meant = nearest(text, std::span<const std::string>(known));
  return Error(Code::unknown_type,
               "'" + std::string(text) + "' is not a type of event" +
                   (meant.empty() ? std::string("; types begin with 'setoff.'")
                                  : "; did you mean '" + meant + "'?"),
               "type");
}

Status fill_event(const Envelope& envelope, ExchangedEvent& out) {
  if (envelope.specversion != "1.0")
    return bad(
        "'" + std::string(envelope.specversion) + "' is not a version read here; it must be '1.0'",
        "specversion");
  if (envelope.datacontenttype && *envelope.datacontenttype != "application/json")
    return bad("'" + std::string(*envelope.datacontenttype) +
                   "' is not read here; it must be 'application/json'",
               "datacontenttype");
  auto& event = out.event;
  TRY(time, read_time(envelope.time, "time"));
  event.time = time;
  if (envelope.bookedtime) {
    TRY(booked, read_time(*envelope.bookedtime, "bookedtime"));
    event.booked = booked;
  }
  if (envelope.outcome) {
    TRY(outcome, read_outcome(*envelope.outcome));
    out.outcome = outcome;
  }
  event.key.source = envelope.source;
  event.key.id = envelope.id;
  if (envelope.submitter) event.submitter = *envelope.submitter;
  return Ok{};
}

}  // namespace

Result<ExchangedEvent> EventReader::read(std::string_view json) {
  TRY_STATUS(tree_.parse(json));
  ExchangedEvent event;
  TRY_STATUS(read_node(tree_.root(), event));
  return event;
}

Status EventReader::read_each(std::string_view json, std::size_t count_max, const Visit& visit) {
  TRY_STATUS(tree_.parse(json));
  const auto& root = tree_.root();
  if (root.kind != JsonKind::array) {
    visit(read_named(root), 0, {});
    return Ok{};
  }
  if (root.children == 0) return bad("the list holds no event", {});
  if (root.children > count_max)
    return Error(Code::too_large, "the list holds " + std::to_string(root.children) +
                                      " events; at most " + std::to_string(count_max) +
                                      " are taken at once");
  std::size_t index = 0;
  for (const auto* node = tree_.first_child(root); node != nullptr;
       node = tree_.next_sibling(*node))
    visit(read_named(*node), index++, root.children);
  return Ok{};
}

ReadEvent EventReader::read_named(const JsonNode& node) const {
  ReadEvent out{{}, ExchangedEvent{}};
  if (auto read = read_node(node, *out.event); !read) out.event = std::move(read).error();
  if (out.event || node.kind != JsonKind::object) return out;
  for (const auto* member = tree_.first_child(node); member != nullptr;
       member = tree_.next_sibling(*member)) {
    if (member->kind != JsonKind::string) continue;
    if (member->key == "id") out.named.id = member->text;
    if (member->key == "source") out.named.source = member->text;
  }
  return out;
}

Status EventReader::read_node(const JsonNode& node, ExchangedEvent& out) const {
  Envelope envelope;
  TRY_STATUS(read_struct(tree_, node, envelope));
  const auto* data_node = envelope.data;
  TRY(type, read_type(envelope.type));
  TRY_STATUS(fill_event(envelope, out));
  out.event.data = empty_data(type->type);
  auto read = std::visit(
      [&]<class T>(T& data) -> Status {
        if constexpr (std::is_same_v<T, std::monostate>) {
          return Error(Code::unknown_type);
        } else {
          WholeData<T> whole{out.event, data};
          return read_struct(tree_, *data_node, whole);
        }
      },
      out.event.data);
  if (!read) return within("data", std::move(read).error());
  return Ok{};
}

}  // namespace setoff
