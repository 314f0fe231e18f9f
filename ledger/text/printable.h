#pragma once
// Foreign text made fit for a terminal. Control characters (C0, DEL, C1), line separators, the
// characters that turn the direction of writing (Bidi_Control of Unicode) or are not seen, and
// bytes that are not UTF-8 are written as escapes, so that no text can move the cursor, hide itself
// or read other than it is. All else, in any script, stays as it is. Never fails.

#include <cstdint>
#include <string>
#include <string_view>

namespace setoff {

enum class Escaping : std::uint8_t {
  line,   // one line: line ends and tabs are escaped too
  lines,  // several lines: line ends and tabs stay
  json,   // a text of JSON: escapes of JSON, which mean the same to its readers
};

// "\n" "\x1b" "\u{202e}", in JSON "\u202e"; "\xff" for a byte that is not UTF-8 (in JSON "\ufffd").
void append_printable(std::string_view text, Escaping escaping, std::string& out);
[[nodiscard]] std::string printable(std::string_view text, Escaping escaping = Escaping::line);
// The same with one cell for each such character, for text with marks under it: a blank for a tab,
// U+FFFD for the others.
[[nodiscard]] std::string printable_cells(std::string_view text);

// How many bytes at the begin of `text` stand as they are.
[[nodiscard]] std::size_t printable_begin(std::string_view text, Escaping escaping);

}  // namespace setoff
