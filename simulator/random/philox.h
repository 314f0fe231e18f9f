#pragma once
// Philox4x32-10, a stateless counter-based generator: the same counter and key yield the same 128
// bits on every machine, in any order, on any thread. Source: Salmon, Moraes, Dror, Shaw, "Parallel
// Random Numbers: As Easy as 1, 2, 3", SC 2011, section 4.3; test vectors of the Random123
// distribution.

#include <array>
#include <cstdint>

namespace setoff::simulator {

using PhiloxBlock = std::array<std::uint32_t, 4>;
using PhiloxKey = std::array<std::uint32_t, 2>;

[[nodiscard]] constexpr PhiloxBlock philox4x32(PhiloxBlock counter, PhiloxKey key) {
  constexpr std::uint64_t kFirstFactor = 0xD2511F53U;
  constexpr std::uint64_t kSecondFactor = 0xCD9E8D57U;
  constexpr std::uint32_t kFirstWeyl = 0x9E3779B9U;
  constexpr std::uint32_t kSecondWeyl = 0xBB67AE85U;
  constexpr int kRounds = 10;
  for (int round = 0; round < kRounds; ++round) {
    const std::uint64_t first = kFirstFactor * counter[0];
    const std::uint64_t second = kSecondFactor * counter[2];
    counter = {static_cast<std::uint32_t>(second >> 32U) ^ counter[1] ^ key[0],
               static_cast<std::uint32_t>(second),
               static_cast<std::uint32_t>(first >> 32U) ^ counter[3] ^ key[1],
               static_cast<std::uint32_t>(first)};
    key = {key[0] + kFirstWeyl, key[1] + kSecondWeyl};
  }
  return counter;
}

}  // namespace setoff::simulator
