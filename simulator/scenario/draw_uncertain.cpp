#include "simulator/scenario/draw_uncertain.h"

#include <algorithm>

#include "simulator/random/correlation.h"
#include "simulator/random/elementary.h"
#include "simulator/random/quantile.h"
#include "simulator/scenario/periods.h"

namespace setoff::simulator {

namespace {

constexpr double kDaysOfYear = 365;

// The first days of an entry's values.
std::vector<Day> days_of(const UncertainValue& value, const TimeFrame& time) {
  std::vector<Day> days{value.from};
  if (!value.each) return days;
  for (Day day = value.from + 1; day <= time.to; day = day + 1)
    if (period_begins(time, *value.each, day)) days.push_back(day);
  return days;
}

std::vector<double> correlations_of(const std::vector<UncertainValue>& values) {
  const std::size_t size = values.size();
  std::vector<double> matrix(size * size, 0.0);
  for (std::size_t i = 0; i < size; ++i) {
    matrix[i * size + i] = 1;
    for (const auto& [name, correlation] : values[i].moves_with) {
      const auto other = std::ranges::find(values, name, &UncertainValue::name);
      const auto j = static_cast<std::size_t>(other - values.begin());
      matrix[i * size + j] = correlation;
      matrix[j * size + i] = correlation;
    }
  }
  return matrix;
}

std::vector<double> identity(std::size_t size) {
  std::vector<double> out(size * size, 0.0);
  for (std::size_t i = 0; i < size; ++i)
    out[i * size + i] = 1;
  return out;
}

// A design spreads what is drawn once over the paths; what is drawn again and again is left to
// chance, or mirrored.
SamplingDesign design_of_repeated(SamplingDesign design) {
  return design == SamplingDesign::antithetic ? design : SamplingDesign::random;
}

class PathDraws {
 public:
  PathDraws(const std::vector<UncertainValue>& values, std::uint64_t seed,
            const DrawOptions& options)
      : values_(values),
        options_(options),
        once_(options.design, seed, options.paths),
        repeated_(design_of_repeated(options.design), seed, options.paths),
        factor_(cholesky(correlations_of(values)).value_or(identity(values.size()))) {}

  [[nodiscard]] DrawnSteps steps(std::size_t entry, const std::vector<Day>& days) const {
    const UncertainValue& value = values_[entry];
    DrawnSteps out;
    for (const Day day : days) {
      double drawn = 0;
      if (!value.process)
        drawn = quantile_of(value.law.distribution, correlated_uniform(entry, day));
      else if (out.empty())
        drawn = value.process->start;
      else
        drawn = moved_on(entry, out.back(), day);
      out.push_back({day, drawn});
    }
    return out;
  }

 private:
  [[nodiscard]] double uniform_of(std::size_t entry, Day day, std::string_view part = {}) const {
    const UncertainValue& value = values_[entry];
    std::string key = "uncertain/" + value.name;
    if (value.each) key += "/" + day.text();
    key += part;
    return value.each ? repeated_.uniform(options_.path, key, 0)
                      : once_.uniform(options_.path, key, static_cast<std::uint32_t>(entry));
  }

  [[nodiscard]] bool is_alone(std::size_t entry) const {
    return factor_[entry * values_.size() + entry] == 1;
  }

  // Correlated with those of the entries that it moves with; as many as it has periods.
  [[nodiscard]] double correlated_normal(std::size_t entry, Day day) const {
    if (options_.quantile) return 0;
    double sum = 0;
    for (std::size_t of = 0; of <= entry; ++of) {
      const double weight = factor_[entry * values_.size() + of];
      if (weight != 0) sum += weight * normal_quantile(uniform_of(of, day), 0, 1);
    }
    return sum;
  }

  [[nodiscard]] double correlated_uniform(std::size_t entry, Day day) const {
    if (options_.quantile) return *options_.quantile;
    return is_alone(entry) ? uniform_of(entry, day)
                           : normal_probability(correlated_normal(entry, day));
  }

  [[nodiscard]] double moved_on(std::size_t entry, const Step<double>& before, Day day) const {
    const RandomProcess& process = *values_[entry].process;
    const double years = static_cast<double>(day - before.from) / kDaysOfYear;
    const double moved =
        advance(process.diffusion, before.value, years, correlated_normal(entry, day));
    if (!process.jumps || options_.quantile) return moved;
    const double jump = jump_total(*process.jumps, years, uniform_of(entry, day, "/jumps"),
                                   normal_quantile(uniform_of(entry, day, "/jump-size"), 0, 1));
    return is_of_logarithm(process.diffusion.kind) ? moved * exponential(jump) : moved + jump;
  }

  const std::vector<UncertainValue>& values_;
  const DrawOptions& options_;
  Sampler once_;
  Sampler repeated_;
  std::vector<double> factor_;  // lower triangle, row by row
};

}  // namespace

std::vector<DrawnSteps> draw_uncertain(const std::vector<UncertainValue>& values,
                                       const TimeFrame& time, std::uint64_t seed,
                                       const DrawOptions& options) {
  const PathDraws draws(values, seed, options);
  std::vector<DrawnSteps> out;
  for (std::size_t i = 0; i < values.size(); ++i)
    out.push_back(draws.steps(i, days_of(values[i], time)));
  return out;
}

}  // namespace setoff::simulator
