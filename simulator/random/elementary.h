#pragma once
// Natural logarithm, exponential and log-gamma, built from additions, multiplications and divisions
// alone, so that every machine and compiler yields the same bits. The functions of a system's libm
// differ in their last bits, by version and by processor features. Errors are below 4 units in the
// last place (log_gamma: below 1e-14 absolute or relative). Sources: the reductions are those of
// fdlibm (Ng, Sun Microsystems 1993); Stirling's series DLMF 5.11.1.

namespace setoff::simulator {

[[nodiscard]] double natural_log(double x);           // x > 0
[[nodiscard]] double natural_log_one_plus(double x);  // log(1 + x), x > -1
[[nodiscard]] double exponential(double x);
[[nodiscard]] double log_gamma(double x);  // x > 0

}  // namespace setoff::simulator
