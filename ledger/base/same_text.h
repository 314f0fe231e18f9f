#pragma once
// same_text(): equality of short names for hot paths, and the word reads it uses. Names in the
// books have about ten to thirty bytes and, when they differ, differ near the end.

#include <cstdint>
#include <cstring>
#include <string_view>

namespace setoff {

[[nodiscard]] inline std::uint64_t read_word(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}

// Reads up to seven bytes as a number, in at most three reads, which may overlap.
[[nodiscard]] inline std::uint64_t read_tail(const char* at, std::size_t size) {
  if (size >= sizeof(std::uint32_t)) {
    std::uint32_t front = 0;
    std::uint32_t back = 0;
    std::memcpy(&front, at, sizeof front);
    std::memcpy(&back, at + size - sizeof back, sizeof back);
    return std::uint64_t{front} << 32U | back;
  }
  if (size == 0) return 0;
  const auto byte = [at](std::size_t i) {
    return std::uint64_t{static_cast<unsigned char>(at[i])};
  };
  return byte(0) << 16U | byte(size / 2) << 8U | byte(size - 1);
}

[[nodiscard]] inline bool same_text(std::string_view a, std::string_view b) {
  constexpr auto kWord = sizeof(std::uint64_t);
  const auto size = a.size();
  if (size != b.size()) return false;
  if (size < kWord) return read_tail(a.data(), size) == read_tail(b.data(), size);
  // The words at both ends cover names of up to sixteen bytes.
  const auto last = size - kWord;
  if (read_word(a.data() + last) != read_word(b.data() + last)) return false;
  if (size <= 2 * kWord) return read_word(a.data()) == read_word(b.data());
  return a.data() == b.data() || std::memcmp(a.data(), b.data(), last) == 0;
}

}  // namespace setoff
