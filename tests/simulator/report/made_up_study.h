#pragma once
// A study that was never run: numbers like those of a real one, for what shows them. Everything is
// a function of its arguments.

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "simulator/report/study_page.h"

namespace setoff::simulator::tests {

struct MadeUpPoint {
  std::string name;
  double factor = 1;  // of everything that is counted
};

inline AnswerSummary made_up_answer(std::string question, std::string unit, double middle,
                                    double spread) {
  AnswerSummary answer;
  answer.question = std::move(question);
  answer.unit = std::move(unit);
  answer.file = middle - 0.4 * spread;
  answer.paths = 998;
  answer.mean = {middle + 0.1 * spread, {middle + 0.06 * spread, middle + 0.14 * spread}};
  answer.deviation = 0.6 * spread;
  answer.range = {middle - 0.8 * spread, middle, middle + 1.3 * spread};
  answer.least = middle - 1.1 * spread;
  answer.most = middle + 2.4 * spread;
  answer.least_path = 311;
  answer.most_path = 417;
  return answer;
}

inline EventSummary made_up_event(std::string text, std::uint64_t happened, Day earliest) {
  EventSummary event;
  event.event = std::move(text);
  event.ever = event.event.starts_with("ever ");
  event.file = Happened::no;
  event.judged = 998;
  event.happened = happened;
  const double share = static_cast<double>(happened) / 998;
  const double half = 1.96 * std::sqrt(share * (1 - share) / 998) + 0.001;
  event.chance = {share, {std::max(0.0, share - half), std::min(1.0, share + half)}};
  if (happened == 0) return event;
  event.path = 417;
  for (std::uint64_t i = 0; event.ever && i < happened; ++i)
    event.first.push_back(earliest + static_cast<int>(i));
  return event;
}

// Grows from `start` by `growth` a period, with seasons; its spread widens with time.
inline BandSummary made_up_band(std::string column, std::string unit, std::size_t periods,
                                double start, double growth) {
  constexpr std::array<double, kBandLevels.size()> kNormal{-1.645, -0.674, 0, 0.674, 1.645};
  BandSummary band;
  band.column = std::move(column);
  band.unit = std::move(unit);
  for (std::size_t period = 0; period < periods; ++period) {
    const auto t = static_cast<double>(period);
    const double middle = start + growth * t + 0.15 * start * std::sin(t / 1.9);
    band.file.push_back(static_cast<float>(middle - 0.02 * start * std::sqrt(t)));
    for (std::size_t level = 0; level < kNormal.size(); ++level)
      band.levels[level].push_back(
          std::max(0.0, middle + kNormal[level] * 0.06 * start * std::sqrt(t)));
  }
  return band;
}

inline PointSummary made_up_point(const MadeUpPoint& at) {
  constexpr std::size_t kMonths = 36;
  const Day first(19'723);  // 2024-01-01
  PointSummary point;
  point.point.name = at.name;
  if (at.factor != 1) point.point.sets = {"releases.approval.lag=5 days"};
  point.paths = 1000;
  point.failed = 2;
  point.failures = {{88, "out_of_range: the rate of EUR to USD is not above zero"},
                    {702, "out_of_range: the need of wheat is below zero"}};
  point.shape.scenario = "gas-for-goods";
  point.shape.inputs = {"oil_price", "winter", "approval_lag", "payment_delay", "eur_usd"};
  for (std::size_t month = 1; month <= kMonths; ++month)
    point.shape.periods.push_back(first + static_cast<int>(30 * month) +
                                  static_cast<int>(month / 2));
  const double f = at.factor;
  point.answers = {made_up_answer("shortage_days(wheat)", "", 20 * f, 22 * f),
                   made_up_answer("overdue(gas, 2026-12-31) in MUSD", "MUSD", 412 * f, 310 * f),
                   made_up_answer("stock(wheat, 2026-12-31) in kt", "kt", 180 / f, 90),
                   made_up_answer("share_financed(wheat)", "%", 34 / f, 11)};
  point.answers[0].range[0] = point.answers[0].least = point.answers[0].file = 0;
  point.events = {
      made_up_event("ever balance(trust_eur) < 0 EUR", static_cast<std::uint64_t>(230 * f),
                    first + 90),
      made_up_event("ever overdue(gas) > 1 BUSD", static_cast<std::uint64_t>(61 * f), first + 300),
      made_up_event("shortage_days(wheat) > 60", static_cast<std::uint64_t>(52 * f), first),
      made_up_event("ever stock(wheat) < 10 kt", 0, first)};
  point.bands = {made_up_band("claims.gas.overdue", "USD", kMonths, 3.1e8 * f, 6.0e6),
                 made_up_band("balance.trust_eur", "EUR", kMonths, 2.4e8 / f, -4.5e6),
                 made_up_band("cover.wheat", "days", kMonths, 48 / f, -0.3),
                 made_up_band("stock.wheat", "t", kMonths, 310'000 / f, -1'500),
                 made_up_band("delivered.gas", "m3", kMonths, 9.1e8, 1.0e6),
                 made_up_band("fx.EUR", "USD/EUR", kMonths, 1.09, 0)};
  return point;
}

inline DifferenceSummary made_up_difference(const AnswerSummary& before,
                                            const AnswerSummary& after) {
  DifferenceSummary difference;
  difference.question = after.question;
  difference.unit = after.unit;
  difference.paths = 996;
  const double mean = after.mean.value - before.mean.value;
  const double half = 0.04 * before.deviation;
  difference.mean = {mean, {mean - half, mean + half}};
  difference.more = mean > 0 ? 0.83 : 0.12;
  difference.less = mean > 0 ? 0.11 : 0.79;
  difference.gain = 7.4;
  return difference;
}

// Points after the first differ from it; one point makes an ensemble.
inline StudySummary made_up_study(const std::vector<MadeUpPoint>& points) {
  StudySummary summary;
  for (const MadeUpPoint& at : points)
    summary.points.push_back(made_up_point(at));
  for (std::size_t i = 1; i < summary.points.size(); ++i) {
    std::vector<DifferenceSummary> differences;
    for (std::size_t question = 0; question < summary.points[i].answers.size(); ++question)
      differences.push_back(made_up_difference(summary.points[0].answers[question],
                                               summary.points[i].answers[question]));
    differences.back().mean = {0.02, {-0.4, 0.44}};
    summary.differences.push_back(std::move(differences));
  }
  return summary;
}

inline StudyPageFacts made_up_facts() {
  StudyPageFacts facts;
  facts.title = "Gas for goods: does the wheat last until 2026?";
  facts.file = "scenarios/gas-for-goods.yaml";
  facts.folder = "out/gas-for-goods-paths";
  facts.command =
      "setoff ensemble scenarios/gas-for-goods.yaml 'shortage_days(wheat)' --paths 1000 --seed 7";
  facts.version = "1.2.0";
  facts.seed = 7;
  facts.paths = 1000;
  facts.files = {{"scenarios/gas-for-goods.yaml",
                  "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}};
  return facts;
}

}  // namespace setoff::simulator::tests
