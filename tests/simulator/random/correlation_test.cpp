#include "simulator/random/correlation.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "simulator/random/quantile.h"
#include "simulator/random/uniform.h"

namespace setoff::simulator {
namespace {

using Matrix = std::vector<double>;

Matrix with_its_transpose(const Matrix& lower) {
  const std::size_t n = rows_of(lower);
  Matrix out(n * n, 0.0);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j)
      for (std::size_t k = 0; k < n; ++k)
        out[i * n + j] += lower[i * n + k] * lower[j * n + k];
  return out;
}

void expect_near(const Matrix& got, const Matrix& wanted, double tolerance) {
  ASSERT_EQ(got.size(), wanted.size());
  for (std::size_t i = 0; i < got.size(); ++i)
    EXPECT_NEAR(got[i], wanted[i], tolerance) << i;
}

// Higham 2002 and the page of NAG's g02aa: three processes that cannot be.
const Matrix kImpossible{1, 1, 0, 1, 1, 1, 0, 1, 1};

TEST(Cholesky, TimesItsTransposeIsTheMatrix) {
  const Matrix matrices[] = {
      {1},
      {1, -0.3, -0.3, 1},
      {1, 0.5, 0.2, 0.5, 1, -0.4, 0.2, -0.4, 1},
      {1, 1, 1, 1},                         // the same process twice
      {1, -1, -1, 1},                       // and its mirror
      {1, 1, 0.6, 1, 1, 0.6, 0.6, 0.6, 1},  // singular in the middle
      {1, 0.6, 0.8, 0.6, 1, 0, 0.8, 0, 1},  // the first is made of the other two
      {1, 0, 0.6, 0, 1, 0.8, 0.6, 0.8, 1},  // the last is
      {1, 1, 1, 1, 1, 1, 1, 1, 1}};
  for (const Matrix& matrix : matrices) {
    const auto lower = cholesky(matrix);
    ASSERT_TRUE(lower) << lower.error().text();
    expect_near(with_its_transpose(*lower), matrix, 1e-12);
  }
}

TEST(Cholesky, ProcessesWithCorrelationOneMoveTogether) {
  const auto lower = cholesky({1, 1, 0.6, 1, 1, 0.6, 0.6, 0.6, 1});
  ASSERT_TRUE(lower);
  const Matrix normals = correlated(*lower, {0.7, -1.9, 0.4});
  EXPECT_EQ(normals[0], 0.7);
  EXPECT_EQ(normals[1], 0.7);
  EXPECT_NEAR(normals[2], 0.6 * 0.7 + 0.8 * 0.4, 1e-15);
}

TEST(Cholesky, RefusesWhatIsNoCorrelationMatrix) {
  struct Case {
    Matrix matrix;
    const char* says;
  };
  const Case cases[] = {
      {{}, "0 entries"},
      {{1, 0}, "2 entries"},
      {{1, 0.5, 0.4, 1}, "row 2, column 1 differs from the one in row 1, column 2"},
      {{1, 1.5, 1.5, 1}, "row 2, column 1 is not between -1 and 1"},
      {{1, NAN, NAN, 1}, "row 2, column 1 is not between -1 and 1"},
      {{1, 0, 0, 0.5}, "row 2, column 2 is that of a process with itself"},
      {kImpossible, "not positive semi-definite"},
      {{1, 0.9, -0.9, 0.9, 1, 0.9, -0.9, 0.9, 1}, "not positive semi-definite"}};
  for (const Case& c : cases) {
    const auto lower = cholesky(c.matrix);
    ASSERT_FALSE(lower) << c.says;
    EXPECT_EQ(lower.error().code, Code::bad_field);
    EXPECT_NE(lower.error().detail.find(c.says), std::string::npos) << lower.error().detail;
  }
}

TEST(Correlated, NormalsHaveTheCorrelation) {
  constexpr int kDraws = 20'000;
  const auto lower = cholesky({1, 0.5, 0.2, 0.5, 1, -0.4, 0.2, -0.4, 1});
  ASSERT_TRUE(lower);
  Matrix products(9, 0.0);
  for (std::uint64_t path = 0; path < kDraws; ++path) {
    Matrix normals;
    for (const char* name : {"a", "b", "c"})
      normals.push_back(normal_quantile(uniform(11, path, name), 0, 1));
    normals = correlated(*lower, normals);
    for (std::size_t i = 0; i < 9; ++i)
      products[i] += normals[i / 3] * normals[i % 3] / kDraws;
  }
  // The standard error of a product is at most sqrt(2 / n): four of them.
  expect_near(products, {1, 0.5, 0.2, 0.5, 1, -0.4, 0.2, -0.4, 1}, 4 * std::sqrt(2.0 / kDraws));
}

TEST(EigenSystem, GivesTheKnownValues) {
  // 2 on the diagonal, -1 beside it: 2 - 2 cos(k pi / (n + 1)).
  Matrix chain(25, 0.0);
  for (std::size_t i = 0; i < 5; ++i) {
    chain[i * 6] = 2;
    if (i > 0) chain[i * 6 - 1] = chain[(i - 1) * 6 + 1] = -1;
  }
  const EigenSystem eigen = eigen_system(chain);
  Matrix again(25, 0.0);
  for (std::size_t k = 0; k < 5; ++k) {
    const double exact = 2 - 2 * std::cos(static_cast<double>(k + 1) * std::acos(-1.0) / 6);
    EXPECT_NEAR(eigen.values[k], exact, 1e-14);
    for (std::size_t i = 0; i < 25; ++i)
      again[i] += eigen.values[k] * eigen.vectors[k * 5 + i / 5] * eigen.vectors[k * 5 + i % 5];
  }
  expect_near(again, chain, 1e-14);
}

TEST(NearestCorrelation, IsThePublishedOne) {
  const Matrix nearest = nearest_correlation(kImpossible);
  const double a = 0.7607;
  const double b = 0.1573;
  expect_near(nearest, {1, a, b, a, 1, a, b, a, 1}, 5e-5);
  EXPECT_TRUE(cholesky(nearest));
}

TEST(NearestCorrelation, OfACorrelationMatrixIsItself) {
  const Matrix matrix{1, 0.5, 0.2, 0.5, 1, -0.4, 0.2, -0.4, 1};
  expect_near(nearest_correlation(matrix), matrix, 1e-12);
  const Matrix singular{1, 1, 0.6, 1, 1, 0.6, 0.6, 0.6, 1};
  expect_near(nearest_correlation(singular), singular, 1e-9);
}

// No correlation matrix in the neighbourhood is nearer.
TEST(NearestCorrelation, IsNearerThanItsNeighbours) {
  const Matrix wrong{1, 0.9, -0.9, 0.3, 0.9, 1, 0.9, 0.1, -0.9, 0.9, 1, -0.7, 0.3, 0.1, -0.7, 1};
  const Matrix nearest = nearest_correlation(wrong);
  const auto distance = [&wrong](const Matrix& other) {
    double sum = 0;
    for (std::size_t i = 0; i < other.size(); ++i)
      sum += (other[i] - wrong[i]) * (other[i] - wrong[i]);
    return sum;
  };
  int tried = 0;
  for (std::uint64_t k = 0; k < 2000; ++k) {
    Matrix other = nearest;
    for (std::size_t i = 0; i < 4; ++i)
      for (std::size_t j = 0; j < i; ++j) {
        const double by = uniform(3, k, std::to_string(i * 4 + j)) - 0.5;
        other[i * 4 + j] = other[j * 4 + i] = nearest[i * 4 + j] + 0.1 * by;
      }
    if (!check_correlation_form(other) || !is_positive_semidefinite(other)) continue;
    ++tried;
    EXPECT_GT(distance(other), distance(nearest));
  }
  EXPECT_GT(tried, 20);
}

TEST(NearestCorrelation, WithAFloorMayBeRoundedToFourDigits) {
  Matrix rounded = nearest_correlation(kImpossible, 1e-3);
  EXPECT_NEAR(eigen_system(rounded).values.front(), 1e-3, 1e-9);
  for (double& entry : rounded)
    entry = std::round(entry * 1e4) / 1e4;
  EXPECT_TRUE(cholesky(rounded));
}

}  // namespace
}  // namespace setoff::simulator
