#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "ledger/base/check.h"
#include "simulator/random/sampler.h"
#include "simulator/random/uniform.h"
#include "simulator/statistics/sensitivity.h"

namespace setoff::simulator {

namespace {

constexpr std::size_t kResamples = 1000;

// What a row of the design adds to each sum.
struct IndexRow {
  double a = 0;  // values less their mean
  double b = 0;
  std::vector<double> first;  // by input: fB (fAB - fA)
  std::vector<double> total;  // (fA - fAB)^2 / 2
};

std::vector<IndexRow> rows_with_numbers(std::size_t inputs, std::span<const double> values) {
  const std::size_t width = inputs + 2;
  std::vector<std::span<const double>> whole;
  double mean = 0;
  for (std::size_t at = 0; at < values.size(); at += width) {
    const auto row = values.subspan(at, width);
    if (!std::ranges::all_of(row, [](double value) { return std::isfinite(value); })) continue;
    whole.push_back(row);
    mean += (row[0] + row[1]) / 2;
  }
  mean /= static_cast<double>(std::max<std::size_t>(1, whole.size()));
  std::vector<IndexRow> rows;
  for (const auto& row : whole) {
    IndexRow next{.a = row[0] - mean, .b = row[1] - mean, .first = {}, .total = {}};
    for (const double with_b : row.subspan(2)) {
      const double moved = with_b - row[0];
      next.first.push_back(next.b * moved);
      next.total.push_back(moved * moved / 2);
    }
    rows.push_back(std::move(next));
  }
  return rows;
}

struct IndexSums {
  double rows = 0;
  double values = 0;
  double squares = 0;
  std::vector<double> first;
  std::vector<double> total;

  explicit IndexSums(std::size_t inputs) : first(inputs, 0.0), total(inputs, 0.0) {}
  void add(const IndexRow& row) {
    rows += 1;
    values += row.a + row.b;
    squares += row.a * row.a + row.b * row.b;
    for (std::size_t i = 0; i < first.size(); ++i) {
      first[i] += row.first[i];
      total[i] += row.total[i];
    }
  }
  // The share of the variance that a sum over the rows stands for.
  [[nodiscard]] double share(double sum) const {
    const double mean = values / (2 * rows);
    const double variance = squares / (2 * rows) - mean * mean;
    return variance > 0 ? sum / rows / variance : 0.0;
  }
};

Interval middle_of(std::vector<double> shares, double confidence) {
  std::ranges::sort(shares);
  return {sample_quantile(shares, 0.5 - confidence / 2),
          sample_quantile(shares, 0.5 + confidence / 2)};
}

}  // namespace

UnitPoints sobol_design(std::size_t inputs, std::uint64_t base, std::uint64_t seed) {
  const Sampler sampler(SamplingDesign::sobol, seed, base);
  UnitPoints points;
  for (std::uint64_t row = 0; row < base; ++row) {
    std::array<std::vector<double>, 2> of;
    for (std::size_t i = 0; i < 2 * inputs; ++i)
      of.at(i / inputs)
          .push_back(sampler.uniform(row, "sensitivity/" + std::to_string(i),
                                     static_cast<std::uint32_t>(i)));
    const auto& [a, b] = of;
    points.push_back(a);
    points.push_back(b);
    for (std::size_t i = 0; i < inputs; ++i) {
      points.push_back(a);
      points.back()[i] = b[i];
    }
  }
  return points;
}

Result<std::vector<SobolIndex>> sobol_indices(std::size_t inputs, std::span<const double> values,
                                              double confidence, std::uint64_t seed) {
  constexpr std::uint64_t kUse = 0x424F'4F54U;
  SETOFF_CHECK(values.size() % (inputs + 2) == 0);
  const std::vector<IndexRow> rows = rows_with_numbers(inputs, values);
  if (rows.size() < 2)
    return Error(Code::bad_field,
                 "sensitivity indices need two rows of runs without a failed one; "
                 "there are " +
                     std::to_string(rows.size()));
  IndexSums all(inputs);
  for (const IndexRow& row : rows)
    all.add(row);
  std::vector<std::vector<double>> first(inputs);
  std::vector<std::vector<double>> total(inputs);
  for (std::uint64_t resample = 0; resample < kResamples; ++resample) {
    const std::uint64_t key = mixed_bits(mixed_bits(seed + kUse) + resample);
    IndexSums sums(inputs);
    for (std::uint64_t draw = 0; draw < rows.size(); ++draw)
      sums.add(rows[static_cast<std::size_t>(open_unit(mixed_bits(key + draw)) *
                                             static_cast<double>(rows.size()))]);
    for (std::size_t i = 0; i < inputs; ++i) {
      first[i].push_back(sums.share(sums.first[i]));
      total[i].push_back(sums.share(sums.total[i]));
    }
  }
  std::vector<SobolIndex> out;
  for (std::size_t i = 0; i < inputs; ++i)
    out.push_back({{all.share(all.first[i]), middle_of(std::move(first[i]), confidence)},
                   {all.share(all.total[i]), middle_of(std::move(total[i]), confidence)}});
  return out;
}

}  // namespace setoff::simulator
