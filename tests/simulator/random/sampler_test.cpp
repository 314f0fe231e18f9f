#include "simulator/random/sampler.h"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cmath>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "simulator/random/sobol_sequence.h"
#include "simulator/random/uniform.h"

namespace setoff::simulator {
namespace {

constexpr std::array kDesigns{SamplingDesign::random, SamplingDesign::antithetic,
                              SamplingDesign::latin_hypercube, SamplingDesign::sobol};

TEST(SobolFraction, GivesThePublishedPoints) {
  // The first ten points of the authors' program, which are in the order of the Gray code.
  constexpr double kPublished[10][3] = {{0, 0, 0},
                                        {0.5, 0.5, 0.5},
                                        {0.75, 0.25, 0.25},
                                        {0.25, 0.75, 0.75},
                                        {0.375, 0.375, 0.625},
                                        {0.875, 0.875, 0.125},
                                        {0.625, 0.125, 0.875},
                                        {0.125, 0.625, 0.375},
                                        {0.1875, 0.3125, 0.9375},
                                        {0.6875, 0.8125, 0.4375}};
  for (std::uint32_t n = 0; n < 10; ++n)
    for (std::uint32_t dimension = 0; dimension < 3; ++dimension)
      EXPECT_EQ(sobol_fraction(n ^ (n >> 1U), dimension) * 0x1.0p-32, kPublished[n][dimension])
          << n << " " << dimension;
}

TEST(SobolFraction, EachDimensionHasOnePointInEachInterval) {
  for (std::uint32_t dimension = 0; dimension < kSobolDimensions; ++dimension) {
    std::set<std::uint32_t> intervals;
    for (std::uint32_t i = 0; i < 4096; ++i)
      intervals.insert(sobol_fraction(i, dimension) >> 20U);
    EXPECT_EQ(intervals.size(), 4096U) << dimension;
  }
}

// Joe and Kuo's property A: of the first 2^d points in d dimensions, each has an octant of its own.
TEST(SobolFraction, PointsHaveOctantsOfTheirOwn) {
  constexpr std::uint32_t kTogether = 16;
  std::set<std::uint32_t> octants;
  for (std::uint32_t i = 0; i < 1U << kTogether; ++i) {
    std::uint32_t octant = 0;
    for (std::uint32_t dimension = 0; dimension < kTogether; ++dimension)
      octant = octant << 1U | sobol_fraction(i, dimension) >> 31U;
    octants.insert(octant);
  }
  EXPECT_EQ(octants.size(), 1U << kTogether);
}

// Recorded when all 128 dimensions were those of Boost.Random, which reads the same file.
TEST(SobolFraction, LastDimensionsAreThoseOfTheFile) {
  EXPECT_EQ(sobol_fraction(123'456'789, 60), 2985930336U);
  EXPECT_EQ(sobol_fraction(123'456'789, 127), 1320108832U);
}

TEST(Sampler, RandomNumbersAreTheUsualOnes) {
  const Sampler sampler(SamplingDesign::random, 1399, 100);
  for (std::uint64_t path = 0; path < 100; ++path)
    EXPECT_EQ(sampler.uniform(path, "price/oil", 3), uniform(1399, path, "price/oil"));
}

TEST(Sampler, AntitheticPathsMirrorEachOther) {
  const Sampler sampler(SamplingDesign::antithetic, 1399, 1000);
  for (std::uint64_t path = 0; path < 1000; path += 2) {
    const double u = sampler.uniform(path, "price/oil", 0);
    EXPECT_EQ(u, uniform(1399, path, "price/oil"));
    EXPECT_EQ(sampler.uniform(path + 1, "price/oil", 0), 1 - u);
  }
}

TEST(Sampler, LatinHypercubeHasOnePathInEachStratum) {
  for (const std::uint64_t paths : {1U, 2U, 3U, 10U, 64U, 999U, 5000U}) {
    const Sampler sampler(SamplingDesign::latin_hypercube, 7, paths);
    for (const char* identity : {"price/oil", "rate/iqd", ""}) {
      std::set<std::uint64_t> strata;
      for (std::uint64_t path = 0; path < paths; ++path)
        strata.insert(static_cast<std::uint64_t>(sampler.uniform(path, identity, 0) *
                                                 static_cast<double>(paths)));
      EXPECT_EQ(strata.size(), paths) << identity;
    }
  }
}

TEST(Sampler, ScrambledSobolPointsFillTheSquareEvenly) {
  const Sampler sampler(SamplingDesign::sobol, 7, 1024);
  for (const unsigned across : {0U, 3U, 5U, 10U}) {
    std::set<std::pair<int, int>> cells;
    for (std::uint64_t path = 0; path < 1024; ++path)
      cells.emplace(static_cast<int>(sampler.uniform(path, "a", 0) * (1U << across)),
                    static_cast<int>(sampler.uniform(path, "b", 1) * (1U << (10 - across))));
    EXPECT_EQ(cells.size(), 1024U) << across;
  }
}

TEST(Sampler, DimensionsBeyondTheTableAreALatinHypercube) {
  const Sampler sobol(SamplingDesign::sobol, 7, 500);
  const Sampler latin(SamplingDesign::latin_hypercube, 7, 500);
  for (std::uint64_t path = 0; path < 500; ++path)
    EXPECT_EQ(sobol.uniform(path, "a", kSobolDimensions), latin.uniform(path, "a", 0));
}

// Over the seeds, the number of one path is uniform: chi-square of 20 classes below its 0.1 %
// quantile from above, 43.8.
TEST(Sampler, EachNumberIsUniformOverTheSeeds) {
  constexpr int kSeeds = 10'000;
  for (const SamplingDesign design : kDesigns)
    for (const std::uint64_t path : {0U, 3U, 9U}) {
      std::array<int, 20> counts{};
      for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        const double u = Sampler(design, seed, 10).uniform(path, "price/oil", 4);
        ASSERT_TRUE(u > 0 && u < 1);
        ++counts.at(static_cast<std::size_t>(u * 20));
      }
      double chi_square = 0;
      for (const int count : counts)
        chi_square += (count - kSeeds / 20.0) * (count - kSeeds / 20.0) / (kSeeds / 20.0);
      EXPECT_LT(chi_square, 43.8) << static_cast<int>(design) << " " << path;
    }
}

// Numbers of two identities (and dimensions) of one path are independent over the seeds: 5 x 5
// classes, 24 degrees of freedom, 0.1 % quantile 51.2.
TEST(Sampler, TwoIdentitiesAreIndependentOverTheSeeds) {
  constexpr int kSeeds = 10'000;
  for (const SamplingDesign design : kDesigns) {
    std::array<int, 25> counts{};
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
      const Sampler sampler(design, seed, 10);
      const double a = sampler.uniform(5, "price/oil", 4);
      const double b = sampler.uniform(5, "price/gas", 5);
      ++counts.at(static_cast<std::size_t>(a * 5) * 5 + static_cast<std::size_t>(b * 5));
    }
    double chi_square = 0;
    for (const int count : counts)
      chi_square += (count - kSeeds / 25.0) * (count - kSeeds / 25.0) / (kSeeds / 25.0);
    EXPECT_LT(chi_square, 51.2) << static_cast<int>(design);
  }
}

TEST(Permuted, IsABijectionThatReachesEachPlaceEquallyOften) {
  constexpr int kKeys = 9'000;
  for (const std::uint64_t count : {1U, 2U, 3U, 7U, 16U, 100U}) {
    std::vector<int> places(count);
    for (std::uint64_t key = 0; key < kKeys; ++key) {
      std::set<std::uint64_t> images;
      for (std::uint64_t i = 0; i < count; ++i)
        images.insert(permuted(i, count, mixed_bits(key)));
      ASSERT_EQ(images.size(), count);
      ++places[permuted(0, count, mixed_bits(key))];
    }
    const double expected = kKeys / static_cast<double>(count);
    for (const int times : places)  // four standard errors
      EXPECT_NEAR(times, expected, 4 * std::sqrt(expected) + 1e-9) << count;
  }
}

// The mean of an increasing function of four numbers: how far it is off, over the seeds.
double error_of_mean(SamplingDesign design) {
  constexpr std::uint64_t kPathsOfMean = 256;
  constexpr int kSeeds = 100;
  double squares = 0;
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    const Sampler sampler(design, seed, kPathsOfMean);
    double sum = 0;
    for (std::uint64_t path = 0; path < kPathsOfMean; ++path) {
      double product = 1;
      for (std::uint32_t i = 0; i < 4; ++i)
        product *= 1 + 0.5 * (sampler.uniform(path, "x" + std::to_string(i), i) - 0.5);
      sum += product;
    }
    const double error = sum / kPathsOfMean - 1;
    squares += error * error;
  }
  return std::sqrt(squares / kSeeds);
}

TEST(Sampler, EvenDesignsHaveSmallerErrors) {
  const double random = error_of_mean(SamplingDesign::random);
  EXPECT_NEAR(random, std::sqrt((std::pow(1 + 0.25 / 12, 4) - 1) / 256), 0.004);
  EXPECT_LT(error_of_mean(SamplingDesign::antithetic), random / 3);
  EXPECT_LT(error_of_mean(SamplingDesign::latin_hypercube), random / 3);
  EXPECT_LT(error_of_mean(SamplingDesign::sobol), random / 20);
}

TEST(Sampler, GivesTheRecordedBits) {
  constexpr std::array kRecorded{0x1.1d14f59961afep-1, 0x1.286ef65794e68p-1, 0x1.ed1d39d5cf8e2p-2,
                                 0x1.c2930cdc348bbp-2};
  for (std::size_t i = 0; i < kDesigns.size(); ++i)
    EXPECT_EQ(Sampler(kDesigns.at(i), 1399, 1000).uniform(777, "price/oil", 17), kRecorded.at(i));
}

}  // namespace
}  // namespace setoff::simulator
