#pragma once
// Display width of text on a terminal, in cells: two for wide East Asian characters, zero for marks
// that combine with the previous character, one for all others. Source: Unicode, East Asian Width
// (UAX 11) and the general categories Mn, Me and Cf.

#include <cstddef>
#include <string_view>

namespace setoff {

// Invalid UTF-8 counts as the replacement character that is displayed for it.
[[nodiscard]] std::size_t cell_width(std::string_view text);

}  // namespace setoff
