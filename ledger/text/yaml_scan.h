#pragma once
// Private to ledger/text: a rough scan of broken YAML, for messages only: which brackets and quotes
// are open at a place, and how lines are indented. It need not be right about everything, but it
// must never fail.

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

struct OpenDelimiters {
  std::vector<OpenBracket> brackets;  // innermost last
  std::optional<std::size_t> quote;   // a quote that is not closed before the end
  // Start of the last quoted text that ends before the place.
  std::optional<std::size_t> quoted_before;
  std::size_t quoted_before_end = 0;
};

// What is open just before `place`; offsets into the whole file.
[[nodiscard]] OpenDelimiters open_at(Span part, std::size_t place);
// Offset of the bracket that closes the one at `bracket`; nullopt if none does.
[[nodiscard]] std::optional<std::size_t> closing_of(Span part, std::size_t bracket);

// Offset of the first bracket that is nested deeper than `depth_max`; nullopt if none is.
[[nodiscard]] std::optional<std::size_t> too_deep_at(Span part, std::size_t depth_max);

// A line that is not blank.
struct TextLine {
  std::size_t begin = 0;    // offset of the line
  std::size_t first = 0;    // offset of its first character that is not a space
  std::string_view text{};  // from there, without comment and trailing spaces
  [[nodiscard]] std::size_t indent() const { return first - begin; }
};

[[nodiscard]] TextLine line_of(Span part, std::size_t place);
// The last line above that of `place` that is neither empty nor a comment.
[[nodiscard]] std::optional<TextLine> line_above(Span part, std::size_t place);
// Position of the colon, if the text is `key: value` or `key:`.
[[nodiscard]] std::optional<std::size_t> colon_of(std::string_view text);
// Indents of the blocks that are open just before the line of `place`, in ascending order.
[[nodiscard]] std::vector<std::size_t> open_indents(Span part, std::size_t place);

}  // namespace setoff
