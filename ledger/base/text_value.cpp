#include "ledger/base/text_value.h"

#include <algorithm>
#include <cstdint>

namespace setoff {
namespace {

constexpr std::size_t kSegmentSizeMax = 32;

bool is_lower_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}
bool is_alphanumeric(char c) {
  return is_lower_or_digit(c) || (c >= 'A' && c <= 'Z');
}

// Bytes of the UTF-8 sequence at the front of `text`; 0 if it is not valid or a control character.
std::size_t sequence_size(std::string_view text) {
  const auto byte = [&](std::size_t i) -> std::uint32_t {
    return static_cast<unsigned char>(text[i]);
  };
  const auto lead = byte(0);
  if (lead < 0x80) return lead < 0x20 || lead == 0x7F ? 0 : 1;
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < size) return 0;
  std::uint32_t point = lead & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return 0;
    point = (point << 6U) | (byte(i) & 0x3FU);
  }
  const bool overlong = (size == 3 && point < 0x800) || (size == 4 && point < 0x10000);
  const bool forbidden = (point >= 0xD800 && point <= 0xDFFF) || point > 0x10FFFF || point < 0xA0;
  return overlong || forbidden ? 0 : size;
}

}  // namespace

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= kNameSizeMax && is_alphanumeric(text.front()) &&
         std::ranges::all_of(text, [](char c) {
           return is_alphanumeric(c) || c == '.' || c == '_' || c == '/' || c == '-';
         });
}

bool is_segment(std::string_view text) {
  return !text.empty() && text.size() <= kSegmentSizeMax && is_lower_or_digit(text.front()) &&
         std::ranges::all_of(text, [](char c) { return is_lower_or_digit(c) || c == '-'; });
}

bool is_text(std::string_view text) {
  if (text.size() > kTextSizeMax) return false;
  while (!text.empty()) {
    const auto size = sequence_size(text);
    if (size == 0) return false;
    text.remove_prefix(size);
  }
  return true;
}

}  // namespace setoff
