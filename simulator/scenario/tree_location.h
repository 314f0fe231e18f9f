#pragma once
// TreeLocation: a location in a tree that may not exist; its span is then that of the deepest
// existing step.

#include <string>
#include <string_view>

#include "ledger/text/tree_path.h"
#include "ledger/text/yaml_tree.h"

namespace setoff::simulator {

class TreeLocation {
 public:
  explicit TreeLocation(const Node& root) : node_(&root), span_(root.span()) {}

  [[nodiscard]] TreeLocation key(std::string_view key) const {
    const Member* member = node_ == nullptr ? nullptr : node_->find_member(key);
    if (member == nullptr) return {nullptr, span_};
    const Node& value = member->value;
    return {&value, value.is_scalar() ? value.span() : member->key_span};
  }
  [[nodiscard]] TreeLocation item(std::size_t index) const {
    if (node_ == nullptr || index >= node_->items().size()) return {nullptr, span_};
    const Node& value = node_->items()[index];
    // A list item in braces is marked at its first key, which is more informative than the brace.
    const bool keyed = value.is_mapping() && !value.members().empty();
    return {&value, keyed ? value.members().front().key_span : value.span()};
  }
  // Follows a path such as "payments.behaviour.arrears[0]".
  [[nodiscard]] TreeLocation at(std::string_view path) const {
    const auto steps = parse_path(path);
    TreeLocation out = *this;
    if (!steps) return out;
    for (const PathStep& step : *steps) {
      const auto* key = std::get_if<std::string>(&step.step);
      out = key != nullptr ? out.key(*key) : out.item(std::get<std::size_t>(step.step));
    }
    return out;
  }

  [[nodiscard]] const Node* node() const { return node_; }
  [[nodiscard]] bool exists() const { return node_ != nullptr; }
  [[nodiscard]] Span span() const { return span_; }

 private:
  TreeLocation(const Node* node, Span span) : node_(node), span_(span) {}

  const Node* node_;  // null: does not exist
  Span span_;
};

}  // namespace setoff::simulator
