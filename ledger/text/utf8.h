#pragma once
// UTF-8 by the table of the standard, and the byte order mark that some programs write at the start
// of a file. Source: Unicode 15, table 3-7.

#include <cstddef>
#include <string_view>

namespace setoff {

// Has no meaning in UTF-8; readers of files skip it.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Length in bytes of the well-formed character at text[at]; 0 if there is none.
[[nodiscard]] std::size_t utf8_length(std::string_view text, std::size_t at);

// The first character of the text as a person would count it: including its combining marks. Empty
// for an empty text; one byte of text that is not UTF-8.
[[nodiscard]] std::string_view first_letter(std::string_view text);

}  // namespace setoff
