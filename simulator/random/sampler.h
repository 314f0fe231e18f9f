#pragma once
// How the uniform numbers of N paths are spread over (0, 1). All designs are stateless: the number
// of a path depends on seed, number of paths, path, identity and dimension alone, so paths run in
// any order, on any machine, with the same bits. Each number by itself is uniform; the designs
// differ in how paths relate. Sources: antithetic variates: Hammersley and Morton 1956; Latin
// hypercube: McKay, Beckman, Conover 1979; scrambled Sobol points: sobol_sequence.h. Nothing fails.

#include <cstdint>
#include <string_view>

#include "ledger/base/enum_names.h"

namespace setoff::simulator {

enum class SamplingDesign : std::uint8_t { random, antithetic, latin_hypercube, sobol };

}  // namespace setoff::simulator

template <>
struct setoff::EnumNames<setoff::simulator::SamplingDesign> {
  static constexpr std::string_view values[] = {"random", "antithetic", "latin_hypercube", "sobol"};
};

namespace setoff::simulator {

class Sampler {
 public:
  Sampler(SamplingDesign design, std::uint64_t seed, std::uint64_t paths);

  // In (0, 1); path < paths.
  //   random           uniform(seed, path, identity)
  //   antithetic       paths 2k and 2k + 1 have u and 1 - u; even paths are those of `random`
  //   latin_hypercube  each of N equal strata of (0, 1) holds one path of each identity
  //   sobol            coordinate `dimension` of scrambled point `path`; best if N is a power of
  //                    two. Each identity needs a dimension of its own: two with the same one are
  //                    strongly dependent. Beyond kSobolDimensions or 2^32 paths, as
  //                    latin_hypercube
  // Only `sobol` reads the dimension.
  [[nodiscard]] double uniform(std::uint64_t path, std::string_view identity,
                               std::uint32_t dimension) const;

  [[nodiscard]] SamplingDesign design() const { return design_; }
  [[nodiscard]] std::uint64_t seed() const { return seed_; }
  [[nodiscard]] std::uint64_t paths() const { return paths_; }

 private:
  SamplingDesign design_;
  std::uint64_t seed_;
  std::uint64_t paths_;
};

// A bijection of 0 .. count - 1, chosen by the key: a Feistel network on the next even number of
// bits, repeated until the result is below count (Black and Rogaway 2002, cycle walking). index <
// count.
[[nodiscard]] std::uint64_t permuted(std::uint64_t index, std::uint64_t count, std::uint64_t key);

}  // namespace setoff::simulator
