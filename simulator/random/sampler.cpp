#include "simulator/random/sampler.h"

#include <algorithm>
#include <bit>

#include "ledger/base/check.h"
#include "simulator/random/sobol_sequence.h"
#include "simulator/random/uniform.h"

namespace setoff::simulator {

namespace {

constexpr double kBelowOne = 1.0 - 0x1.0p-53;

// Keys of two uses differ in `use`, so that their choices are independent.
std::uint64_t design_key(std::uint64_t seed, std::uint64_t use, std::string_view identity) {
  return mixed_bits(mixed_bits(seed + use) ^ identity_hash(identity));
}

double antithetic(std::uint64_t seed, std::uint64_t path, std::string_view identity) {
  const double u = uniform(seed, path & ~std::uint64_t{1}, identity);
  return (path & 1U) == 0 ? u : std::min(1.0 - u, kBelowOne);
}

double latin_hypercube(std::uint64_t seed, std::uint64_t path, std::uint64_t paths,
                       std::string_view identity) {
  constexpr std::uint64_t kUse = 0x4C48'5300U;
  SETOFF_CHECK(path < paths);
  const std::uint64_t stratum = permuted(path, paths, design_key(seed, kUse, identity));
  const double jittered = static_cast<double>(stratum) + uniform(seed, path, identity);
  return std::min(jittered / static_cast<double>(paths), kBelowOne);
}

double scrambled_sobol(std::uint64_t seed, std::uint64_t path, std::string_view identity,
                       std::uint32_t dimension) {
  constexpr std::uint64_t kUse = 0x534F'424FU;
  const std::uint64_t key = mixed_bits(design_key(seed, kUse, identity) + dimension);
  return owen_scrambled(sobol_fraction(static_cast<std::uint32_t>(path), dimension), key);
}

}  // namespace

Sampler::Sampler(SamplingDesign design, std::uint64_t seed, std::uint64_t paths)
    : design_(design), seed_(seed), paths_(paths) {}

double Sampler::uniform(std::uint64_t path, std::string_view identity,
                        std::uint32_t dimension) const {
  switch (design_) {
    case SamplingDesign::random:
      break;
    case SamplingDesign::antithetic:
      return antithetic(seed_, path, identity);
    case SamplingDesign::latin_hypercube:
      return latin_hypercube(seed_, path, paths_, identity);
    case SamplingDesign::sobol:
      return dimension < kSobolDimensions && paths_ <= std::uint64_t{1} << 32U
                 ? scrambled_sobol(seed_, path, identity, dimension)
                 : latin_hypercube(seed_, path, paths_, identity);
  }
  return simulator::uniform(seed_, path, identity);
}

std::uint64_t permuted(std::uint64_t index, std::uint64_t count, std::uint64_t key) {
  constexpr int kRounds = 8;
  constexpr std::uint64_t kStep = 0x9E3779B97F4A7C15U;
  const auto bits = static_cast<unsigned>(std::bit_width(count - 1));
  const unsigned half = std::max(1U, (bits + 1) / 2);
  const std::uint64_t mask = (std::uint64_t{1} << half) - 1;
  do {
    std::uint64_t left = index >> half;
    std::uint64_t right = index & mask;
    for (std::uint64_t round = 1; round <= kRounds; ++round) {
      const std::uint64_t next =
          left ^ (mixed_bits(mixed_bits(key + round * kStep) ^ right) & mask);
      left = right;
      right = next;
    }
    index = left << half | right;
  } while (index >= count);
  return index;
}

}  // namespace setoff::simulator
