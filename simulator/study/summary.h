#pragma once
// What the paths of a study show, point by point: how answers are spread, how likely events are and
// when they first happen, the bands of the series, the paths to look at. Every estimate has its
// interval at the confidence asked for. Errors: those of the store.

#include <array>
#include <optional>

#include "simulator/statistics/intervals.h"
#include "simulator/study/block_store.h"

namespace setoff::simulator {

struct AnswerSummary {
  std::string question;
  std::string unit;
  double file = 0;          // of the file without draws; NaN if there is none
  std::uint64_t paths = 0;  // that have an answer
  Estimate mean;
  double deviation = 0;           // standard deviation
  std::array<double, 3> range{};  // 5 %, 50 % and 95 % of the paths are at or below
  double least = 0;
  double most = 0;
  std::uint64_t least_path = 0;
  std::uint64_t most_path = 0;
};

struct EventSummary {
  std::string event;
  bool ever = false;
  Happened file = Happened::unknown;  // of the file without draws
  std::uint64_t judged = 0;
  std::uint64_t happened = 0;
  Estimate chance;
  std::vector<Day> first;             // with `ever`: the first days, in order
  std::optional<std::uint64_t> path;  // on which it happens first
};

inline constexpr std::array<double, 5> kBandLevels{0.05, 0.25, 0.5, 0.75, 0.95};

struct BandSummary {
  std::string column;
  std::string unit;
  std::vector<float> file;                                     // of the file without draws
  std::array<std::vector<double>, kBandLevels.size()> levels;  // quantiles, one per period
};

struct PointSummary {
  StudyPoint point;
  StudyShape shape;
  std::uint64_t paths = 0;
  std::uint64_t failed = 0;
  std::vector<std::pair<std::uint64_t, std::string>> failures;  // the first ten
  std::vector<AnswerSummary> answers;
  std::vector<EventSummary> events;
  std::vector<BandSummary> bands;
};

// A point's answers less those of the first point, path by path with the same draws.
struct DifferenceSummary {
  std::string question;
  std::string unit;
  std::uint64_t paths = 0;  // answered at both points
  Estimate mean;
  double more = 0;  // share of the paths on which the answer is higher
  double less = 0;  // and lower
  // How many times as many paths would be needed for the same interval without common draws; NaN
  // if all differences are the same.
  double gain = 0;
};

struct StudySummary {
  double confidence = 0.95;
  std::vector<PointSummary> points;
  // One list per point after the first, one entry per question.
  std::vector<std::vector<DifferenceSummary>> differences;
};

// Reads every block of the plan.
[[nodiscard]] Result<StudySummary> summarize_study(const StudyPlan& plan,
                                                   const std::vector<StudyShape>& shapes,
                                                   const BlockStore& store, double confidence);

}  // namespace setoff::simulator
