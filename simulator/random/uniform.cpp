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
  return mixed_bits(hash);
}

double open_unit(std::uint64_t bits) {
  constexpr double kStep = 0x1.0p-53;
  // The largest value, 2^53 - 1/2 steps, would round to one.
  const double value = (static_cast<double>(bits >> 11U) + 0.5) * kStep;
  return value < 1.0 ? value : 1.0 - kStep;
}

double uniform(std::uint64_t seed, std::uint64_t path, std::string_view identity) {
  const std::uint64_t hash = identity_hash(identity);
  const PhiloxBlock block =
      philox4x32({low(hash), high(hash), low(path), high(path)}, {low(seed), high(seed)});
  return open_unit(std::uint64_t{block[0]} << 32U | block[1]);
}

}  // namespace setoff::simulator
