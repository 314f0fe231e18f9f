#include "simulator/scenario/tree_stages.h"

#include <algorithm>

#include "ledger/text/nearest.h"
#include "simulator/scenario/patches.h"

namespace setoff::simulator {

namespace {

// Reports a variant that there is not.
const Member* find_variant(const Member* variants, const std::string& name, Sources& sources,
                           Diagnostics& diagnostics) {
  std::vector<std::string> names;
  if (variants != nullptr) {
    for (const Member& variant : variants->value.members()) {
      if (variant.key == name) return &variant;
      names.push_back(variant.key);
    }
  }
  const SourceFile& file = sources.add("--variant", name);
  diagnostics.error("unknown_variant", span_at(file, 0, name.size()),
                    "the scenario has no variant '" + name + "'; " +
                        (names.empty() ? "it has none" : "it has " + listed(names)),
                    nearest(name, names));
  return nullptr;
}

// Whether a change of the path decides what stands at the other one.
bool decides(std::string_view path, std::string_view other) {
  if (!other.starts_with(path)) return false;
  return other.size() == path.size() || other[path.size()] == '.' || other[path.size()] == '[';
}

// The tree without the uncertain entry, and without what others say of it.
Node without_entry(const Node& tree, const std::string& name) {
  std::vector<Member> left;
  const Node* const block = tree.find("uncertain");
  for (Member entry : block->members()) {
    if (entry.key == name) continue;
    if (const Node* together = entry.value.find("moves_with");
        together != nullptr && together->find(name) != nullptr) {
      const Node others = together->without_member(name);
      entry.value =
          others.members().empty()
              ? entry.value.without_member("moves_with")
              : entry.value.with_member(
                    {"moves_with", entry.value.find_member("moves_with")->key_span, others});
    }
    left.push_back(std::move(entry));
  }
  if (left.empty()) return tree.without_member("uncertain");
  return tree.with_member({"uncertain", tree.find_member("uncertain")->key_span,
                           Node::mapping(std::move(left), block->span(), block->style())});
}

// What a variant or a patch changes is not uncertain any more.
Node with_certain(Node tree, std::string_view changed) {
  std::vector<std::string> names;
  if (const Node* block = tree.find("uncertain"))
    for (const Member& entry : block->members())
      if (const Node* path = entry.value.find("path");
          path != nullptr && decides(changed, path->text()))
        names.push_back(entry.key);
  for (const std::string& name : names)
    tree = without_entry(tree, name);
  return tree;
}

}  // namespace

bool changes_flows(const Member* variants) {
  return variants != nullptr &&
         std::ranges::any_of(variants->value.members(), [](const Member& variant) {
           return variant.value.find("flows") != nullptr;
         });
}

std::vector<TreeStage> stages_of(const Node& tree, const LoadOptions& options, Sources& sources,
                                 Diagnostics& diagnostics) {
  const Member* variants = tree.find_member("variants");
  if (variants != nullptr && !variants->value.is_mapping()) variants = nullptr;
  Node model = tree.without_member("variants");
  std::vector<TreeStage> stages;
  for (const std::string& name : options.variants) {
    const Member* variant = find_variant(variants, name, sources, diagnostics);
    if (variant == nullptr) continue;
    model = with_variant(model, *variant, diagnostics);
    for (const Member& patch : variant->value.members())
      model = with_certain(std::move(model), patch.key);
    stages.push_back({name, model});
  }
  for (const std::string& set : options.sets) {
    model = with_certain(with_set(model, set, sources, diagnostics), set.substr(0, set.find('=')));
    stages.push_back({{}, model});
  }
  return stages;
}

}  // namespace setoff::simulator
