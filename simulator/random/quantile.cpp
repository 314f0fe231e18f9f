#include "simulator/random/quantile.h"

#include <array>
#include <cmath>

#include "simulator/random/elementary.h"

namespace setoff::simulator {

namespace {

constexpr int kTermsMax = 10'000;
constexpr int kHalvings = 200;
constexpr double kTiny = 1e-300;
constexpr double kConverged = 1e-16;

double polynomial(const std::array<double, 8>& coefficients, double x) {
  double sum = 0;
  for (auto at = coefficients.rbegin(); at != coefficients.rend(); ++at)
    sum = sum * x + *at;
  return sum;
}

double standard_normal_quantile(double u) {
  constexpr std::array<double, 8> kA{3.3871328727963666080e0,  1.3314166789178437745e+2,
                                     1.9715909503065514427e+3, 1.3731693765509461125e+4,
                                     4.5921953931549871457e+4, 6.7265770927008700853e+4,
                                     3.3430575583588128105e+4, 2.5090809287301226727e+3};
  constexpr std::array<double, 8> kB{1.0,
                                     4.2313330701600911252e+1,
                                     6.8718700749205790830e+2,
                                     5.3941960214247511077e+3,
                                     2.1213794301586595867e+4,
                                     3.9307895800092710610e+4,
                                     2.8729085735721942674e+4,
                                     5.2264952788528545610e+3};
  constexpr std::array<double, 8> kC{1.42343711074968357734e0,  4.63033784615654529590e0,
                                     5.76949722146069140550e0,  3.64784832476320460504e0,
                                     1.27045825245236838258e0,  2.41780725177450611770e-1,
                                     2.27238449892691845833e-2, 7.74545014278341407640e-4};
  constexpr std::array<double, 8> kD{1.0,
                                     2.05319162663775882187e0,
                                     1.67638483018380384940e0,
                                     6.89767334985100004550e-1,
                                     1.48103976427480074590e-1,
                                     1.51986665636164571966e-2,
                                     5.47593808499534494600e-4,
                                     1.05075007164441684324e-9};
  constexpr std::array<double, 8> kE{6.65790464350110377720e0,  5.46378491116411436990e0,
                                     1.78482653991729133580e0,  2.96560571828504891230e-1,
                                     2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                     2.71155556874348757815e-5, 2.01033439929228813265e-7};
  constexpr std::array<double, 8> kF{1.0,
                                     5.99832206555887937690e-1,
                                     1.36929880922735805310e-1,
                                     1.48753612908506148525e-2,
                                     7.86869131145613259100e-4,
                                     1.84631831751005468180e-5,
                                     1.42151175831644588870e-7,
                                     2.04426310338993978564e-15};
  const double q = u - 0.5;
  if (std::fabs(q) <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * polynomial(kA, r) / polynomial(kB, r);
  }
  const double r = std::sqrt(-natural_log(q < 0 ? u : 1.0 - u));
  const double far = r <= 5.0 ? polynomial(kC, r - 1.6) / polynomial(kD, r - 1.6)
                              : polynomial(kE, r - 5.0) / polynomial(kF, r - 5.0);
  return q < 0 ? -far : far;
}

// The x in low..high at which the increasing `function` reaches u.
template <class Function>
double bisect(Function function, double u, double low, double high) {
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = low + (high - low) / 2;
    if (!(middle > low && middle < high)) return middle;
    (function(middle) < u ? low : high) = middle;
  }
  return low + (high - low) / 2;
}

// 1 - P(a, x) by continued fraction, for x >= a + 1.
double gamma_q_fraction(double a, double x) {
  double b = x + 1.0 - a;
  double c = 1.0 / kTiny;
  double d = 1.0 / b;
  double h = d;
  for (int i = 1; i < kTermsMax; ++i) {
    const double n = -i * (i - a);
    b += 2.0;
    d = 1.0 / (n * d + b);
    c = b + n / c;
    const double factor = d * c;
    h *= factor;
    if (std::fabs(factor - 1.0) < kConverged) break;
  }
  return exponential(-x + a * natural_log(x) - log_gamma(a)) * h;
}

double guarded(double value) {
  return std::fabs(value) < kTiny ? kTiny : value;
}

double beta_fraction(double x, double a, double b) {
  double c = 1.0;
  double d = 1.0 / guarded(1.0 - (a + b) * x / (a + 1.0));
  double h = d;
  for (int m = 1; m < kTermsMax; ++m) {
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1.0 / guarded(1.0 + even * d);
    c = guarded(1.0 + even / c);
    h *= d * c;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1.0 / guarded(1.0 + odd * d);
    c = guarded(1.0 + odd / c);
    const double factor = d * c;
    h *= factor;
    if (std::fabs(factor - 1.0) < kConverged) break;
  }
  return h;
}

}  // namespace

double gamma_p(double a, double x) {
  if (x <= 0) return 0;
  if (x >= a + 1.0) return 1.0 - gamma_q_fraction(a, x);
  double term = 1.0 / a;
  double sum = term;
  for (int i = 1; i < kTermsMax; ++i) {
    term *= x / (a + i);
    sum += term;
    if (term < sum * kConverged) break;
  }
  return sum * exponential(-x + a * natural_log(x) - log_gamma(a));
}

double beta_i(double x, double a, double b) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const double front = exponential(log_gamma(a + b) - log_gamma(a) - log_gamma(b) +
                                   a * natural_log(x) + b * natural_log_one_plus(-x));
  if (x < (a + 1.0) / (a + b + 2.0)) return front * beta_fraction(x, a, b) / a;
  return 1.0 - front * beta_fraction(1.0 - x, b, a) / b;
}

double uniform_quantile(double u, double low, double high) {
  return low + u * (high - low);
}

double triangular_quantile(double u, double low, double mode, double high) {
  const double width = high - low;
  if (width <= 0) return low;
  const double split = (mode - low) / width;
  if (u < split) return low + std::sqrt(u * width * (mode - low));
  return high - std::sqrt((1.0 - u) * width * (high - mode));
}

double normal_quantile(double u, double mean, double sd) {
  return mean + sd * standard_normal_quantile(u);
}

double lognormal_quantile(double u, double median, double p90) {
  const double sigma = natural_log(p90 / median) / standard_normal_quantile(0.9);
  return median * exponential(sigma * standard_normal_quantile(u));
}

double exponential_quantile(double u, double mean) {
  return -mean * natural_log_one_plus(-u);
}

double gamma_quantile(double u, double mean, double cv) {
  const double shape = 1.0 / (cv * cv);
  double high = shape + 10.0;
  while (gamma_p(shape, high) < u && high < 1e12)
    high *= 2;
  const auto distribution = [shape](double x) { return gamma_p(shape, x); };
  return bisect(distribution, u, 0.0, high) * mean / shape;
}

double beta_quantile(double u, double mean, double sd) {
  const double sum = mean * (1.0 - mean) / (sd * sd) - 1.0;
  const double a = mean * sum;
  const double b = (1.0 - mean) * sum;
  return bisect([a, b](double x) { return beta_i(x, a, b); }, u, 0.0, 1.0);
}

double chance_quantile(double u, double probability) {
  return u > 1.0 - probability ? 1.0 : 0.0;
}

double normal_probability(double z) {
  const double half = gamma_p(0.5, z * z / 2) / 2;
  return z < 0 ? 0.5 - half : 0.5 + half;
}

}  // namespace setoff::simulator
