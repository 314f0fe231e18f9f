#include "ledger/exchange/event_schema.h"

#include <boost/json.hpp>
#include <limits>
#include <set>

#include "ledger/event/form.h"
#include "ledger/exchange/envelope.h"
#include "ledger/exchange/json_write.h"
#include "ledger/exchange/read_members.h"
#include "ledger/exchange/text_forms.h"
#include "ledger/rules/describe.h"

namespace setoff {
namespace {

namespace json = boost::json;

// Schema names of the structs that occur as members.
template <class T>
constexpr std::string_view kPartName = {};
template <>
constexpr std::string_view kPartName<Agreement> = "Agreement";
template <>
constexpr std::string_view kPartName<Rules> = "Rules";
template <>
constexpr std::string_view kPartName<Party> = "Party";
template <>
constexpr std::string_view kPartName<Line> = "Line";
template <>
constexpr std::string_view kPartName<BankAccount> = "BankAccount";
template <>
constexpr std::string_view kPartName<Opening> = "Opening";
template <>
constexpr std::string_view kPartName<Slice> = "Slice";
template <>
constexpr std::string_view kPartName<LotAmount> = "LotAmount";
template <>
constexpr std::string_view kPartName<Override> = "Override";

// Structs whose names become segments of account paths.
template <class T>
constexpr bool kNamesPaths =
    std::is_same_v<T, Party> || std::is_same_v<T, Line> || std::is_same_v<T, BankAccount>;

template <class T>
bool is_required(std::string_view member) {
  if constexpr (std::is_same_v<T, Currency>) return member != kPivot;
  return !MayBeAbsent<T>::value;
}

json::array array_of(std::span<const std::string_view> texts) {
  json::array out;
  for (const auto text : texts)
    out.emplace_back(text);
  return out;
}

json::object schema_of(const TextForm& form) {
  json::object out{{"type", "string"}};
  if (!form.words.empty()) out["enum"] = array_of(form.words);
  if (!form.pattern.empty()) out["pattern"] = form.pattern;
  if (!form.format.empty()) out["format"] = form.format;
  if (form.size_max > 0) out["maxLength"] = form.size_max;
  out["description"] = form.meaning;
  if (!form.examples.empty()) out["examples"] = array_of(form.examples);
  return out;
}

// "PaymentReceived"
std::string_view struct_name(EventType type) {
  switch (type) {
#define SETOFF_EVENT(name, type, number, text, reversible) \
  case EventType::type:                                    \
    return #name;
#include "ledger/event/event_types.def"
#undef SETOFF_EVENT
  }
  return {};
}

std::string full_name(EventType type) {
  return with_type_prefix(info_of(type).name);
}

// Makes schemas. Anything with a name of its own is referenced by it; add_parts() then adds
// everything that was referenced.
class SchemaMaker {
 public:
  explicit SchemaMaker(std::string_view prefix) : prefix_(prefix) {}

  json::object refer(std::string_view part) {
    referred_.insert(part);
    return {{"$ref", prefix_ + std::string(part)}};
  }
  json::object event(EventType type);
  json::object any_event();
  json::object envelope();
  template <class T>
  json::object struct_of(const T& value);
  void add_parts(json::object& out);

 private:
  template <class Owner, class T>
  json::object value_of(std::string_view name, const T& value);
  json::object events_data(Event& event);

  std::string prefix_;
  std::set<std::string_view> referred_;
};

template <class Owner, class T>
json::object SchemaMaker::value_of([[maybe_unused]] std::string_view name,
                                   [[maybe_unused]] const T& value) {
  if constexpr (std::is_same_v<T, std::string>) {
    return refer(kNamesPaths<Owner> || names_a_party(name) ? "ShortName" : "Name");
  } else if constexpr (std::is_same_v<T, bool>) {
    return {{"type", "boolean"}, {"default", value}};
  } else if constexpr (std::is_integral_v<T>) {
    json::object out{{"type", "integer"}, {"minimum", 0}};
    if constexpr (std::is_same_v<T, int>) out["maximum"] = std::numeric_limits<int>::max();
    return out;
  } else if constexpr (std::is_same_v<T, Text>) {
    return refer("Text");
  } else if constexpr (std::is_same_v<T, Day>) {
    return refer("Day");
  } else if constexpr (std::is_same_v<T, Decimal>) {
    return refer("Decimal");
  } else if constexpr (std::is_same_v<T, Rate>) {
    return refer("Rate");
  } else if constexpr (std::is_same_v<T, Money>) {
    return refer(may_be_any_amount(name) ? "Balance" : "Money");
  } else if constexpr (std::is_same_v<T, Quantity>) {
    return refer("Quantity");
  } else if constexpr (std::is_same_v<T, Currency>) {
    return refer("Currency");
  } else if constexpr (std::is_same_v<T, Unit>) {
    return refer("Unit");
  } else if constexpr (NamedEnum<T>) {
    return {{"type", "string"}, {"enum", array_of(EnumNames<T>::values)}};
  } else if constexpr (WithFields<T>) {
    static_assert(!kPartName<T>.empty(), "a struct of members needs a name here");
    return refer(kPartName<T>);
  } else {  // optional or vector
    auto of_one = value_of<Owner>(name, typename T::value_type{});
    if constexpr (std::is_same_v<T, std::optional<typename T::value_type>>)
      return of_one;
    else
      return {{"type", "array"}, {"items", std::move(of_one)}};
  }
}

template <class T>
json::object SchemaMaker::struct_of(const T& value) {
  json::object properties;
  json::array required;
  T::fields(value, [&]<class Member>(std::string_view name, const Member& member,
                                     std::string_view meaning) {
    auto schema = this->template value_of<T>(name, member);
    schema["description"] = meaning;
    properties[name] = std::move(schema);
    if (is_required<Member>(name)) required.emplace_back(name);
  });
  return {{"type", "object"},
          {"properties", std::move(properties)},
          {"required", std::move(required)},
          {"additionalProperties", false}};
}

json::object SchemaMaker::events_data(Event& event) {
  return std::visit(
      [&]<class T>(T& data) -> json::object {
        if constexpr (std::is_same_v<T, std::monostate>)
          return {};
        else
          return struct_of(WholeData<T>{event, data});
      },
      event.data);
}

json::object SchemaMaker::event(EventType type) {
  Event empty;
  empty.data = empty_data(type);
  json::object properties{{"type", {{"const", full_name(type)}}}};
  properties["data"] = events_data(empty);
  return {{"title", full_name(type)},
          {"description", meaning_of(type)},
          {"type", "object"},
          {"allOf", json::array{refer("Envelope")}},
          {"properties", std::move(properties)}};
}

json::object SchemaMaker::any_event() {
  json::array types;
  for (const auto& facts : all_event_types())
    types.emplace_back(refer(struct_name(facts.type)));
  return {{"title", "event"},
          {"description", "An event of any type, told apart by `type`."},
          {"oneOf", std::move(types)}};
}

// What an attribute must satisfy beyond being text.
json::object attribute_form(std::string_view name) {
  if (name == "specversion") return {{"const", "1.0"}};
  if (name == "id" || name == "source")
    return {{"minLength", 1}, {"maxLength", 256}, {"pattern", kTextPattern}};
  if (name == "time" || name == "bookedtime")
    return {{"pattern", kTimePattern}, {"format", "date-time"}};
  if (name == "submitter") return {{"pattern", kSubmitterPattern}};
  if (name == "outcome") return {{"pattern", outcome_pattern()}};
  if (name == "datacontenttype") return {{"pattern", kJsonTypePattern}};
  if (name == "subject" || name == "dataschema") return {{"minLength", 1}};
  return {};
}

json::object SchemaMaker::envelope() {
  json::object properties;
  json::array required;
  const Envelope attributes;
  Envelope::fields(attributes, [&]<class Member>(std::string_view name, const Member&,
                                                 std::string_view meaning) {
    json::object schema{{"type", "string"}};
    if constexpr (std::is_pointer_v<Member>) schema["type"] = "object";
    if constexpr (MayBeAbsent<Member>::value) schema["type"] = json::array{"string", "null"};
    for (const auto& [key, value] : attribute_form(name))
      schema[key] = value;
    schema["description"] = meaning;
    properties[name] = std::move(schema);
    if (is_required<Member>(name)) required.emplace_back(name);
  });
  const auto attributes_max = properties.size() + kExtensionsMax;
  return {{"type", "object"},
          {"description",
           "A CloudEvent in structured mode. Attributes beyond these are extensions of the sender: "
           "checked, and not kept."},
          {"properties", std::move(properties)},
          {"required", std::move(required)},
          {"propertyNames", {{"pattern", "^[a-z0-9]+$"}}},
          {"additionalProperties", {{"type", json::array{"string", "number", "boolean", "null"}}}},
          {"maxProperties", attributes_max}};
}

struct Part {
  std::string_view name;
  json::object (*make)(SchemaMaker& maker);
};

template <class T>
Part struct_part() {
  return {kPartName<T>, [](SchemaMaker& maker) { return maker.struct_of(T{}); }};
}

// Everything that can be referenced, besides event types and text forms.
const std::vector<Part>& struct_parts() {
  static const std::vector<Part> kParts{
      {"Envelope", [](SchemaMaker& maker) { return maker.envelope(); }},
      struct_part<Override>(),
      struct_part<Agreement>(),
      struct_part<Rules>(),
      struct_part<Party>(),
      struct_part<Line>(),
      struct_part<BankAccount>(),
      struct_part<Opening>(),
      struct_part<Slice>(),
      struct_part<LotAmount>(),
  };
  return kParts;
}

void SchemaMaker::add_parts(json::object& out) {
  for (const auto& facts : all_event_types())
    if (referred_.contains(struct_name(facts.type)))
      out[struct_name(facts.type)] = event(facts.type);
  // In this order a struct comes before those that it references.
  for (const auto& part : struct_parts())
    if (referred_.contains(part.name)) out[part.name] = part.make(*this);
  for (const auto& form : text_forms())
    if (referred_.contains(form.name)) out[form.name] = schema_of(form);
}

// A schema as a standalone document, with the definitions that it references.
std::string document(const json::object& root, SchemaMaker& maker) {
  json::object out{{"$schema", "https://json-schema.org/draft/2020-12/schema"}};
  for (const auto& [name, value] : root)
    out[name] = value;
  json::object definitions;
  maker.add_parts(definitions);
  out["$defs"] = std::move(definitions);
  return indented_json(json::serialize(out), 2) + "\n";
}

constexpr std::string_view kDefinitions = "#/$defs/";

}  // namespace

std::string event_schema(EventType type) {
  SchemaMaker maker(kDefinitions);
  const auto root = maker.event(type);
  return document(root, maker);
}

std::string any_event_schema() {
  SchemaMaker maker(kDefinitions);
  const auto root = maker.any_event();
  return document(root, maker);
}

std::string event_schemas(std::string_view prefix) {
  SchemaMaker maker(prefix);
  auto event = maker.any_event();
  // OpenAPI code generators use the mapping to find the schema of a type.
  json::object mapping;
  for (const auto& facts : all_event_types())
    mapping[full_name(facts.type)] = std::string(prefix) + std::string(struct_name(facts.type));
  event["discriminator"] = {{"propertyName", "type"}, {"mapping", std::move(mapping)}};
  json::object out{{"Event", std::move(event)}};
  maker.add_parts(out);
  return json::serialize(out);
}

}  // namespace setoff
