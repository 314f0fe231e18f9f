#pragma once
// Classes of ASCII characters, independent of the locale; and where UTF-8 text may be cut.

#include <cstddef>
#include <string_view>

namespace setoff {

[[nodiscard]] constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
[[nodiscard]] constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
[[nodiscard]] constexpr bool is_letter_or_digit(char c) {
  return is_letter(c) || is_digit(c);
}
[[nodiscard]] constexpr bool is_lower_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || is_digit(c);
}
[[nodiscard]] constexpr bool is_one_of(char c, std::string_view set) {
  return set.find(c) != std::string_view::npos;
}

// The byte of the text at index i; 0 beyond its end.
[[nodiscard]] constexpr char byte_at(std::string_view text, std::size_t i) {
  return i < text.size() ? text[i] : '\0';
}

// Whether a byte is a UTF-8 continuation byte: not the first of its character.
[[nodiscard]] constexpr bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}
// At most the first `size` bytes of a UTF-8 text, never ending inside a character.
[[nodiscard]] constexpr std::string_view beginning(std::string_view text, std::size_t size) {
  if (text.size() <= size) return text;
  while (size > 0 && is_continuation(text[size]))
    --size;
  return text.substr(0, size);
}

}  // namespace setoff
