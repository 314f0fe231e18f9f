#include "simulator/scenario/patches.h"

#include <algorithm>

#include "ledger/base/characters.h"
#include "ledger/text/nearest.h"
#include "ledger/text/tree_path.h"
#include "simulator/scenario/known_keys.h"
#include "simulator/scenario/provenance.h"

namespace setoff::simulator {

namespace {

constexpr std::size_t kExtendsMax = 16;

// The value marked with its origin, unless it has marks of its own.
Node marked(const Node& value, const std::string& origin) {
  const bool has_marks = std::ranges::any_of(
      value.members(), [](const Member& member) { return is_mark(member.key); });
  if (has_marks) return value;
  const Span span = value.span();
  return Node::mapping({{"value", span, value},
                        {"source", span, Node::scalar(origin, span)},
                        {"tag", span, Node::scalar("assumed", span)}},
                       span);
}

// Creates empty blocks along the path where it uses keys of the language that the tree lacks:
// `--set output.every=day` for a file without `output`.
Node with_blocks(const Node& tree, const Path& path, Span key_span) {
  Node out = tree;
  Path block;
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    block.push_back(path[i]);
    if (find_at(out, block) != nullptr) continue;
    const auto* key = std::get_if<std::string>(&path[i].step);
    if (key == nullptr || known_keys().find(block) == nullptr) return out;
    auto next = replaced_at(out, block, Node::mapping({}, key_span), key_span, NewKey::allowed);
    if (!next) return out;
    out = std::move(*next);
  }
  return out;
}

// Suggests a key of the language for a step that does not exist.
Fault with_known_key(Fault fault, const Path& path) {
  if (fault.code != "unknown_path" || !fault.suggestion.empty()) return fault;
  Path block;
  for (const PathStep& step : path) {
    if (step.offset == fault.offset) break;
    block.push_back(step);
  }
  const auto* key =
      block.size() < path.size() ? std::get_if<std::string>(&path[block.size()].step) : nullptr;
  if (key == nullptr) return fault;
  fault.suggestion = nearest(*key, known_keys().keys_in(block));
  if (!fault.suggestion.empty()) fault.help.clear();
  return fault;
}

// A new name that nearly is one of the file, where the patch gives less than a whole block: most
// likely that one is meant, and a second one would only lack its other keys.
std::optional<Fault> misspelt_name(const Node& tree, const Path& path, const Node& value) {
  const Node* node = &tree;
  Path block;
  for (const PathStep& step : path) {
    const auto* key = std::get_if<std::string>(&step.step);
    const Node* inner = key != nullptr ? node->find(*key) : find_at(*node, Path{step});
    if (inner == nullptr) break;
    node = inner;
    block.push_back(step);
  }
  if (block.size() == path.size()) return std::nullopt;
  const PathStep& step = path[block.size()];
  const auto* key = std::get_if<std::string>(&step.step);
  const bool whole = block.size() + 1 == path.size() && value.is_mapping() && !is_wrapped(value);
  if (key == nullptr || is_digit(key->front()) || whole || !known_keys().has_names(block))
    return std::nullopt;
  std::vector<std::string> names;
  for (const Member& member : node->members())
    names.push_back(member.key);
  const std::string near = nearest(*key, names);
  if (near.empty()) return std::nullopt;
  return Fault{
      "unknown_path",
      "'" + text_of(block) + "' has no '" + *key + "'",
      step.offset,
      step.length,
      near,
      "for something new, give the whole block: " + text_of(block) + "." + *key + ": { ... }"};
}

// `text_span` is the location of the path's text.
std::optional<Node> patched(const Node& tree, std::string_view path_text, Span text_span,
                            const Node& value, const std::string& origin,
                            Diagnostics& diagnostics) {
  const bool quoted = text_span.text().starts_with('"') || text_span.text().starts_with('\'');
  const Span path_span =
      quoted ? text_span.part(1, std::max<std::size_t>(text_span.length, 2) - 2) : text_span;
  const auto path = parse_path(path_text);
  if (!path) {
    diagnostics.fault(path.error(), path_span);
    return std::nullopt;
  }
  const auto* first = std::get_if<std::string>(&path->front().step);
  if (first != nullptr &&
      (*first == "extends" || *first == "variants" || *first == "scenario" || *first == "format")) {
    diagnostics.error("fixed_key", text_span, "`" + *first + "` cannot be patched");
    return std::nullopt;
  }
  const Span key_span = path_span.part(path->back().offset, path->back().length);
  const Path inside = through_wrappers(tree, *path);
  if (const auto slip = is_removal(value) ? std::nullopt : misspelt_name(tree, inside, value)) {
    diagnostics.fault(*slip, path_span);
    return std::nullopt;
  }
  auto out = is_removal(value) ? removed_at(tree, inside)
                               : replaced_at(with_blocks(tree, inside, key_span), inside,
                                             marked(value, origin), key_span, NewKey::allowed);
  if (out) return std::move(*out);
  diagnostics.fault(with_known_key(out.error(), inside), path_span);
  return std::nullopt;
}

// A key that `top` removes must be in `base`: otherwise a misspelt key would go unnoticed.
void check_removals(const Node& base, const Node& top, Diagnostics& diagnostics) {
  for (const Member& member : top.members()) {
    const Node* below = base.find(member.key);
    if (below != nullptr && below->is_mapping()) check_removals(*below, member.value, diagnostics);
    if (below != nullptr || !is_removal(member.value)) continue;
    std::vector<std::string> names;
    for (const Member& known : base.members())
      names.push_back(known.key);
    diagnostics.error("unknown_path", member.key_span,
                      "there is no '" + member.key + "' to take away in the file that is extended",
                      nearest(member.key, names));
  }
}

}  // namespace

bool is_wrapped(const Node& node) {
  return node.find("value") != nullptr &&
         std::ranges::all_of(node.members(), [](const Member& member) {
           return member.key == "value" || is_mark(member.key);
         });
}

Path through_wrappers(const Node& root, const Path& path) {
  Path out;
  const Node* node = &root;
  for (const PathStep& step : path) {
    const auto* key = std::get_if<std::string>(&step.step);
    const bool marks_itself = key != nullptr && node != nullptr && node->find(*key) != nullptr;
    if (node != nullptr && is_wrapped(*node) && !marks_itself) {
      out.push_back({std::string("value"), step.offset, step.length});
      node = node->find("value");
    }
    out.push_back(step);
    if (node == nullptr) continue;
    node = key != nullptr ? node->find(*key) : find_at(*node, Path{step});
  }
  return out;
}

std::optional<Node> TreeLoader::load(const std::filesystem::path& path) {
  return load_one(path, Span());
}

std::optional<Node> TreeLoader::load_one(const std::filesystem::path& path, Span named_at) {
  const std::string name = path.lexically_normal().string();
  if (std::ranges::find(open_, name) != open_.end()) {
    std::string chain;
    for (const std::string& open : open_)
      chain += open + " -> ";
    diagnostics_.error("cyclic_extends", named_at,
                       "files extend each other in a circle: " + chain + name, {},
                       "let one of them stand alone");
    return std::nullopt;
  }
  if (open_.size() >= kExtendsMax) {
    diagnostics_.error("too_deep", named_at, "more than 16 files extend one another");
    return std::nullopt;
  }
  auto file = sources_.load(name);
  if (!file) {
    const std::string code(info_of(file.error().code).name);
    diagnostics_.error(code, named_at, file.error().detail, {},
                       named_at.valid() ? "the name is relative to the file that says `extends`"
                                        : "give the path of a scenario file");
    return std::nullopt;
  }
  files_.push_back(*file);
  const auto tree = parse_yaml(**file, diagnostics_);
  if (!tree) return std::nullopt;
  own_trees_.push_back(*tree);
  if (!tree->is_mapping()) {
    diagnostics_.error(
        "wrong_kind", span_at(**file, 0, 1),
        "a scenario is a mapping of keys, found " + std::string(describe(tree->kind())), {},
        "begin with scenario: NAME and format: 1");
    return std::nullopt;
  }
  open_.push_back(name);
  auto out = over_base(*tree, path);
  open_.pop_back();
  return out;
}

std::optional<Node> TreeLoader::over_base(const Node& top, const std::filesystem::path& path) {
  const Node* extends = top.find("extends");
  if (extends == nullptr) return top;
  if (!extends->is_scalar()) {
    diagnostics_.error("wrong_kind", extends->span(), "`extends` names one file", {},
                       "write extends: base.yaml");
    return std::nullopt;
  }
  const auto base = load_one(path.parent_path() / extends->text(), extends->span());
  if (!base) return std::nullopt;
  const Node own = top.without_member("extends");
  check_removals(*base, own, diagnostics_);
  return overlay(*base, own);
}

Node with_variant(const Node& tree, const Member& variant, Diagnostics& diagnostics) {
  Node out = tree;
  if (!variant.value.is_mapping()) {
    diagnostics.error("wrong_kind",
                      variant.value.span().valid() ? variant.value.span() : variant.key_span,
                      "a variant is a mapping of paths to values, found " +
                          std::string(describe(variant.value.kind())),
                      {}, "write pays_most: { payments.behaviour.pays.share: 90 % }");
    return out;
  }
  for (const Member& patch : variant.value.members()) {
    auto next =
        patched(out, patch.key, patch.key_span, patch.value, "variant " + variant.key, diagnostics);
    if (next) out = std::move(*next);
  }
  return out;
}

Node with_set(const Node& tree, const std::string& set, Sources& sources,
              Diagnostics& diagnostics) {
  const SourceFile& file = sources.add("--set", set);
  const std::size_t equals = set.find('=');
  if (equals == std::string::npos || equals == 0) {
    diagnostics.error("bad_set", span_at(file, 0, set.size()), "expected PATH=VALUE", {},
                      "write --set payments.late_fee='8 %/year'");
    return tree;
  }
  const Span path_span = span_at(file, 0, equals);
  const Span value_span = span_at(file, equals + 1, set.size() - equals - 1);
  const auto value = parse_yaml_part(file, value_span, diagnostics);
  if (!value) return tree;
  if (value->is_empty() && !is_removal(*value)) {
    diagnostics.error("empty_value", path_span, "no value is given behind =", {},
                      "write the value, or null to take the key away");
    return tree;
  }
  return patched(tree, set.substr(0, equals), path_span, *value, "--set", diagnostics)
      .value_or(tree);
}

}  // namespace setoff::simulator
