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

std::string point_name(const PointSummary& point) {
  return "“" + point_title(point) + "”";
}

std::string paths_counted(std::uint64_t paths) {
  return grouped(static_cast<std::int64_t>(paths), 0) + (paths == 1 ? " path" : " paths");
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
  std::vector<std::string> names;
  for (const PointSummary& point : summary.points)
    names.push_back(point_name(point));
  if (names.size() > 1)
    text += fmt::format(" It compares {} on the same draws.", enumerated(names, 6));
  if (!inputs.empty())
    text +=
        fmt::format(" Without draws, the file runs as it is written. In brackets: {} intervals.",
                    confidence_text(summary));
  return text;
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

// Begins with a small letter.
std::string event_sentence(const EventSummary& event, const StudySummary& summary) {
  const std::string what = event_words(event.event).sentence;
  if (event.judged == 0) return what + ": this could not be judged on any path.";
  const Interval& interval = event.chance.interval;
  if (event.happened == 0)
    return fmt::format("on none of the {}: {} (at {} confidence, the chance is below {}).",
                       paths_counted(event.judged), what, confidence_text(summary),
                       shown_share(interval.high));
  const bool always = event.happened == event.judged;
  std::string text =
      always ? "on every path, " + what
             : fmt::format("on {} of the paths ({}), {}", shown_share(event.chance.value),
                           shown_shares(interval.low, interval.high), what);
  if (const auto days = first_days(event); days && event.happened > 1)
    text += fmt::format("; on half of {} first by {}", always ? "them" : "those",
                        shown_day(days->middle));
  return text + ".";
}

// "; without draws, 12 days", if the file itself has an answer.
std::string file_words(const AnswerSummary& answer, std::string_view unit) {
  if (!std::isfinite(answer.file)) return ".";
  return "; without draws, " + shown_figure(answer.file, unit) + ".";
}

// "wheat runs short on 20 days or more in half of the paths, on more than 61 days in one of twenty"
std::string days_sentence(const AnswerSummary& answer, const std::string& clause) {
  const double low = std::round(answer.range[0]);
  const double middle = std::round(answer.range[1]);
  const double high = std::round(answer.range[2]);
  const auto days = [](double number) { return shown_figure(number, "days"); };
  std::string text = clause;
  if (answer.most <= 0)
    text += " on no path";
  else if (high <= 0)
    text += " in fewer than one path of twenty";
  else if (low == high)
    text += fmt::format(" on {} in nearly all paths", days(middle));
  else if (middle <= 0)
    text += fmt::format(" on no day in half of the paths, on more than {} in one of twenty",
                        days(high));
  else
    text += fmt::format(" on {} or more in half of the paths, on more than {} in one of twenty",
                        days(middle), days(high));
  return text + file_words(answer, "days");
}

// Begins with a small letter, as a name of the scenario may.
std::string answer_sentence(const AnswerSummary& answer) {
  const ObservationWords words = observation_words(answer.question);
  if (!words.clause.empty()) return days_sentence(answer, words.clause);
  const auto [low, middle, high] = answer.range;
  const auto figure = [&](double number) { return shown_figure(number, answer.unit); };
  std::string text = words.noun + (words.plural ? " are " : " is ") + figure(middle);
  if (figure(low) == figure(high))
    text += " in nearly all paths";
  else if (words.low_is_bad)
    text +=
        fmt::format(" or less in half of the paths, less than {} in one of twenty", figure(low));
  else
    text +=
        fmt::format(" or more in half of the paths, more than {} in one of twenty", figure(high));
  return text + file_words(answer, answer.unit);
}

// The first answer that the points change: "with “b”, late fees are 3 MUSD lower on average ...".
std::string decided_sentence(const DifferenceSummary& difference, const std::string& name,
                             const std::string& than) {
  const bool more = difference.mean.value > 0;
  const ObservationWords words = observation_words(difference.question);
  const Interval& interval = difference.mean.interval;
  const bool days = !words.clause.empty();
  const std::string_view unit = difference_unit(difference);
  const auto to_tenths = [&](double number) {
    return days ? std::round(10 * number) / 10 : number;
  };
  const std::string range = shown_range(to_tenths(more ? interval.low : -interval.high),
                                        to_tenths(more ? interval.high : -interval.low), unit);
  const double size = to_tenths(std::fabs(difference.mean.value));
  const std::string most = shown_share(more ? difference.more : difference.less);
  const std::string rest = shown_share(more ? difference.less : difference.more);
  if (days)
    return fmt::format(
        "With {}, {} on {} {} days on average than with {} ({}): {} on {} of the paths, {} on {}.",
        name, words.clause, shown_number(size, unit), more ? "more" : "fewer", than, range,
        more ? "more" : "fewer", most, more ? "fewer" : "more", rest);
  return fmt::format(
      "With {}, {} {} {} {} on average than with {} ({}): {} on {} of the paths, {} on {}.", name,
      words.noun, words.plural ? "are" : "is", shown_figure(size, unit), more ? "higher" : "lower",
      than, range, more ? "higher" : "lower", most, more ? "lower" : "higher", rest);
}

std::string difference_sentence(const StudySummary& summary, std::size_t point) {
  const std::string name = point_name(summary.points[point]);
  const std::string than = point_name(summary.points.front());
  const auto& differences = summary.differences[point - 1];
  const auto decided = std::ranges::find_if(differences, [](const DifferenceSummary& difference) {
    return difference.paths > 0 && !undecided(difference.mean);
  });
  if (decided != differences.end()) return decided_sentence(*decided, name, than);
  if (differences.empty()) return "";
  const bool same = std::ranges::all_of(differences, [](const DifferenceSummary& difference) {
    return difference.more == 0 && difference.less == 0;
  });
  if (same) return fmt::format("{} and {} give the same answers on every path.", name, than);
  return fmt::format("Between {} and {}, these paths decide no difference on average.", name, than);
}

}  // namespace

std::string point_title(const PointSummary& point) {
  return with_spaces(point.point.name);
}

std::string confidence_text(const StudySummary& summary) {
  return shown_share(summary.confidence);
}

std::string_view answer_unit(std::string_view question, std::string_view unit) {
  return observation_words(question).clause.empty() ? unit : "days";
}

std::string_view difference_unit(const DifferenceSummary& difference) {
  const std::string_view unit = answer_unit(difference.question, difference.unit);
  return unit == "%" ? "percentage points" : unit;
}

bool undecided(const Estimate& difference) {
  const auto& [low, high] = difference.interval;
  return !(low > 0 || high < 0);
}

std::vector<std::string> study_sentences(const StudySummary& summary, const StudyPageFacts& facts) {
  std::vector<std::string> out;
  if (summary.points.empty()) return {"The study has no points."};
  out.push_back(run_sentence(summary, facts));
  const std::size_t compared = std::min(summary.points.size() - 1, kSentencesOfAKind);
  for (std::size_t point = 1; point <= compared; ++point)
    if (auto sentence = difference_sentence(summary, point); !sentence.empty())
      out.push_back(std::move(sentence));
  const PointSummary& first = summary.points.front();
  const bool several = summary.points.size() > 1;
  const auto add = [&](const std::string& sentence) {
    out.push_back(several ? "With " + point_name(first) + ", " + sentence
                          : with_first_capital(sentence));
  };
  std::size_t shown = 0;
  for (const AnswerSummary& answer : first.answers)
    if (answer.paths > 0 && shown++ < kSentencesOfAKind) add(answer_sentence(answer));
  for (std::size_t i = 0; i < std::min(first.events.size(), kSentencesOfAKind); ++i)
    add(event_sentence(first.events[i], summary));
  if (auto sentence = failed_sentence(summary); !sentence.empty())
    out.push_back(std::move(sentence));
  return out;
}

}  // namespace setoff::simulator
