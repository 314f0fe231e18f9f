// What a study shows, in plain sentences: what was run, how likely its events are, how far its
// answers spread, and what the points change.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ledger/base/grouped.h"
#include "simulator/report/columns.h"
#include "simulator/report/series_words.h"
#include "simulator/report/study_figures.h"
#include "simulator/report/study_page_parts.h"

namespace setoff::simulator {
namespace {

constexpr std::size_t kSentencesOfAKind = 3;

// "a, b and c"; of more than `most`, "a, b and 7 more".
std::string enumerated(const std::vector<std::string>& items, std::size_t most) {
  std::string text;
  const std::size_t shown = items.size() > most ? most - 1 : items.size();
  for (std::size_t i = 0; i < shown; ++i)
    text += (i == 0 ? "" : i + 1 == items.size() ? " and " : ", ") + items[i];
  if (shown < items.size()) text += fmt::format(" and {} more", items.size() - shown);
  return text;
}

std::string quoted(const std::string& name) {
  return "“" + name + "”";
}

std::string paths_counted(std::uint64_t paths) {
  return counted(paths, "path");
}

std::string run_sentence(const StudySummary& summary, const StudyPageFacts& facts) {
  std::vector<std::string> inputs;
  for (const std::string& input : summary.points.front().shape.inputs)
    inputs.push_back(with_spaces(input));
  std::string text = fmt::format("This study ran {} on {}", facts.file, paths_counted(facts.paths));
  if (inputs.empty()) text += "; nothing in it is uncertain";
  if (inputs.size() == 1) text += ", each with its own draws of what is uncertain: " + inputs[0];
  if (inputs.size() > 1)
    text += fmt::format(", each with its own draws of {} uncertain values: {}", inputs.size(),
                        enumerated(inputs, 6));
  text += ".";
  if (summary.points.size() < 2) return text;
  std::vector<std::string> names;
  for (const PointSummary& point : summary.points)
    names.push_back(quoted(point.point.name));
  return text + fmt::format(" It compares {} on the same draws.", enumerated(names, 6));
}

std::string failed_sentence(const StudySummary& summary) {
  std::uint64_t failed = 0;
  std::uint64_t all = 0;
  for (const PointSummary& point : summary.points) {
    failed += point.failed;
    all += point.paths;
  }
  if (failed == 0) return "";
  return fmt::format("{} of {} could not be run and {} in none of the numbers.", failed,
                     paths_counted(all), failed == 1 ? "is" : "are");
}

std::string event_sentence(const EventSummary& event, const StudySummary& summary) {
  const std::string what = event_words(event.event).sentence;
  if (event.judged == 0)
    return with_first_capital(what) + ": this could not be judged on any path.";
  if (event.happened == 0)
    return fmt::format("On none of the {}: {} (its chance is below {} at {} confidence).",
                       paths_counted(event.judged), what, shown_share(event.chance.interval.high),
                       confidence_text(summary));
  const bool always = event.happened == event.judged;
  std::string text =
      always
          ? fmt::format("On every path, {}", what)
          : fmt::format("On {} of the paths ({}), {}", shown_share(event.chance.value),
                        shown_shares(event.chance.interval.low, event.chance.interval.high), what);
  if (const auto days = first_days(event); days && event.happened > 1)
    text += fmt::format("; on half of {} first by {}", always ? "them" : "those",
                        shown_day(days->middle));
  return text + ".";
}

// "Wheat runs short on 20 days or more in half of the paths, on more than 61 days in one of
// twenty."
std::string days_sentence(const AnswerSummary& answer, const std::string& clause) {
  const auto [low, middle, high] = answer.range;
  const auto days = [](double number) { return shown_figure(std::round(number), "days"); };
  if (answer.most <= 0) return clause + " on no path.";
  if (std::round(high) <= 0) return clause + " on fewer than one path in twenty.";
  if (std::round(low) == std::round(high))
    return fmt::format("{} on {} in nearly all paths.", clause, days(middle));
  const std::string half =
      std::round(middle) <= 0 ? "on no day" : "on " + days(middle) + " or more";
  return fmt::format("{} {} in half of the paths, on more than {} in one of twenty.", clause, half,
                     days(high));
}

std::string answer_sentence(const AnswerSummary& answer) {
  const ObservationWords words = observation_words(answer.question);
  if (!words.clause.empty()) return days_sentence(answer, words.clause);
  const auto [low, middle, high] = answer.range;
  const auto figure = [&](double number) { return shown_figure(number, answer.unit); };
  const std::string_view is = words.plural ? "are" : "is";
  if (figure(low) == figure(high))
    return fmt::format("{} {} {} in nearly all paths.", words.noun, is, figure(middle));
  if (words.low_is_bad)
    return fmt::format("{} {} {} or less in half of the paths, less than {} in one of twenty.",
                       words.noun, is, figure(middle), figure(low));
  return fmt::format("{} {} {} or more in half of the paths, more than {} in one of twenty.",
                     words.noun, is, figure(middle), figure(high));
}

std::string difference_sentence(const StudySummary& summary, std::size_t point) {
  const PointSummary& other = summary.points[point];
  const std::string than = quoted(summary.points.front().point.name);
  for (const DifferenceSummary& difference : summary.differences[point - 1]) {
    if (difference.paths == 0 || undecided(difference.mean)) continue;
    const bool more = difference.mean.value > 0;
    const ObservationWords words = observation_words(difference.question);
    const Interval& interval = difference.mean.interval;
    const double low = more ? interval.low : -interval.high;
    const double high = more ? interval.high : -interval.low;
    const std::string_view unit = words.clause.empty() ? std::string_view(difference.unit) : "days";
    return fmt::format(
        "With {}, {} {} {} on average than with {} ({}), and {} on {} of the paths.",
        quoted(other.point.name), words.clause.empty() ? words.noun : words.clause + " on",
        words.clause.empty() ? fmt::format("{} {}", words.plural ? "are" : "is",
                                           shown_figure(std::fabs(difference.mean.value), unit))
                             : shown_number(std::fabs(difference.mean.value), unit),
        words.clause.empty() ? (more ? "higher" : "lower") : (more ? "more days" : "fewer days"),
        than, shown_range(low, high, unit),
        words.clause.empty() ? (more ? "higher" : "lower") : (more ? "more" : "fewer"),
        shown_share(more ? difference.more : difference.less));
  }
  if (summary.differences[point - 1].empty()) return "";
  return fmt::format("Between {} and {}, these paths decide no difference on average.",
                     quoted(other.point.name), than);
}

}  // namespace

std::string confidence_text(const StudySummary& summary) {
  return shown_share(summary.confidence);
}

std::string_view answer_unit(std::string_view question, std::string_view unit) {
  return observation_words(question).clause.empty() ? unit : "days";
}

bool undecided(const Estimate& difference) {
  const auto& [low, high] = difference.interval;
  return !(low > 0 || high < 0);
}

std::vector<std::string> study_sentences(const StudySummary& summary, const StudyPageFacts& facts) {
  std::vector<std::string> out;
  if (summary.points.empty()) return {"The study has no points."};
  out.push_back(run_sentence(summary, facts));
  const PointSummary& first = summary.points.front();
  const bool several = summary.points.size() > 1;
  const auto add = [&](const std::string& sentence) {
    if (sentence.empty()) return;
    out.push_back(several ? quoted(first.point.name) + ": " + sentence
                          : with_first_capital(sentence));
  };
  std::size_t shown = 0;
  for (const AnswerSummary& answer : first.answers)
    if (answer.paths > 0 && shown++ < kSentencesOfAKind) add(answer_sentence(answer));
  for (std::size_t i = 0; i < std::min(first.events.size(), kSentencesOfAKind); ++i)
    add(event_sentence(first.events[i], summary));
  const std::size_t compared = std::min(summary.points.size() - 1, kSentencesOfAKind);
  for (std::size_t point = 1; point <= compared; ++point)
    if (auto sentence = difference_sentence(summary, point); !sentence.empty())
      out.push_back(std::move(sentence));
  if (auto sentence = failed_sentence(summary); !sentence.empty())
    out.push_back(std::move(sentence));
  return out;
}

}  // namespace setoff::simulator
