#include "simulator/scenario/explain.h"

#include <algorithm>

#include "ledger/base/characters.h"
#include "ledger/text/measure.h"
#include "ledger/text/nearest.h"
#include "simulator/scenario/known_keys.h"
#include "simulator/scenario/patches.h"

namespace setoff::simulator {

namespace {

constexpr std::size_t kValueBytesMax = 300;

// The node on one line, in YAML flow style.
std::string flow_text(const Node& node) {
  std::string out;
  switch (node.kind()) {
    case Node::Kind::empty:
      return "null";
    case Node::Kind::scalar:
      return node.is_quoted() ? "\"" + node.text() + "\"" : node.text();
    case Node::Kind::sequence:
      for (const Node& item : node.items())
        out += (out.empty() ? "" : ", ") + flow_text(item);
      return "[" + out + "]";
    case Node::Kind::mapping:
      for (const Member& member : node.members())
        out += (out.empty() ? "" : ", ") + member.key + ": " + flow_text(member.value);
      return "{ " + out + " }";
  }
  return out;
}

std::string value_text(const Node& node) {
  std::string out = flow_text(node);
  if (out.size() <= kValueBytesMax) return out;
  return std::string(beginning(out, kValueBytesMax)) + " ...";
}

// The value at the path, without the marks that wrap it; null if there is none.
const Node* value_at(const Node& tree, const Path& path) {
  const Node* node = find_at(tree, through_wrappers(tree, path));
  return node != nullptr && is_wrapped(*node) ? node->find("value") : node;
}

WrittenValue written(const Node& node, const TreeStage& stage) {
  std::string where = node.span().where();
  if (!stage.variant.empty()) where += ", variant " + stage.variant;
  return {value_text(node), std::move(where)};
}

// The distinct values through all stages, oldest first.
std::vector<WrittenValue> history(const std::vector<TreeStage>& stages, const Path& path) {
  std::vector<WrittenValue> out;
  const Node* before = nullptr;
  for (const TreeStage& stage : stages) {
    const Node* now = value_at(stage.tree, path);
    const bool same =
        now != nullptr && before != nullptr && *now == *before && now->span() == before->span();
    if (now != nullptr && !same) out.push_back(written(*now, stage));
    before = now;
  }
  return out;
}

// Writes out unit prefixes: "70 MCM/day" as "70000000 m3/day".
std::string in_base_units(const Node& node) {
  if (!node.is_scalar()) return {};
  const auto measure = parse_measure(node.text());
  if (!measure || measure->dimension.is_plain() || measure->text() == node.text()) return {};
  return measure->text();
}

std::string about_of(const KeyInfo& facts) {
  std::string out = facts.about;
  if (!facts.choices.empty())
    out += " (" + listed(facts.choices) + ")";
  else if (!facts.type.empty() && facts.type != "mapping")
    out += " (" + facts.type + ")";
  return out;
}

void add_marks(const LoadedScenario& loaded, const std::string& path, Explanation& out) {
  const auto below = [&](const Provenance& row) {
    return row.path == path || row.path.starts_with(path + ".") || row.path.starts_with(path + "[");
  };
  const auto row = std::ranges::find_if(loaded.provenance, below);
  if (row == loaded.provenance.end()) return;
  out.source = row->source;
  out.tag = row->tag;
}

// Whether the path is valid although unset: a key of the language in an existing line, account or
// list item.
bool is_settable(const LoadedScenario& loaded, const Path& path) {
  Path part;
  for (const PathStep& step : path) {
    part.push_back(step);
    if (value_at(loaded.stages.back().tree, part) != nullptr) continue;
    const KeyInfo* facts = known_keys().find(part);
    if (facts == nullptr || facts->pattern.ends_with('>')) return false;
  }
  return true;
}

Fault nothing_there(const LoadedScenario& loaded, const Path& path) {
  Path block;
  const Node* node = &loaded.stages.back().tree;
  while (block.size() < path.size()) {
    const Path next{path.begin(), path.begin() + static_cast<std::ptrdiff_t>(block.size()) + 1};
    const Node* inner = value_at(loaded.stages.back().tree, next);
    if (inner == nullptr) break;
    node = inner;
    block = next;
  }
  const PathStep& step = path[std::min(block.size(), path.size() - 1)];
  std::vector<std::string> names = known_keys().keys_in(block);
  for (const Member& member : node->members())
    names.push_back(member.key);
  const auto* key = std::get_if<std::string>(&step.step);
  return {.code = "unknown_path",
          .message = "the scenario has nothing at '" + text_of(path) + "'",
          .offset = step.offset,
          .length = step.length,
          .suggestion = key == nullptr ? std::string() : nearest(*key, names),
          .help = {}};
}

}  // namespace

Parsed<Explanation> explain_value(const LoadedScenario& loaded, const std::string& path_text) {
  SETOFF_TRY_PARSED(path, parse_path(path_text));
  Explanation out;
  out.path = text_of(path);
  const KeyInfo* facts = known_keys().find(path);
  if (facts != nullptr) out.about = about_of(*facts);
  auto values = history(loaded.stages, path);
  if (const Node* node = value_at(loaded.stages.back().tree, path)) {
    out.value = values.back().value;
    out.where = values.back().where;
    out.base_units = in_base_units(*node);
    values.pop_back();
    add_marks(loaded, out.path, out);
  } else {
    const auto& defaults = loaded.catalog.defaults();
    const auto used = std::ranges::find(defaults, out.path, &DefaultUsed::path);
    if (used != defaults.end()) out.fallback = used->value;
    const bool known = facts != nullptr && is_settable(loaded, path);
    if (!known && !out.fallback && values.empty()) return nothing_there(loaded, path);
  }
  out.overrode.assign(values.rbegin(), values.rend());
  return out;
}

}  // namespace setoff::simulator
