
#include <algorithm>

#include "ledger/base/characters.h"
#include "ledger/exchange/envelope.h"
#include "ledger/exchange/event_json.h"
#include "ledger/exchange/media_type.h"
#include "ledger/exchange/read_members.h"

namespace setoff {
namespace {

// Optional attributes with a meaning here: a misspelt one must not pass as somebody else's
// extension.
constexpr std::string_view kMeaningful[] = {"bookedtime", "submitter", "outcome"};

Error bad(std::string detail, std::string where) {
  return {Code::bad_field, std::move(detail), std::move(where)};
}

bool is_attribute_name(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, is_lower_or_digit);
}

// Checks an envelope member that is not ours: an extension attribute (CloudEvents 1.0.2, 3.1).
Status check_extension(const JsonNode& node) {
  const auto name = quoted_excerpt(node.key);
  const std::string where = name.substr(1, name.size() - 2);
  if (node.key == "data_base64") return bad("the data is JSON here, in the member `data`", where);
  if (!is_attribute_name(node.key))
    return bad("names of attributes are lower-case letters and digits", where);
  for (const auto meant : kMeaningful)
    if (edit_distance(node.key, meant) <= 2)
      return bad("there is no such attribute; did you mean '" + std::string(meant) + "'?", where);
  if (node.kind == JsonKind::object || node.kind == JsonKind::array)
    return bad(std::string(name_of(node.kind)) +
                   " stands where a string, a number, true or false is wanted",
               where);
  return Ok{};
}

std::vector<std::string_view> own_attributes() {
  std::vector<std::string_view> names;
  Envelope envelope;
  Envelope::fields(envelope, [&](std::string_view name, auto&&...) { names.push_back(name); });
  return names;
}

// Members other than our own are extensions; they are checked but not kept.
Status read_envelope(const JsonTree& tree, const JsonNode& node, Envelope& out) {
  if (node.kind != JsonKind::object) return wrong_kind(node, "an object");
  MemberReader reader(tree, node);
  Envelope::fields(out, reader);
  if (reader.complete()) return Ok{};
  auto known = own_attributes();
  const auto own = known.size();
  for (const auto* member = tree.first_child(node); member != nullptr;
       member = tree.next_sibling(*member)) {
    const auto begin = known.begin();
    if (std::find(begin, begin + static_cast<std::ptrdiff_t>(own), member->key) !=
        begin + static_cast<std::ptrdiff_t>(own))
      continue;
    SETOFF_TRY_STATUS(check_extension(*member));
    if (std::find(begin, known.end(), member->key) != known.end())
      return bad("the attribute stands twice", std::string(member->key));
    known.push_back(member->key);
    if (known.size() - own > kExtensionsMax)
      return bad("an event has at most " + std::to_string(kExtensionsMax) + " extension attributes",
                 std::string(member->key));
  }
  if (reader.complete(known.size() - own)) return Ok{};
  return reader.explain(known);
}

Status check_unkept(const Envelope& envelope) {
  if (envelope.dataschema && envelope.dataschema->empty())
    return bad("the URI is empty; leave the attribute out", "dataschema");
  if (envelope.subject && envelope.subject->empty())
    return bad("the text is empty; leave the attribute out", "subject");
  constexpr std::string_view kJson = "application/json";
  if (envelope.datacontenttype.value_or(kJson) == kJson) return Ok{};
  const auto type = MediaType::parse(*envelope.datacontenttype);
  if (type && type->is_json() && type->is_utf8()) return Ok{};
  return bad(quoted_excerpt(*envelope.datacontenttype) +
                 " is not read here; it must be 'application/json'",
             "datacontenttype");
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
  return bad(quoted_excerpt(text) + " is not an outcome; allowed are 'booked' and 'refused:<code>'",
             "outcome");
}

Result<const EventTypeInfo*> read_type(std::string_view text) {
  const auto name =
      text.starts_with(kTypePrefix) ? text.substr(kTypePrefix.size()) : std::string_view{};
  if (const auto* facts = find_event_type(name); facts != nullptr) return facts;
  if (is_planned_type(name))
    return Error(Code::unknown_type,
                 quoted_excerpt(text) + " is in the model but is not booked by this version",
                 "type");
  std::vector<std::string> known;
  for (const auto& facts : all_event_types())
    known.push_back(with_type_prefix(facts.name));
  return Error(Code::unknown_type,
               quoted_excerpt(text) + " is not a type of event" +
                   did_you_mean(text, known, "; types begin with 'setoff.'"),
               "type");
}

Status fill_event(const Envelope& envelope, ExchangedEvent& out) {
  if (envelope.specversion != "1.0")
    return bad(
        quoted_excerpt(envelope.specversion) + " is not a version read here; it must be '1.0'",
        "specversion");
  SETOFF_TRY_STATUS(check_unkept(envelope));
  auto& event = out.event;
  SETOFF_TRY(time, read_time(envelope.time, "time"));
  event.time = time;
  if (envelope.bookedtime) {
    SETOFF_TRY(booked, read_time(*envelope.bookedtime, "bookedtime"));
    event.booked = booked;
  }
  if (envelope.outcome) {
    SETOFF_TRY(outcome, read_outcome(*envelope.outcome));
    out.outcome = outcome;
  }
  event.key.source = envelope.source;
  event.key.id = envelope.id;
  if (envelope.submitter) event.submitter = *envelope.submitter;
  return Ok{};
}

}  // namespace

Result<ExchangedEvent> EventReader::read(std::string_view json) {
  SETOFF_TRY_STATUS(tree_.parse(json));
  ExchangedEvent event;
  SETOFF_TRY_STATUS(read_node(tree_.root(), event));
  return event;
}

Status EventReader::read_each(std::string_view json, std::size_t count_max, const Visit& visit) {
  SETOFF_TRY_STATUS(tree_.parse(json));
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
  SETOFF_TRY_STATUS(read_envelope(tree_, node, envelope));
  const auto* data_node = envelope.data;
  SETOFF_TRY(type, read_type(envelope.type));
  SETOFF_TRY_STATUS(fill_event(envelope, out));
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
