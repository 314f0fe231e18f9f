#include "cli/scenario_schema.h"

#include <algorithm>
#include <boost/json.hpp>

#include "ledger/exchange/json_write.h"
#include "simulator/scenario/key_tree.h"

namespace setoff::cli {
namespace {

namespace json = boost::json;
using simulator::KeyNode;

json::object refer(std::string_view part) {
  return {{"$ref", "#/$defs/" + std::string(part)}};
}

// "exports.<line>.cuts[]" as a name that needs no escapes in a reference.
std::string part_name(std::string_view pattern) {
  std::string out = "block";
  if (!pattern.empty()) out += '.';
  for (const char c : pattern) {
    if (c == '[')
      out += ".item";
    else if (c != '<' && c != '>' && c != ']')
      out += c;
  }
  return out;
}

std::string whole(std::string_view form) {
  return "^(" + std::string(form) + ")$";
}

// A name that the author chose, but none of the words that mark a value.
std::string name_pattern() {
  return "^(?!(value|source|tag|note)$)" + std::string(simulator::kNameForm) + "$";
}

json::object with_marks(json::object properties) {
  for (const char* mark : {"source", "tag", "note"})
    properties[mark] = refer(mark);
  return properties;
}

// A mapping with these keys and marks, and no other.
json::object closed(json::object properties) {
  return {{"type", "object"},
          {"properties", with_marks(std::move(properties))},
          {"additionalProperties", false}};
}

// { value: V, source: S, tag: T, note: N }
json::object wrapped(json::object value) {
  auto out = refer("marked");
  out["properties"] = json::object{{"value", std::move(value)}};
  return out;
}

json::object any_of(json::object one, json::object other) {
  return {{"anyOf", json::array{std::move(one), std::move(other)}}};
}

json::object types(std::initializer_list<std::string_view> names) {
  json::array list;
  for (const auto name : names)
    list.emplace_back(name);
  return {{"type", std::move(list)}};
}

// An empty value takes a key away in a file that extends another, so it is never refused here.
struct Scalar {
  std::string_view name;
  json::object schema;
};

json::object matching(std::string_view pattern, std::string_view meaning) {
  auto out = types({"string", "null"});
  out["pattern"] = pattern;
  out["description"] = meaning;
  return out;
}

const std::vector<Scalar>& scalars() {
  static const std::vector<Scalar> kScalars{
      {"date", matching(whole(simulator::kDateForm), "2020-03-20, or SH 1399-01-01")},
      {"currency", matching("^[A-Z]{3}$", "a code of ISO 4217")},
      {"number", types({"number", "string", "null"})},
      {"text", types({"string", "number", "boolean", "null"})},
  };
  return kScalars;
}

std::string_view scalar_of(std::string_view type) {
  if (type == "date" || type == "currency") return type;
  return type == "text" || type == "name" || type.empty() ? "text" : "number";
}

// That part, or a wrapped one.
json::object through_wrapper(std::string_view part) {
  return {{"if", refer("wrapped")},
          {"then", {{"properties", {{"value", refer(part)}}}}},
          {"else", refer(part)}};
}

class ScenarioSchema {
 public:
  json::object document();

 private:
  json::object property(const KeyNode& node);
  json::object value_of(const KeyNode& node);
  json::object scalar_form(const KeyNode& node);
  json::object table(const KeyNode& node);
  json::object list(const KeyNode& node);
  json::object mapping(const KeyNode& node, bool complete);
  json::object part(const KeyNode& node, bool complete);
  json::object item(const KeyNode& node);
  static json::array required_keys(const KeyNode& node);
  json::object needs_of(const KeyNode& node);
  void add_marks_and_scalars();
  json::object variants(const KeyNode& root);

  json::object parts_;
};

// The schema of a value, with what the reader says about its key.
json::object ScenarioSchema::property(const KeyNode& node) {
  json::object out;
  if (!node.facts.about.empty()) out["description"] = node.facts.about;
  if (!node.facts.fallback.empty()) out["default"] = node.facts.fallback;
  if (!node.facts.example.empty()) out["examples"] = json::array{node.facts.example};
  for (auto& [key, value] : value_of(node))
    out[key] = value;
  return out;
}

json::object ScenarioSchema::value_of(const KeyNode& node) {
  const std::string& type = node.facts.type;
  if (type == "path") return refer("path");
  if (type.starts_with("table by")) return table(node);
  if (node.is_list() || type.ends_with("list")) return list(node);
  if (node.inner.empty()) return scalar_form(node);
  if (type == "mapping") return part(node, false);
  return any_of(scalar_form(node), part(node, false));
}

json::object ScenarioSchema::scalar_form(const KeyNode& node) {
  json::array words;
  for (const auto& choice : node.facts.choices)
    words.emplace_back(choice);
  if (node.facts.type == "payment behaviour") words.emplace_back("nothing");
  if (words.empty()) return refer(scalar_of(node.facts.type));
  words.emplace_back(nullptr);
  const json::object choice{{"enum", std::move(words)}};
  return any_of(choice, wrapped(choice));
}

// Tables whose keys are dates, years or paths.
json::object ScenarioSchema::table(const KeyNode& node) {
  const std::string& type = node.facts.type;
  const bool yearly = type == "table by year";
  const std::string key = yearly                    ? "[0-9]{4}"
                          : type == "table by date" ? std::string(simulator::kDateForm)
                                                    : simulator::shock_path_form();
  const json::object months{
      {"type", "array"}, {"items", refer("number")}, {"minItems", 12}, {"maxItems", 12}};
  const bool of_blocks = node.has_names() && !node.inner[0].inner.empty();
  const json::object value =
      of_blocks ? any_of(refer("number"), part(node.inner[0], true)) : refer("number");
  auto rows = closed({});
  rows["patternProperties"] =
      json::object{{whole(key), yearly ? any_of(months, wrapped(months)) : value}};
  return any_of(rows, wrapped(rows));
}

json::object ScenarioSchema::list(const KeyNode& node) {
  json::object items = node.is_list() ? item(node.inner[0]) : refer("text");
  const json::object rows{{"type", json::array{"array", "null"}}, {"items", std::move(items)}};
  auto out = any_of(rows, wrapped(rows));
  if (node.facts.type == "value or list") out["anyOf"].as_array().emplace_back(refer("text"));
  return out;
}

json::array ScenarioSchema::required_keys(const KeyNode& node) {
  json::array out;
  for (const KeyNode& inner : node.inner) {
    const bool sometimes = std::ranges::any_of(simulator::needed_with(), [&](const auto& rule) {
      return rule.block == node.facts.pattern &&
             std::ranges::find(rule.needed, inner.name) != rule.needed.end();
    });
    if (inner.facts.presence == Presence::required && !sometimes) out.emplace_back(inner.name);
  }
  return out;
}

json::object ScenarioSchema::mapping(const KeyNode& node, bool complete) {
  json::object properties;
  json::object names;
  for (const KeyNode& inner : node.inner) {
    if (inner.is_any_name())
      names[name_pattern()] = property(inner);
    else
      properties[inner.name] = property(inner);
  }
  auto out = closed(std::move(properties));
  out["type"] = json::array{"object", "null"};
  if (!names.empty()) out["patternProperties"] = std::move(names);
  auto required = required_keys(node);
  if (complete && !required.empty()) out["required"] = std::move(required);
  for (const auto& rule : simulator::needed_with()) {
    if (rule.block != node.facts.pattern) continue;
    json::array needed;
    for (const auto key : rule.needed)
      needed.emplace_back(key);
    out["dependentRequired"] = json::object{{rule.given, std::move(needed)}};
  }
  return out;
}

json::object ScenarioSchema::part(const KeyNode& node, bool complete) {
  const auto name = part_name(node.facts.pattern);
  if (!parts_.contains(name)) {
    parts_[name] = nullptr;  // holds its place in the order
    parts_[name] = mapping(node, complete);
  }
  return through_wrapper(name);
}

// Lists are replaced as a whole, so an item is complete in every file.
json::object ScenarioSchema::item(const KeyNode& node) {
  return node.inner.empty() ? refer("text") : part(node, true);
}

// What a file that extends no other must say, block by block; items of lists say it themselves.
json::object ScenarioSchema::needs_of(const KeyNode& node) {
  json::object inside;
  json::object by_name;
  for (const KeyNode& inner : node.inner) {
    if (inner.is_item()) continue;
    auto needs = needs_of(inner);
    if (needs.empty()) continue;
    const auto name = "needs_of_" + part_name(inner.facts.pattern);
    parts_[name] = std::move(needs);
    if (inner.is_any_name())
      by_name[name_pattern()] = through_wrapper(name);
    else
      inside[inner.name] = through_wrapper(name);
  }
  json::object out;
  auto required = required_keys(node);
  if (!required.empty()) out["required"] = std::move(required);
  if (!inside.empty()) out["properties"] = std::move(inside);
  if (!by_name.empty()) out["patternProperties"] = std::move(by_name);
  return out;
}

json::object ScenarioSchema::variants(const KeyNode& root) {
  const json::object patches{
      {"type", json::array{"object", "null"}},
      {"patternProperties", {{whole(simulator::patch_path_form(root)), true}}},
      {"additionalProperties", false},
  };
  return {{"description", "patches of the file by name: { PATH: VALUE }; null removes a key"},
          {"examples", json::array{"{ pays_most: { payments.behaviour.pays.share: 90 % } }"}},
          {"type", json::array{"object", "null"}},
          {"additionalProperties", patches}};
}

void ScenarioSchema::add_marks_and_scalars() {
  for (const auto& [name, schema] : scalars())
    parts_[name] = any_of(schema, wrapped(schema));
  parts_["source"] = types({"string", "number"});
  parts_["source"].as_object()["description"] = "where the values of this block are from";
  parts_["tag"] =
      json::object{{"enum", json::array{"sourced", "derived", "assumed"}},
                   {"description", "a source says it, computed from sourced numbers, or assumed"}};
  parts_["note"] = types({"string", "number", "boolean"});
  parts_["note"].as_object()["description"] = "a remark for readers of the file";
  auto marked = closed({{"value", true}});
  marked["required"] = json::array{"value"};
  parts_["marked"] = std::move(marked);
  parts_["wrapped"] =
      json::object{{"type", "object"},
                   {"required", json::array{"value"}},
                   {"propertyNames", {{"enum", json::array{"value", "source", "tag", "note"}}}}};
}

json::object ScenarioSchema::document() {
  const KeyNode root = simulator::language_tree();
  add_marks_and_scalars();
  const KeyNode* const line = root.find("exports")->find("<line>");
  parts_["path"] = any_of(refer("number"), part(*line->find("quantity"), false));
  auto top = mapping(root, false);
  top["type"] = "object";
  auto& properties = top["properties"].as_object();
  properties["extends"] = json::object{{"type", "string"},
                                       {"description", "the file that this one changes"},
                                       {"examples", json::array{"base.yaml"}}};
  properties["variants"] = variants(root);
  json::object out{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                   {"title", "Setoff scenario"},
                   {"description",
                    "Who trades what, how it is paid for, what may stop the money, "
                    "and what the run must show."}};
  for (auto& [key, value] : top)
    out[key] = value;
  out["if"] = json::object{{"required", json::array{"extends"}}};
  out["then"] = json::object{{"required", json::array{"scenario", "format"}}};
  out["else"] = needs_of(root);
  out["$defs"] = std::move(parts_);
  return out;
}

}  // namespace

std::string scenario_schema() {
  return indented_json(json::serialize(ScenarioSchema().document()), 2) + "\n";
}

}  // namespace setoff::cli
