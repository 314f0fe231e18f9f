#include "simulator/scenario/key_tree.h"

#include <algorithm>

#include "simulator/scenario/load.h"

namespace setoff::simulator {

namespace {

// Splits off the last step: "cuts[].from" into "cuts[]" and "from", "cuts[]" into "cuts" and "[]".
std::pair<std::string_view, std::string_view> last_step(std::string_view pattern) {
  if (pattern.ends_with("[]"))
    return {pattern.substr(0, pattern.size() - 2), pattern.substr(pattern.size() - 2)};
  const auto dot = pattern.rfind('.');
  if (dot == std::string_view::npos) return {{}, pattern};
  return {pattern.substr(0, dot), pattern.substr(dot + 1)};
}

// The node of that pattern, made if it is not there: the catalogue does not list items of lists.
KeyNode& node_at(KeyNode& root, std::string_view pattern) {
  if (pattern.empty()) return root;
  const auto [block, name] = last_step(pattern);
  KeyNode& outer = node_at(root, block);
  const auto found = std::ranges::find(outer.inner, name, &KeyNode::name);
  if (found != outer.inner.end()) return *found;
  outer.inner.push_back({std::string(name), {}, {}});
  outer.inner.back().facts.pattern = pattern;
  return outer.inner.back();
}

// A path is written in the same forms wherever it stands; the specimen shows them all once.
constexpr std::string_view kPathShown = "exports.<line>.quantity";
constexpr std::string_view kPathType = "path";
// The block of a rule that has the keys of a cut which say how much.
constexpr std::string_view kRuleCut = "supply_response.<rule>.cut";
constexpr std::string_view kCut = "exports.<line>.cuts[]";

void spread_path(KeyNode& node, const KeyNode& shown) {
  if (node.facts.type == kPathType) {
    node.inner = shown.inner;
    return;
  }
  for (KeyNode& inner : node.inner)
    spread_path(inner, shown);
}

void lend_cut(KeyNode& root) {
  const KeyNode cut = node_at(root, kCut);
  KeyNode& rule = node_at(root, kRuleCut);
  rule.facts.type = "mapping";
  for (const char* name : {"set", "add", "factor"})
    if (const KeyNode* key = cut.find(name)) rule.inner.push_back(*key);
}

// Marks, and the `value` of a wrapped block.
constexpr std::string_view kMarksForm = "value|source|tag|note";

std::string escaped(std::string_view key) {
  std::string out;
  for (const char c : key) {
    if (c == '.' || c == '[' || c == ']') out += '\\';
    out += c;
  }
  return out;
}

// What may follow the path of a node.
std::string tail_form(const KeyNode& node) {
  if (node.facts.type == "table by date" || node.facts.type == "table by year" ||
      node.facts.type == "table by path")
    return "(\\..+)?";
  std::string keys;
  std::string items;
  for (const KeyNode& inner : node.inner) {
    const std::string name = inner.is_any_name() ? std::string(kNameForm) : escaped(inner.name);
    if (inner.is_item())
      items = tail_form(inner);
    else
      keys += name + tail_form(inner) + "|";
  }
  const bool listed = node.is_list() || node.facts.type.ends_with("list");
  std::string out = "(\\.(" + keys + std::string(kMarksForm) + "))?";
  if (listed) out = "(\\[[0-9]+\\]" + items + ")?" + out;
  // `value` unwraps a block and may stand at any place of the path.
  if (!node.inner.empty()) out = "(\\.value)?" + out;
  return out;
}

}  // namespace

const KeyNode* KeyNode::find(std::string_view inner_name) const {
  const auto found = std::ranges::find(inner, inner_name, &KeyNode::name);
  return found == inner.end() ? nullptr : &*found;
}

KeyNode language_tree() {
  KeyNode root;
  const KeyCatalog catalog = language_catalog();
  for (const KeyInfo& facts : catalog.keys())
    node_at(root, facts.pattern).facts = facts;
  const KeyNode shown = node_at(root, kPathShown);
  spread_path(root, shown);
  lend_cut(root);
  return root;
}

const std::vector<NeededWith>& needed_with() {
  static const std::vector<NeededWith> kNeeded{{"data.<series>", "file", {"date", "column"}}};
  return kNeeded;
}

std::string shock_path_form() {
  const std::string name(kNameForm);
  return "(exports\\." + name + "\\.quantity|imports\\.goods\\." + name +
         "\\.need|imports\\.pipeline\\.(open_credit|shipping|customs)\\.takes|" +
         "releases\\.approval\\.lag|data\\." + name + ")";
}

std::string patch_path_form(const KeyNode& root) {
  std::string out;
  for (const KeyNode& top : root.inner) {
    if (top.name == "scenario" || top.name == "format") continue;  // fixed
    out += (out.empty() ? "(" : "|") + top.name + tail_form(top);
  }
  return out + "|source|tag|note)";
}

}  // namespace setoff::simulator
