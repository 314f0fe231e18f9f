#pragma once
// UTF-8 by the table of the standard, and the mark that some programs put in front of it. Source:
// Unicode 15, table 3-7.

#include <cstddef>
#include <string_view>

namespace setoff {

// Says nothing in UTF-8; whoever reads a file skips it.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Bytes of the well-formed character at text[at]; 0 if there is none.
[[nodiscard]] std::size_t utf8_length(std::string_view text, std::size_t at);

// The character that the text begins with, as a person would count it: with the marks that are put
// on it. Empty if the text is; one byte of text that is not UTF-8.
[[nodiscard]] std::string_view first_letter(std::string_view text);

}  // namespace setoff
