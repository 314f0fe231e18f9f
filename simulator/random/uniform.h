#pragma once
// Uniform random numbers by identity: the purpose of the draw ("approval-lag/food-gas-2020-04-01"),
// the path and the seed. A number does not depend on how many were drawn before, so a change of
// policy leaves all other draws unchanged.

#include <cstdint>
#include <string_view>

namespace setoff::simulator {

// A number in the open interval (0, 1): a multiple of 2^-53, plus 2^-54.
[[nodiscard]] double uniform(std::uint64_t seed, std::uint64_t path, std::string_view identity);

// 64-bit hash of an identity: FNV-1a (Fowler, Noll, Vo), then the finalizer of MurmurHash3
// (Appleby).
[[nodiscard]] std::uint64_t identity_hash(std::string_view identity);

}  // namespace setoff::simulator
