#pragma once
// Sobol's sequence: points that fill the unit cube more evenly than random ones (Sobol 1967). Its
// direction numbers are those of Joe and Kuo 2008, "Constructing Sobol sequences with better
// two-dimensional projections", SIAM J. Sci. Comput. 30, 2635-2654: the file new-joe-kuo-6.21201,
// dimensions 1 to 128 (here 0 to 127).

#include <cstdint>

namespace setoff::simulator {

inline constexpr std::uint32_t kSobolDimensions = 128;

// The coordinate of point `index` as a binary fraction, times 2^32. Points are in the order of the
// index, not of its Gray code. dimension < kSobolDimensions.
[[nodiscard]] std::uint32_t sobol_fraction(std::uint32_t index, std::uint32_t dimension);

// The fraction after Owen's nested uniform scrambling, in (0, 1): each bit is flipped by a hash of
// the key and all bits above it, and the bits below 2^-32 are a hash of them all. The points remain
// as even as before, and each is uniformly distributed over the keys. Source: Owen 1995, "Randomly
// permuted (t,m,s)-nets and (t,s)-sequences".
[[nodiscard]] double owen_scrambled(std::uint32_t fraction, std::uint64_t key);

}  // namespace setoff::simulator
