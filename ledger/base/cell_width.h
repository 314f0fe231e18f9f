#pragma once
// How wide text is on a terminal, in cells: two for the wide letters of East Asian scripts, none
// for marks that are put on the letter before them, one for all else. Source: Unicode, East Asian
// Width (UAX 11) and the general categories Mn, Me and Cf.

#include <cstddef>
#include <string_view>

namespace setoff {

// Bytes that are no UTF-8 count as the letter that is shown in their place.
[[nodiscard]] std::size_t cell_width(std::string_view text);

}  // namespace setoff
