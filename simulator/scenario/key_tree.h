#pragma once
// The keys of the language as a tree, for whoever needs them block by block: the JSON Schema of a
// scenario. Made from the catalogue; a block that takes the keys of another gets them here.

#include <string>
#include <string_view>
#include <vector>

#include "ledger/text/read_context.h"

namespace setoff::simulator {

struct KeyNode {
  std::string name;  // "exports"; "<line>" for any name; "[]" for an item of a list
  KeyInfo facts;     // of the root and of items: only the pattern
  std::vector<KeyNode> inner;

  [[nodiscard]] const KeyNode* find(std::string_view inner_name) const;
  [[nodiscard]] bool is_any_name() const { return name.starts_with('<'); }
  [[nodiscard]] bool is_item() const { return name == "[]"; }
  // Its inner keys are names that the author chooses.
  [[nodiscard]] bool has_names() const { return inner.size() == 1 && inner[0].is_any_name(); }
  [[nodiscard]] bool is_list() const { return inner.size() == 1 && inner[0].is_item(); }
};

// The root; its inner nodes are the top keys. `extends` and `variants` are not among them, because
// they are gone before the readers see the tree.
[[nodiscard]] KeyNode language_tree();

// Keys that a block needs as soon as it has the key `given`.
struct NeededWith {
  std::string_view block;  // pattern
  std::string_view given;
  std::vector<std::string_view> needed;
};
[[nodiscard]] const std::vector<NeededWith>& needed_with();

// Regular expressions, without anchors.
inline constexpr std::string_view kNameForm = "[a-z][a-z0-9_]{0,31}";
inline constexpr std::string_view kDateForm = "(SH )?[0-9]{4}-[0-9]{2}-[0-9]{2}";
// What a shock can change.
[[nodiscard]] std::string shock_path_form();
// Every path into a scenario that names keys of the language: what a variant can change.
[[nodiscard]] std::string patch_path_form(const KeyNode& root);

}  // namespace setoff::simulator
