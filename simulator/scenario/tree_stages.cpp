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
    stages.push_back({name, model});
  }
  for (const std::string& set : options.sets) {
    model = with_set(model, set, sources, diagnostics);
    stages.push_back({{}, model});
  }
  return stages;
}

}  // namespace setoff::simulator
