#include "simulator/random/uniform.h"

#include "simulator/random/philox.h"

namespace setoff::simulator {

namespace {

constexpr std::uint32_t low(std::uint64_t value) {
  return static_cast<std::uint32_t>(value);
}
constexpr std::uint32_t high(std::uint64_t value) {
  return static_cast<std::uint32_t>(value >> 32U);
}

}  // namespace

std::uint64_t identity_hash(std::string_view identity) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char c : identity)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  hash = (hash ^ (hash >> 33U)) * 0xFF51AFD7ED558CCDU;
  hash = (hash ^ (hash >> 33U)) * 0xC4CEB9FE1A85EC53U;
  return hash ^ (hash >> 33U);
}

double uniform(std::uint64_t seed, std::uint64_t path, std::string_view identity) {
  const std::uint64_t hash = identity_hash(identity);
  const PhiloxBlock block =
      philox4x32({low(hash), high(hash), low(path), high(path)}, {low(seed), high(seed)});
  const std::uint64_t bits = (std::uint64_t{block[0]} << 32U | block[1]) >> 11U;
  constexpr double kStep = 0x1.0p-53;
  // The largest value, 2^53 - 1/2 steps, would round to one.
  const double value = (static_cast<double>(bits) + 0.5) * kStep;
  return value < 1.0 ? value : 1.0 - kStep;
}

}  // namespace setoff::simulator
