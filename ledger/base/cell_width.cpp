#include "ledger/base/cell_width.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <cstdint>

namespace setoff {
namespace {

std::size_t width_of(UChar32 point) {
  if (point < 0x80) return 1;
  const auto type = u_charType(point);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  const auto east = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
  return east == U_EA_WIDE || east == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace

std::size_t cell_width(std::string_view text) {
  std::size_t width = 0;
  const auto letters = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  for (std::int32_t at = 0; at < letters.length(); at = letters.moveIndex32(at, 1))
    width += width_of(letters.char32At(at));
  return width;
}

}  // namespace setoff
