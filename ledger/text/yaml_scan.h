#pragma once
// Private to ledger/text: a rough look at broken YAML, for messages only: which brackets and quotes
// are open at a place, and how lines are indented. It need not be right about everything; it must
// never fail.

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "ledger/text/source.h"

namespace setoff {

struct OpenBracket {
  std::size_t offset = 0;
  char sign = '[';
};

struct OpenThings {
  std::vector<OpenBracket> brackets;  // innermost last
  std::optional<std::size_t> quote;   // a quote that no other one closes before the end
  std::optional<std::size_t>
      quoted_before;  // begin of the quoted text that ends last before the place
  std::size_t quoted_before_end = 0;
};

// What is open just before `place`; offsets of the whole file.
[[nodiscard]] OpenThings open_at(Span part, std::size_t place);
// Offset of the bracket that closes the one at `bracket`; nothing if none does.
[[nodiscard]] std::optional<std::size_t> closing_of(Span part, std::size_t bracket);

// Offset of the first bracket that is nested deeper than `depth_max`; nothing if none is.
[[nodiscard]] std::optional<std::size_t> too_deep_at(Span part, std::size_t depth_max);

// One line with something on it.
struct TextLine {
  std::size_t begin = 0;    // offset of the line
  std::size_t first = 0;    // offset of its first letter
  std::string_view text{};  // from the first letter, without comment and spaces behind it
  [[nodiscard]] std::size_t indent() const { return first - begin; }
};

[[nodiscard]] TextLine line_of(Span part, std::size_t place);
// The last line above that of `place` that is not empty and not a comment.
[[nodiscard]] std::optional<TextLine> line_above(Span part, std::size_t place);
// Whether the text is `key: value` or `key:`; position of that colon.
[[nodiscard]] std::optional<std::size_t> colon_of(std::string_view text);
// Indents of the blocks that are open just before the line of `place`, ascending.
[[nodiscard]] std::vector<std::size_t> open_indents(Span part, std::size_t place);

}  // namespace setoff
