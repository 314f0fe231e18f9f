#include "simulator/statistics/emulator.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include "ledger/base/check.h"

namespace setoff::simulator {

namespace {

using TermRows = std::vector<std::vector<double>>;

// Reflects column k below the diagonal to zero, and all later columns along; the last is the value.
void reflect(TermRows& rows, std::size_t k) {
  double norm = 0;
  for (std::size_t i = k; i < rows.size(); ++i)
    norm += rows[i][k] * rows[i][k];
  norm = std::sqrt(norm);
  if (!(norm > 0)) return;
  std::vector<double> v(rows.size(), 0.0);
  for (std::size_t i = k; i < rows.size(); ++i)
    v[i] = rows[i][k];
  v[k] += v[k] < 0 ? -norm : norm;
  const double length = std::inner_product(v.begin(), v.end(), v.begin(), 0.0);
  for (std::size_t j = k; j < rows[k].size(); ++j) {
    double along = 0;
    for (std::size_t i = k; i < rows.size(); ++i)
      along += v[i] * rows[i][j];
    for (std::size_t i = k; i < rows.size(); ++i)
      rows[i][j] -= 2 * along / length * v[i];
  }
}

}  // namespace

std::vector<double> Emulator::terms_at(std::span<const double> point) const {
  SETOFF_CHECK(point.size() == scales_.size());
  std::vector<double> terms{1.0};
  for (std::size_t i = 0; i < point.size(); ++i)
    terms.push_back(scales_[i].half > 0 ? (point[i] - scales_[i].middle) / scales_[i].half : 0.0);
  if (linear_) return terms;
  for (std::size_t i = 1; i <= point.size(); ++i)
    for (std::size_t j = 1; j <= i; ++j)
      terms.push_back(terms[i] * terms[j]);
  return terms;
}

// Least squares of the terms, and below them a row for each but the constant that draws it to zero.
void Emulator::solve(const TermRows& terms, std::span<const double> values) {
  constexpr double kRidge = 1e-10;
  const std::size_t width = terms.front().size();
  TermRows rows = terms;
  for (std::size_t i = 0; i < rows.size(); ++i)
    rows[i].push_back(values[i]);
  for (std::size_t k = 1; k < width; ++k) {
    rows.emplace_back(width + 1, 0.0);
    rows.back()[k] = std::sqrt(kRidge);
  }
  for (std::size_t k = 0; k < width; ++k)
    reflect(rows, k);
  coefficients_.assign(width, 0.0);
  for (std::size_t k = width; k-- > 0;) {
    double rest = rows[k][width];
    for (std::size_t j = k + 1; j < width; ++j)
      rest -= rows[k][j] * coefficients_[j];
    coefficients_[k] = rest / rows[k][k];
  }
  rows.resize(width);
  upper_ = std::move(rows);
}

// |R'^-1 x|^2, by forward substitution.
double Emulator::leverage(const std::vector<double>& terms) const {
  std::vector<double> solved(terms.size(), 0.0);
  double sum = 0;
  for (std::size_t k = 0; k < terms.size(); ++k) {
    double rest = terms[k];
    for (std::size_t j = 0; j < k; ++j)
      rest -= upper_[j][k] * solved[j];
    solved[k] = rest / upper_[k][k];
    sum += solved[k] * solved[k];
  }
  return sum;
}

Emulator::Emulator(const TermRows& points, std::span<const double> values, bool linear)
    : linear_(linear) {
  for (std::size_t input = 0; input < points.front().size(); ++input) {
    double low = points.front()[input];
    double high = low;
    for (const auto& point : points) {
      low = std::min(low, point[input]);
      high = std::max(high, point[input]);
    }
    scales_.push_back({low + (high - low) / 2, (high - low) / 2});
  }
  TermRows terms;
  for (const auto& point : points)
    terms.push_back(terms_at(point));
  solve(terms, values);
  constexpr double kFreeMin = 1e-9;  // a run that alone fixes a term tells nothing of the error
  const auto runs = static_cast<double>(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double own = leverage(terms[i]);
    const double left_out = (values[i] - predict(points[i])) / std::max(kFreeMin, 1.0 - own);
    error_ += left_out * left_out / runs;
    leverage_mean_ += own / runs;
  }
  error_ = std::sqrt(error_);
}

double Emulator::predict(std::span<const double> point) const {
  const std::vector<double> terms = terms_at(point);
  return std::inner_product(terms.begin(), terms.end(), coefficients_.begin(), 0.0);
}

double Emulator::sd(std::span<const double> point) const {
  return error_ * std::sqrt((1.0 + leverage(terms_at(point))) / (1.0 + leverage_mean_));
}

Result<Emulator> fit_emulator(const std::vector<std::vector<double>>& points,
                              std::span<const double> values) {
  SETOFF_CHECK(points.size() == values.size());
  TermRows runs;
  std::vector<double> numbers;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!std::isfinite(values[i])) continue;
    runs.push_back(points[i]);
    numbers.push_back(values[i]);
  }
  const std::size_t inputs = points.empty() ? 0 : points.front().size();
  if (runs.size() < inputs + 3)
    return Error(Code::bad_field, "an emulator of " + std::to_string(inputs) +
                                      " inputs needs at least " + std::to_string(inputs + 3) +
                                      " runs that did not fail; there are " +
                                      std::to_string(runs.size()));
  Emulator linear(runs, numbers, true);
  if (runs.size() < (inputs + 1) * (inputs + 2) / 2 + 2) return linear;
  Emulator quadratic(runs, numbers, false);
  return quadratic.error_ < linear.error_ ? quadratic : linear;
}

double implausibility(double observed, double sd_observed, double predicted, double sd_predicted) {
  const double distance = std::fabs(observed - predicted);
  const double sd = std::sqrt(sd_observed * sd_observed + sd_predicted * sd_predicted);
  if (sd > 0) return distance / sd;
  return distance > 0 ? std::numeric_limits<double>::infinity() : 0.0;
}

}  // namespace setoff::simulator
