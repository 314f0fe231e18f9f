#pragma once
// Makes foreign text safe for a terminal. Escapes control characters (C0, DEL, C1), line
// separators, characters that change the writing direction (Bidi_Control of Unicode), characters
// that are invisible (Default_Ignorable_Code_Point), and bytes that are not UTF-8, so that no text
// can move the cursor or be displayed in another order. Everything else, in any script, is
// unchanged: also the zero-width joiners, which Persian needs, and the variation selectors U+FE00
// to U+FE0F, which choose a glyph; these can still tell two names apart that look alike. Never
// fails.

#include <cstdint>
#include <string>
#include <string_view>

namespace setoff {

enum class Escaping : std::uint8_t {
  line,   // one line: newlines and tabs are escaped too
  lines,  // several lines: newlines and tabs are kept
  json,   // a JSON string: JSON escapes, which its readers decode to the same text
};

// Escapes look like "\n" "\x1b" "\u{202e}", in JSON "\u202e"; a byte that is not UTF-8 becomes
// "\xff" (in JSON "\ufffd").
void append_printable(std::string_view text, Escaping escaping, std::string& out);
[[nodiscard]] std::string printable(std::string_view text, Escaping escaping = Escaping::line);
// The same with one cell for each such character, for text with markers under it: a blank for a
// tab, U+FFFD for the others.
[[nodiscard]] std::string printable_cells(std::string_view text);

// Number of bytes at the start of `text` that need no escape.
[[nodiscard]] std::size_t printable_begin(std::string_view text, Escaping escaping);

}  // namespace setoff
