#pragma once
// A polynomial of degree two in place of a dear model: fitted to some runs, it predicts the result
// of all other inputs, with an error of its own. History matching drops the inputs whose predicted
// result is implausible, given a mark that was observed. Sources: response surfaces: Box and Wilson
// 1951; leave-one-out error: Allen 1974 (PRESS); implausibility: Craig et al. 1997, Vernon,
// Goldstein, Bower 2010. Inputs and values may have any unit.

#include <cstddef>
#include <span>
#include <vector>

#include "ledger/base/result.h"

namespace setoff::simulator {

class Emulator {
 public:
  [[nodiscard]] double predict(std::span<const double> point) const;

  // Standard deviation of the true value about the prediction: the leave-one-out error, times what
  // the place adds, the further from the runs the more.
  [[nodiscard]] double sd(std::span<const double> point) const;

  // Root mean square of the errors that the fit without a run makes at this run.
  [[nodiscard]] double leave_one_out_error() const { return error_; }
  // Without squares and products: there are too few runs for them, or they predict no better.
  [[nodiscard]] bool is_linear() const { return linear_; }

 private:
  friend Result<Emulator> fit_emulator(const std::vector<std::vector<double>>& points,
                                       std::span<const double> values);
  struct Scale {
    double middle;
    double half;  // 0: the input never moved and has no terms
  };
  Emulator(const std::vector<std::vector<double>>& points, std::span<const double> values,
           bool linear);
  [[nodiscard]] std::vector<double> terms_at(std::span<const double> point) const;
  // The variance of the prediction, in units of that of the noise.
  [[nodiscard]] double leverage(const std::vector<double>& terms) const;
  void solve(const std::vector<std::vector<double>>& terms, std::span<const double> values);

  bool linear_;
  std::vector<Scale> scales_;               // inputs are scaled to [-1, 1] by the runs
  std::vector<std::vector<double>> upper_;  // the triangle R of the QR decomposition
  std::vector<double> coefficients_;
  double error_ = 0;
  double leverage_mean_ = 0;
};

// Least squares with a ridge of 1e-10, by Householder's QR decomposition. Runs whose value is not a
// number are left out. bad_field if fewer than three more runs than inputs are left; squares and
// products need two more runs than there are terms, (inputs + 1) (inputs + 2) / 2.
[[nodiscard]] Result<Emulator> fit_emulator(const std::vector<std::vector<double>>& points,
                                            std::span<const double> values);

// The distance of prediction and observation in standard deviations of both; above 3, the inputs
// are hardly those of the observation (Pukelsheim 1994: with any distribution of one mode, a chance
// below 5 %).
[[nodiscard]] double implausibility(double observed, double sd_observed, double predicted,
                                    double sd_predicted);

}  // namespace setoff::simulator
