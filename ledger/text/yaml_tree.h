#pragma once
// Node: an immutable tree of a strict YAML 1.2 text: scalars (always text: `no`, `on`, 12:30 and
// dates stay as written), sequences, mappings in order, each with its span. parse_yaml rejects
// duplicate keys, merge keys, tags, anchors and aliases, tabs, several documents, keys that are not
// scalars, and texts beyond the limits. Errors go to Diagnostics with codes yaml_*, duplicate_key,
// too_deep, too_many_nodes, too_large.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/text/diagnostic.h"
#include "ledger/text/source.h"

namespace setoff {

struct Member;

class Node {
 public:
  // empty: nothing is written, or one of the words null and ~.
  enum class Kind : std::uint8_t { empty, scalar, sequence, mapping };
  enum class Style : std::uint8_t { plain, single_quoted, double_quoted, block, flow };

  Node() = default;  // empty, without a place
  [[nodiscard]] static Node empty(Span span);
  [[nodiscard]] static Node scalar(std::string text, Span span, Style style = Style::plain);
  [[nodiscard]] static Node sequence(std::vector<Node> items, Span span,
                                     Style style = Style::block);
  [[nodiscard]] static Node mapping(std::vector<Member> members, Span span,
                                    Style style = Style::block);

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] Style style() const { return style_; }
  [[nodiscard]] bool is_empty() const { return kind_ == Kind::empty; }
  [[nodiscard]] bool is_scalar() const { return kind_ == Kind::scalar; }
  [[nodiscard]] bool is_sequence() const { return kind_ == Kind::sequence; }
  [[nodiscard]] bool is_mapping() const { return kind_ == Kind::mapping; }
  [[nodiscard]] bool is_quoted() const {
    return style_ == Style::single_quoted || style_ == Style::double_quoted;
  }

  [[nodiscard]] Span span() const { return span_; }
  // The span of text()[offset, offset + length); the whole scalar if escapes or folding moved the
  // characters.
  [[nodiscard]] Span span_of(std::size_t offset, std::size_t length) const;

  [[nodiscard]] const std::string& text() const { return text_; }  // of a scalar; else ""
  // Of a sequence; otherwise empty.
  [[nodiscard]] const std::vector<Node>& items() const { return items_; }
  // Of a mapping; otherwise empty.
  [[nodiscard]] const std::vector<Member>& members() const { return members_; }
  [[nodiscard]] const Node* find(std::string_view key) const;  // value of a key; nullptr if absent
  [[nodiscard]] const Member* find_member(std::string_view key) const;

  // Copies with one change. with_member replaces in place, or appends.
  [[nodiscard]] Node with_member(Member member) const;
  [[nodiscard]] Node without_member(std::string_view key) const;
  [[nodiscard]] Node with_item(std::size_t index, Node item) const;

  // Same shape and texts; spans and styles are ignored.
  friend bool operator==(const Node& a, const Node& b);

 private:
  Kind kind_ = Kind::empty;
  Style style_ = Style::plain;
  Span span_;
  std::string text_;
  std::vector<Node> items_;
  std::vector<Member> members_;
};

struct Member {
  std::string key;
  Span key_span;
  Node value;
};

// "a mapping", "a list", "text", "nothing": for messages.
[[nodiscard]] std::string_view describe(Node::Kind kind);

struct YamlLimits {
  std::size_t bytes_max = kSourceBytesMax;
  std::size_t depth_max = 64;
  std::size_t nodes_max = 500'000;
};

// The only document of the file; nullopt if it has errors (all that could be found are in
// `diagnostics`). A text without content is an empty Node.
[[nodiscard]] std::optional<Node> parse_yaml(const SourceFile& file, Diagnostics& diagnostics,
                                             const YamlLimits& limits = {});
// The same for a part of a file, such as the value in `--set path=value`; spans are those of the
// whole file.
[[nodiscard]] std::optional<Node> parse_yaml_part(const SourceFile& file, Span part,
                                                  Diagnostics& diagnostics,
                                                  const YamlLimits& limits = {});

}  // namespace setoff
