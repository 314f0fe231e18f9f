#pragma once
// Bytes: a view of raw bytes. Digest: a 32-byte SHA-256 value with comparison and hash, without
// arithmetic. A default Digest is all zeros, which no real hash is expected to be. Source: FIPS
// 180-4.

#include <array>
#include <compare>
#include <cstddef>
#include <cstring>
#include <functional>
#include <span>
#include <string_view>

namespace setoff {

using Bytes = std::span<const std::byte>;

// Views a text as raw bytes.
[[nodiscard]] inline Bytes bytes_of(std::string_view text) {
  return std::as_bytes(std::span<const char>(text.data(), text.size()));
}

struct Digest {
  static constexpr std::size_t kSize = 32;
  std::array<std::byte, kSize> bytes{};

  [[nodiscard]] Bytes view() const { return bytes; }
  friend auto operator<=>(const Digest&, const Digest&) = default;
};

}  // namespace setoff

template <>
struct std::hash<setoff::Digest> {
  // A digest is already uniformly distributed, so its first word is a good hash.
  std::size_t operator()(const setoff::Digest& digest) const noexcept {
    std::size_t word = 0;
    std::memcpy(&word, digest.bytes.data(), sizeof word);
    return word;
  }
};
