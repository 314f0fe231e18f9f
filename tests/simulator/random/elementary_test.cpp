// Drawn numbers are the same bits on every machine and from every compiler: values recorded once,
// compared bit by bit. What they should be comes from the system's functions in long double.

#include "simulator/random/elementary.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string>

#include "simulator/random/quantile.h"
#include "simulator/random/uniform.h"

namespace setoff::simulator {
namespace {

constexpr int kPoints = 20'000;

// In units in the last place of `right`.
double error_of(double value, long double right) {
  const auto rounded = std::fabs(static_cast<double>(right));
  const double unit = std::nextafter(rounded, HUGE_VAL) - rounded;
  return static_cast<double>(std::fabs(value - right) / unit);
}

double point(const char* of, int i) {
  return uniform(1, 0, of + std::to_string(i));
}

TEST(Elementary, AreRightToTheLastPlaces) {
  for (int i = 0; i < kPoints; ++i) {
    const double u = point("u", i);
    const int exponent = static_cast<int>(point("e", i) * 600) - 300;
    const double wide = std::ldexp(0.5 + u, exponent);
    EXPECT_LT(error_of(natural_log(wide), std::log(static_cast<long double>(wide))), 2) << wide;
    const double close = 1.0 + (u - 0.5) / 64;
    EXPECT_LT(error_of(natural_log(close), std::log(static_cast<long double>(close))), 2) << close;
    const double power = 1400 * (u - 0.5);
    EXPECT_LT(error_of(exponential(power), std::exp(static_cast<long double>(power))), 2) << power;
    const double small = -std::ldexp(u, -(i % 60));
    EXPECT_LT(error_of(natural_log_one_plus(small), std::log1p(static_cast<long double>(small))), 4)
        << small;
  }
}

TEST(Elementary, LogGammaIsThatOfFactorials) {
  double log_factorial = 0;
  for (int n = 1; n < 100; ++n) {
    EXPECT_NEAR(log_gamma(n) - log_factorial, 0, 1e-14 * std::max(1.0, log_factorial)) << n;
    log_factorial += std::log(n);
  }
  EXPECT_NEAR(log_gamma(0.5), std::log(3.14159265358979323846) / 2, 1e-14);
  EXPECT_NEAR(log_gamma(1e-6) - std::log(1e6), -0.5772156649e-6 + 0.82e-12, 1e-13);
}

TEST(Elementary, EndsAreThoseOfTheNumbers) {
  EXPECT_EQ(exponential(0), 1);
  EXPECT_EQ(exponential(-800), 0);
  EXPECT_TRUE(std::isinf(exponential(800)));
  EXPECT_EQ(natural_log(1), 0);
  EXPECT_EQ(natural_log_one_plus(-1e-17), -1e-17);
}

TEST(Elementary, GiveTheRecordedBits) {
  EXPECT_EQ(natural_log(1e-300), -0x1.5963447f87fb5p+9);
  EXPECT_EQ(natural_log(0.003), -0x1.73c8ffae4bedep+2);
  EXPECT_EQ(natural_log(0.9999999), -0x1.ad7f2b1049b9fp-24);
  EXPECT_EQ(natural_log(45.678), 0x1.e92abd1b4e3bp+1);
  EXPECT_EQ(natural_log_one_plus(-0.999), -0x1.ba18a998fff9fp+2);
  EXPECT_EQ(natural_log_one_plus(-1e-5), -0x1.4f8bc681e6005p-17);
  EXPECT_EQ(exponential(-30.3), 0x1.3833f323dbf98p-44);
  EXPECT_EQ(exponential(0.25), 0x1.48b5e3c3e8186p+0);
  EXPECT_EQ(exponential(700.1), 0x1.058614179b2a5p+1010);
  EXPECT_EQ(log_gamma(0.3), 0x1.188637a6c4198p+0);
  EXPECT_EQ(log_gamma(8.16), 0x1.1b2ded0b17bccp+3);
  EXPECT_EQ(log_gamma(1e6), 0x1.871921236750dp+23);
}

TEST(Quantiles, GiveTheRecordedBits) {
  struct Row {
    double u;
    std::array<double, 6> recorded;
  };
  constexpr Row kRows[] = {{0.0001,
                            {0x1.6cf515b28d478p+3, 0x1.a663401d58b98p-1, 0x1.26ed3f439a274p-8,
                             0x1.3dfc903a879cbp+2, 0x1.5a34cb50c92aep-2, 0x1.f1f5bfa40b593p+3}},
                           {0.3,
                            {0x1.b60c470a39111p+4, 0x1.9844b96262604p+3, 0x1.00ce535ee6084p+4,
                             0x1.628613b071e19p+4, 0x1.9fdeb35f1adb8p-1, 0x1.6e07c1fd741e4p+5}},
                           {0.5,
                            {0x1.ep+4, 0x1.4p+4, 0x1.f310e368fe178p+4, 0x1.add86f84a5c35p+4,
                             0x1.bd6b18c2fc0b8p-1, 0x1.ca010519c3646p+5}},
                           {0.95,
                            {0x1.31cb4d17828adp+5, 0x1.47b1a9e3db091p+6, 0x1.0d9dabecd7c01p+7,
                             0x1.6e94c9e62bcebp+5, 0x1.f3172bded867cp-1, 0x1.90a0a14328da8p+6}},
                           {0.999999,
                            {0x1.ae23109ebf3b6p+5, 0x1.2637aa532dcap+10, 0x1.36d9573f91346p+9,
                             0x1.942b4de6066ddp+6, 0x1.fff96e04b872p-1, 0x1.dfa5210718a44p+6}}};
  for (const Row& row : kRows) {
    const std::array drawn{
        normal_quantile(row.u, 30, 5),   lognormal_quantile(row.u, 20, 60),
        exponential_quantile(row.u, 45), gamma_quantile(row.u, 28, 0.35),
        beta_quantile(row.u, 0.85, 0.1), triangular_quantile(row.u, 15, 45, 120)};
    EXPECT_EQ(drawn, row.recorded) << row.u;
  }
}

}  // namespace
}  // namespace setoff::simulator
