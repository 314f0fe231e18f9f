#pragma once
// Builds a scenario's tree from its files: overlays `extends` chains and applies patches by path
// (variants, --set). A patched value is marked with its origin, so it does not inherit the source
// and tag of the enclosing block; `null` removes a key; a block that the language has and the tree
// lacks is created. Errors: cannot_open, cyclic_extends, wrong_kind, unknown_variant, bad_set, and
// those of paths and YAML.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "ledger/text/diagnostic.h"
#include "ledger/text/source.h"
#include "ledger/text/tree_path.h"
#include "ledger/text/yaml_tree.h"

namespace setoff::simulator {

class TreeLoader {
 public:
  TreeLoader(Sources& sources, Diagnostics& diagnostics)
      : sources_(sources), diagnostics_(diagnostics) {}

  // The tree of the file overlaid on those it extends, without the key `extends`.
  [[nodiscard]] std::optional<Node> load(const std::filesystem::path& path);
  // All scenario files read, in reading order.
  [[nodiscard]] const std::vector<const SourceFile*>& files() const { return files_; }
  // The tree of each of these files on its own, in the same order: the file, then what it extends.
  [[nodiscard]] const std::vector<Node>& own_trees() const { return own_trees_; }

 private:
  std::optional<Node> load_one(const std::filesystem::path& path, Span named_at);
  std::optional<Node> over_base(const Node& top, const std::filesystem::path& path);

  Sources& sources_;
  Diagnostics& diagnostics_;
  std::vector<const SourceFile*> files_;
  std::vector<Node> own_trees_;
  std::vector<std::string> open_;  // paths being loaded, outermost first
};

// Whether the node is {value: V, source: S, tag: T}: a value with its marks.
[[nodiscard]] bool is_wrapped(const Node& node);
// The path with a step `value` inserted for every wrapped mapping along it.
[[nodiscard]] Path through_wrappers(const Node& root, const Path& path);

// The tree with every patch of the variant applied; patches that fail are reported and skipped.
[[nodiscard]] Node with_variant(const Node& tree, const Member& variant, Diagnostics& diagnostics);
// The tree with "path=value" applied.
[[nodiscard]] Node with_set(const Node& tree, const std::string& set, Sources& sources,
                            Diagnostics& diagnostics);

}  // namespace setoff::simulator
