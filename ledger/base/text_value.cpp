#include "ledger/base/text_value.h"

#include <array>
#include <cstdint>

namespace setoff {
namespace {

constexpr std::size_t kSegmentSizeMax = 32;

// What a byte may be part of.
enum : std::uint8_t {
  kAlphanumeric = 1,
  kInName = 2,
  kLowerOrDigit = 4,
  kInSegment = 8,
  kPlain = 16
};

constexpr auto kClasses = [] {
  std::array<std::uint8_t, 256> classes{};
  for (unsigned c = 0x20; c < 0x7F; ++c) {
    const bool lower = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    const bool alphanumeric = lower || (c >= 'A' && c <= 'Z');
    const bool in_name = alphanumeric || c == '.' || c == '_' || c == '/' || c == '-';
    const bool in_segment = lower || c == '-';
    classes[c] = static_cast<std::uint8_t>(kPlain | (alphanumeric ? kAlphanumeric : 0) |
                                           (in_name ? kInName : 0) | (lower ? kLowerOrDigit : 0) |
                                           (in_segment ? kInSegment : 0));
  }
  return classes;
}();

unsigned classes_of(char c) {
  return kClasses[static_cast<unsigned char>(c)];
}

// Without a branch for each byte: names are read many times for each event.
bool all_in(std::string_view text, unsigned wanted) {
  unsigned common = wanted;
  for (const char c : text)
    common &= classes_of(c);
  return common != 0;
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
  return !text.empty() && text.size() <= kNameSizeMax &&
         (classes_of(text.front()) & kAlphanumeric) != 0 && all_in(text, kInName);
}

bool is_segment(std::string_view text) {
  return !text.empty() && text.size() <= kSegmentSizeMax &&
         (classes_of(text.front()) & kLowerOrDigit) != 0 && all_in(text, kInSegment);
}

bool is_text(std::string_view text) {
  if (text.size() > kTextSizeMax) return false;
  if (all_in(text, kPlain)) return true;
  while (!text.empty()) {
    const auto size = sequence_size(text);
    if (size == 0) return false;
    text.remove_prefix(size);
  }
  return true;
}

}  // namespace setoff
