#include "simulator/study/summary.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace setoff::simulator {

namespace {

constexpr std::size_t kFailuresShown = 10;

double quantile(const std::vector<double>& sorted, double p) {
  if (sorted.empty()) return kNoNumber;
  const double at = p * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

double variance(const std::vector<double>& values) {
  if (values.size() < 2) return 0;
  double mean = 0;
  for (const double value : values)
    mean += value;
  mean /= static_cast<double>(values.size());
  double squares = 0;
  for (const double value : values)
    squares += (value - mean) * (value - mean);
  return squares / static_cast<double>(values.size() - 1);
}

// Of antithetic paths the means of the pairs, which alone are independent of each other.
std::vector<double> independent(const std::vector<double>& values, SamplingDesign design) {
  if (design != SamplingDesign::antithetic || values.size() % 2 != 0) return values;
  std::vector<double> pairs;
  for (std::size_t i = 0; i < values.size(); i += 2)
    pairs.push_back((values[i] + values[i + 1]) / 2);
  return pairs;
}

// Calls `take` with every row of the point, path by path.
template <class Take>
Status for_each_row(const StudyPlan& plan, const BlockStore& store, std::uint32_t point,
                    Take take) {
  for (const BlockName& block : blocks_of(plan)) {
    if (block.point != point) continue;
    SETOFF_TRY(rows, store.read(block));
    for (const PathRow& row : rows)
      take(row);
  }
  return Ok{};
}

// All of a point's rows but their bands, which are read column by column.
Result<std::vector<PathRow>> rows_of(const StudyPlan& plan, const BlockStore& store,
                                     std::uint32_t point) {
  std::vector<PathRow> out;
  SETOFF_TRY_STATUS(for_each_row(plan, store, point, [&](const PathRow& row) {
    out.push_back(row);
    out.back().bands = {};
  }));
  return out;
}

AnswerSummary answer_of(const StudyPlan& plan, const StudyShape& shape, std::size_t question,
                        const std::vector<PathRow>& rows, double confidence) {
  AnswerSummary out;
  out.question = plan.questions[question];
  out.unit = shape.units[question];
  out.file = shape.base.answers[question];
  std::vector<double> values;
  out.least = std::numeric_limits<double>::infinity();
  out.most = -out.least;
  for (const PathRow& row : rows) {
    if (!row.failure.empty() || std::isnan(row.answers[question])) continue;
    const double value = row.answers[question];
    values.push_back(value);
    if (value < out.least) out.least = value, out.least_path = row.path;
    if (value > out.most) out.most = value, out.most_path = row.path;
  }
  out.paths = values.size();
  if (values.empty()) {
    out.least = out.most = kNoNumber;
    return out;
  }
  out.mean = mean_estimate(independent(values, plan.design), confidence);
  out.deviation = std::sqrt(variance(values));
  std::ranges::sort(values);
  out.range = {quantile(values, 0.05), quantile(values, 0.5), quantile(values, 0.95)};
  return out;
}

EventSummary event_of(const StudyPlan& plan, const StudyShape& shape, std::size_t event,
                      const std::vector<PathRow>& rows, double confidence) {
  EventSummary out;
  out.event = plan.events[event];
  out.ever = out.event.starts_with("ever ");
  out.file = shape.base.happened[event];
  Day earliest = kLastDay;
  for (const PathRow& row : rows) {
    if (!row.failure.empty() || row.happened[event] == Happened::unknown) continue;
    ++out.judged;
    if (row.happened[event] == Happened::no) continue;
    ++out.happened;
    if (out.ever) out.first.push_back(row.first[event]);
    if (out.path && row.first[event] >= earliest) continue;
    out.path = row.path;
    earliest = row.first[event];
  }
  std::ranges::sort(out.first);
  if (out.judged > 0) out.chance = chance_estimate(out.happened, out.judged, confidence);
  return out;
}

Result<BandSummary> band_of(const StudyPlan& plan, const StudyShape& shape, const BlockStore& store,
                            std::uint32_t point, std::size_t column) {
  BandSummary out;
  out.column = shape.columns[column];
  out.unit = shape.column_units[column];
  const std::size_t periods = shape.periods.size();
  const auto at = [&](std::size_t period) { return column * periods + period; };
  std::vector<std::vector<float>> values(periods);
  for (std::size_t period = 0; period < periods; ++period)
    out.file.push_back(shape.base.bands[at(period)]);
  SETOFF_TRY_STATUS(for_each_row(plan, store, point, [&](const PathRow& row) {
    for (std::size_t period = 0; period < periods && row.failure.empty(); ++period)
      if (!std::isnan(row.bands[at(period)])) values[period].push_back(row.bands[at(period)]);
  }));
  for (const auto& of_period : values) {
    std::vector<double> sorted(of_period.begin(), of_period.end());
    std::ranges::sort(sorted);
    for (std::size_t level = 0; level < kBandLevels.size(); ++level)
      out.levels[level].push_back(quantile(sorted, kBandLevels[level]));
  }
  return out;
}

DifferenceSummary difference_of(const PointSummary& point, std::size_t question,
                                const std::vector<PathRow>& first, const std::vector<PathRow>& rows,
                                SamplingDesign design, double confidence) {
  DifferenceSummary out;
  out.question = point.answers[question].question;
  out.unit = point.answers[question].unit;
  std::vector<double> differences;
  std::vector<double> a;
  std::vector<double> b;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].failure.empty() || !first[i].failure.empty()) continue;
    const double before = first[i].answers[question];
    const double after = rows[i].answers[question];
    if (std::isnan(before) || std::isnan(after)) continue;
    a.push_back(before);
    b.push_back(after);
    differences.push_back(after - before);
    out.more += after > before ? 1 : 0;
    out.less += after < before ? 1 : 0;
  }
  out.paths = differences.size();
  if (differences.empty()) return out;
  out.more /= static_cast<double>(out.paths);
  out.less /= static_cast<double>(out.paths);
  out.mean = mean_estimate(independent(differences, design), confidence);
  const double paired = variance(differences);
  out.gain = paired > 0 ? (variance(a) + variance(b)) / paired : kNoNumber;
  return out;
}

}  // namespace

Result<StudySummary> summarize_study(const StudyPlan& plan, const std::vector<StudyShape>& shapes,
                                     const BlockStore& store, double confidence) {
  StudySummary out;
  out.confidence = confidence;
  std::vector<PathRow> first;
  for (std::uint32_t i = 0; i < plan.points.size(); ++i) {
    SETOFF_TRY(rows, rows_of(plan, store, i));
    PointSummary point;
    point.point = plan.points[i];
    point.shape = shapes[i];
    point.paths = rows.size();
    for (const PathRow& row : rows) {
      if (row.failure.empty()) continue;
      ++point.failed;
      if (point.failures.size() < kFailuresShown)
        point.failures.emplace_back(row.path, row.failure);
    }
    for (std::size_t question = 0; question < plan.questions.size(); ++question)
      point.answers.push_back(answer_of(plan, shapes[i], question, rows, confidence));
    for (std::size_t event = 0; event < plan.events.size(); ++event)
      point.events.push_back(event_of(plan, shapes[i], event, rows, confidence));
    for (std::size_t column = 0; column < shapes[i].columns.size(); ++column) {
      SETOFF_TRY(band, band_of(plan, shapes[i], store, i, column));
      point.bands.push_back(std::move(band));
    }
    if (i == 0) {
      first = std::move(rows);
    } else {
      std::vector<DifferenceSummary> differences;
      for (std::size_t question = 0; question < plan.questions.size(); ++question)
        differences.push_back(difference_of(point, question, first, rows, plan.design, confidence));
      out.differences.push_back(std::move(differences));
    }
    out.points.push_back(std::move(point));
  }
  return out;
}

}  // namespace setoff::simulator
