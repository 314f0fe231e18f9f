#pragma once
// Paths into a tree, such as "settlement.swing_limit" or "waiver.windows[0].to", and the two ways
// in which one tree changes another: a patch of one path (variants, --set) and an overlay of a
// whole file (extends). Errors: a Fault with the offset in the path's text: bad_path, unknown_path
// (with the nearest key).

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ledger/text/parsed.h"
#include "ledger/text/yaml_tree.h"

namespace setoff {

struct PathStep {
  std::variant<std::string, std::size_t> step;  // a key or an index
  std::size_t offset = 0;                       // its position in the path's text
  std::size_t length = 0;
};
using Path = std::vector<PathStep>;

// Keys of letters, digits, _ - ~ separated by dots; [3] for an item of a list.
[[nodiscard]] Parsed<Path> parse_path(std::string_view text);
[[nodiscard]] std::string text_of(const Path& path);

// The node at the path; nullptr if there is none.
[[nodiscard]] const Node* find_at(const Node& root, const Path& path);

// Whether the last step may name a key that the tree does not have yet.
enum class NewKey : std::uint8_t { refused, allowed };
// The tree with the value at the path replaced. All steps before the last must exist. `key_span`,
// where the patch names the key, becomes the span of the last key.
[[nodiscard]] Parsed<Node> replaced_at(const Node& root, const Path& path, Node value,
                                       Span key_span, NewKey new_key);

// The tree without the key at the path, which must exist; an item of a list cannot be removed.
[[nodiscard]] Parsed<Node> removed_at(const Node& root, const Path& path);

// Whether `null` or `~` is written: in a patch or an overlay this removes the key.
[[nodiscard]] bool is_removal(const Node& node);

// `top` over `base`: mappings are merged key by key, a removal removes the key, everything else is
// replaced by the value in `top`.
[[nodiscard]] Node overlay(const Node& base, const Node& top);

}  // namespace setoff
