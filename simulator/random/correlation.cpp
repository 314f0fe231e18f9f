#include "simulator/random/correlation.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>

#include "ledger/base/check.h"

namespace setoff::simulator {

namespace {

// In the last places only: entries come from one file, where both halves are written once.
constexpr double kSymmetry = 1e-12;

std::string place_in_matrix(std::size_t row, std::size_t column) {
  return "row " + std::to_string(row + 1) + ", column " + std::to_string(column + 1);
}

// Rotates rows and columns p and q of `a` so that a[p][q] becomes 0, and the rows of `v` along.
void rotate(std::vector<double>& a, std::vector<double>& v, std::size_t p, std::size_t q) {
  const std::size_t n = rows_of(a);
  const double off = a[p * n + q];
  const double theta = (a[q * n + q] - a[p * n + p]) / (2.0 * off);
  const double t = (theta < 0 ? -1.0 : 1.0) / (std::fabs(theta) + std::sqrt(theta * theta + 1.0));
  const double c = 1.0 / std::sqrt(t * t + 1.0);
  const double s = t * c;
  const auto turn = [c, s](double& x, double& y) {
    const double before = x;
    x = c * before - s * y;
    y = s * before + c * y;
  };
  for (std::size_t k = 0; k < n; ++k)
    turn(a[k * n + p], a[k * n + q]);
  for (std::size_t k = 0; k < n; ++k)
    turn(a[p * n + k], a[q * n + k]);
  for (std::size_t k = 0; k < n; ++k)
    turn(v[p * n + k], v[q * n + k]);
}

double off_diagonal(const std::vector<double>& a) {
  const std::size_t n = rows_of(a);
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j)
      if (i != j) sum += a[i * n + j] * a[i * n + j];
  return sum;
}

double sum_of_squares(const std::vector<double>& a) {
  return std::inner_product(a.begin(), a.end(), a.begin(), 0.0);
}

// The nearest symmetric matrix with eigenvalues of at least `least`.
std::vector<double> with_eigenvalues_from(const std::vector<double>& symmetric, double least) {
  const EigenSystem eigen = eigen_system(symmetric);
  const std::size_t n = eigen.values.size();
  std::vector<double> out(n * n, 0.0);
  for (std::size_t k = 0; k < n; ++k) {
    const double value = std::max(eigen.values[k], least);
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j)
        out[i * n + j] += value * eigen.vectors[k * n + i] * eigen.vectors[k * n + j];
  }
  return out;
}

// Ones on the diagonal without a change of definiteness, and both halves the same bits.
std::vector<double> scaled_to_ones(const std::vector<double>& a) {
  const std::size_t n = rows_of(a);
  std::vector<double> out(n * n, 1.0);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const double scale = std::sqrt(a[i * n + i] * a[j * n + j]);
      const double entry = scale > 0 ? std::clamp(a[i * n + j] / scale, -1.0, 1.0) : 0.0;
      out[i * n + j] = out[j * n + i] = entry;
    }
  return out;
}

}  // namespace

std::size_t rows_of(const std::vector<double>& matrix) {
  const auto n =
      static_cast<std::size_t>(std::floor(std::sqrt(static_cast<double>(matrix.size())) + 0.5));
  return n * n == matrix.size() ? n : 0;
}

Status check_correlation_form(const std::vector<double>& matrix) {
  const std::size_t n = rows_of(matrix);
  if (n == 0)
    return Error(Code::bad_field, "a correlation matrix has n rows of n entries, not " +
                                      std::to_string(matrix.size()) + " entries");
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      const double entry = matrix[i * n + j];
      const auto refused = [i, j](const std::string& what) {
        return Error(Code::bad_field, "the correlation in " + place_in_matrix(i, j) + " " + what);
      };
      if (!(std::fabs(entry) <= 1.0)) return refused("is not between -1 and 1");
      if (i == j && entry < 1.0) return refused("is that of a process with itself: it is 1");
      if (!(std::fabs(entry - matrix[j * n + i]) <= kSymmetry))
        return refused("differs from the one in " + place_in_matrix(j, i));
    }
  return Ok{};
}

EigenSystem eigen_system(const std::vector<double>& symmetric) {
  constexpr int kSweepsMax = 60;  // about ten suffice
  constexpr double kDone = 1e-32;
  const std::size_t n = rows_of(symmetric);
  SETOFF_CHECK(n > 0);
  std::vector<double> a = symmetric;
  std::vector<double> v(n * n, 0.0);
  for (std::size_t i = 0; i < n; ++i)
    v[i * n + i] = 1.0;
  for (int sweep = 0; sweep < kSweepsMax && off_diagonal(a) > kDone * sum_of_squares(a); ++sweep)
    for (std::size_t p = 0; p < n; ++p)
      for (std::size_t q = p + 1; q < n; ++q)
        if (std::fabs(a[p * n + q]) > 0) rotate(a, v, p, q);
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&a, n](std::size_t i) { return a[i * n + i]; });
  EigenSystem out;
  for (const std::size_t i : order) {
    out.values.push_back(a[i * n + i]);
    for (std::size_t j = 0; j < n; ++j)
      out.vectors.push_back(v[i * n + j]);
  }
  return out;
}

bool is_positive_semidefinite(const std::vector<double>& symmetric) {
  constexpr double kRoundingPerRow = 1e-10;
  const EigenSystem eigen = eigen_system(symmetric);
  return eigen.values.front() >= -kRoundingPerRow * static_cast<double>(eigen.values.size());
}

Result<std::vector<double>> cholesky(const std::vector<double>& matrix) {
  constexpr double kZero = 1e-13;  // a pivot that is rounding
  SETOFF_TRY_STATUS(check_correlation_form(matrix));
  if (!is_positive_semidefinite(matrix))
    return Error(Code::bad_field,
                 "no processes can have these correlations together: the matrix is not positive "
                 "semi-definite");
  const std::size_t n = rows_of(matrix);
  std::vector<double> lower(n * n, 0.0);
  for (std::size_t j = 0; j < n; ++j) {
    const auto rest = [&](std::size_t i) {
      double sum = matrix[i * n + j];
      for (std::size_t k = 0; k < j; ++k)
        sum -= lower[i * n + k] * lower[j * n + k];
      return sum;
    };
    const double pivot = rest(j);
    if (pivot <= kZero) continue;
    const double root = std::sqrt(pivot);
    lower[j * n + j] = root;
    for (std::size_t i = j + 1; i < n; ++i)
      lower[i * n + j] = rest(i) / root;
  }
  return lower;
}

std::vector<double> correlated(const std::vector<double>& lower,
                               const std::vector<double>& normals) {
  const std::size_t n = normals.size();
  SETOFF_CHECK(n * n == lower.size());
  std::vector<double> out(n, 0.0);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j <= i; ++j)
      out[i] += lower[i * n + j] * normals[j];
  return out;
}

// Alternating projections with Dykstra's correction, Higham 2002, algorithm 3.3.
std::vector<double> nearest_correlation(const std::vector<double>& symmetric, double least) {
  constexpr int kStepsMax = 5000;
  constexpr double kDone = 1e-13;
  const std::size_t n = rows_of(symmetric);
  SETOFF_CHECK(n > 0);
  std::vector<double> y = symmetric;
  std::vector<double> correction(n * n, 0.0);
  std::vector<double> x;
  for (int step = 0; step < kStepsMax; ++step) {
    std::vector<double> r(n * n);
    for (std::size_t i = 0; i < r.size(); ++i)
      r[i] = y[i] - correction[i];
    x = with_eigenvalues_from(r, least);
    double moved = 0;
    for (std::size_t i = 0; i < r.size(); ++i)
      correction[i] = x[i] - r[i];
    const std::vector<double> before = std::exchange(y, x);
    for (std::size_t i = 0; i < n; ++i)
      y[i * n + i] = 1.0;
    for (std::size_t i = 0; i < y.size(); ++i)
      moved = std::max(moved, std::fabs(y[i] - before[i]));
    if (moved < kDone) break;
  }
  return scaled_to_ones(x);
}

}  // namespace setoff::simulator
