#pragma once
// A uniform number for an identity: what the draw is for ("approval-lag/food-gas-2020-04-01"), in
// which path, under which seed. It does not depend on how many numbers were drawn before, so that a
// change of policy shifts no other draw.

#include <cstdint>
#include <string_view>

namespace setoff::sim {

// A number in the open interval (0, 1), a multiple of 2^-53 plus 2^-54.
[[nodiscard]] double uniform(std::uint64_t seed, std::uint64_t path, std::string_view identity);

// 64 bits of an identity: FNV-1a (Fowler, Noll, Vo), then the finalizer of MurmurHash3 (Appleby).
[[nodiscard]] std::uint64_t identity_hash(std::string_view identity);

}  // namespace setoff::sim
