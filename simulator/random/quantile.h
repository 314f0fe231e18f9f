#pragma once
// Quantiles (inverse distribution functions) of the probability distributions: one uniform number u
// in (0, 1) yields one draw, and draws increase with u. Units are those of the parameters. Sources:
// normal: Wichura 1988, AS 241 (PPND16); incomplete gamma and beta functions: DLMF 8.7.1, 8.9.2,
// 8.17.22, inverted by bisection.

namespace setoff::simulator {

[[nodiscard]] double uniform_quantile(double u, double low, double high);
[[nodiscard]] double triangular_quantile(double u, double low, double mode, double high);
[[nodiscard]] double normal_quantile(double u, double mean, double sd);
// Parameters: median and 90 % quantile; p90 >= median > 0.
[[nodiscard]] double lognormal_quantile(double u, double median, double p90);
[[nodiscard]] double exponential_quantile(double u, double mean);
// Parameters: mean > 0 and coefficient of variation > 0.
[[nodiscard]] double gamma_quantile(double u, double mean, double cv);
// On (0, 1). Parameters: mean and standard deviation, with sd^2 < mean (1 - mean).
[[nodiscard]] double beta_quantile(double u, double mean, double sd);
// 1 if u lies in the upper `probability` of (0, 1), else 0.
[[nodiscard]] double chance_quantile(double u, double probability);

// Regularised incomplete functions P(a, x) and I_x(a, b): the distribution functions of the gamma
// and beta distributions.
[[nodiscard]] double gamma_p(double a, double x);
[[nodiscard]] double beta_i(double x, double a, double b);

// The distribution function of the standard normal.
[[nodiscard]] double normal_probability(double z);

}  // namespace setoff::simulator
