#pragma once
// JsonTree: one JSON text as a flat table of nodes, parsed in one pass. Keeps what a library's
// value type would lose: duplicate keys (all members are kept, in order), and the difference
// between an integer and a number with a fraction or an exponent. Reuses its memory from text to
// text.
// Errors: bad_syntax with the byte offset; too_large above the depth or size limit.
// Source: RFC 8259.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/result.h"

namespace setoff {

inline constexpr std::size_t kJsonDepthMax = 16;
inline constexpr std::size_t kJsonSizeMax = std::size_t{1} << 20U;

enum class JsonKind : std::uint8_t { object, array, string, integer, fraction, boolean, null };
[[nodiscard]] std::string_view name_of(JsonKind kind);  // "an object", "a string" ...

struct JsonNode {
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;
  JsonKind kind = JsonKind::null;
  bool truth = false;
  bool negative = false;        // of an integer
  std::uint32_t children = 0;   // of an object or array
  std::uint32_t first = kNone;  // its first child
  std::uint32_t next = kNone;   // its next sibling
  std::string_view key;         // within an object
  std::string_view text;        // of a string
  std::uint64_t integer = 0;    // magnitude of an integer
};

class JsonTree {
 public:
  // Views in the nodes are valid until the next parse.
  [[nodiscard]] Status parse(std::string_view json);
  [[nodiscard]] const JsonNode& root() const { return nodes_.front(); }
  [[nodiscard]] const JsonNode* first_child(const JsonNode& node) const { return at(node.first); }
  [[nodiscard]] const JsonNode* next_sibling(const JsonNode& node) const { return at(node.next); }

 private:
  struct Handler;
  [[nodiscard]] const JsonNode* at(std::uint32_t index) const {
    return index == JsonNode::kNone ? nullptr : &nodes_[index];
  }
  // An object or array that is still open.
  struct Open {
    std::uint32_t node;
    std::uint32_t last;  // its last child so far
  };
  std::vector<JsonNode> nodes_;
  std::vector<Open> open_;
  std::string arena_;
};

}  // namespace setoff
