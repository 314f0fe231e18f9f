#pragma once
// Uniform random numbers by identity: the purpose of the draw ("approval-lag/food-gas-2020-04-01"),
// the path and the seed. A number does not depend on how many were drawn before, so a change of
// policy leaves all other draws unchanged.

#include <cstdint>
#include <string_view>

namespace setoff::simulator {

// A number in the open interval (0, 1): a multiple of 2^-53, plus 2^-54.
[[nodiscard]] double uniform(std::uint64_t seed, std::uint64_t path, std::string_view identity);

// 64-bit hash of an identity: FNV-1a (Fowler, Noll, Vo), then mixed_bits.
[[nodiscard]] std::uint64_t identity_hash(std::string_view identity);

// A bijection of 64 bits in which each bit of the argument changes each bit of the result with
// chance one half: the finalizer of MurmurHash3 (Appleby).
[[nodiscard]] constexpr std::uint64_t mixed_bits(std::uint64_t bits) {
  bits = (bits ^ (bits >> 33U)) * 0xFF51AFD7ED558CCDU;
  bits = (bits ^ (bits >> 33U)) * 0xC4CEB9FE1A85EC53U;
  return bits ^ (bits >> 33U);
}

// The number in (0, 1) that the upper 53 of 64 bits stand for.
[[nodiscard]] double open_unit(std::uint64_t bits);

}  // namespace setoff::simulator
