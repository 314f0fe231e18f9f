// The tables of a study's report: how likely its events are, how far its answers spread, and how
// its points differ.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "ledger/base/grouped.h"
#include "simulator/report/html_text.h"
#include "simulator/report/series_words.h"
#include "simulator/report/study_figures.h"
#include "simulator/report/study_page_parts.h"

namespace setoff::simulator {
namespace {

using HtmlRows = std::vector<std::vector<std::string>>;

std::string faint(const std::string& text) {
  return text.empty() ? "" : fmt::format("<span class=\"faint\">{}</span>", html_text(text));
}

// In words, and as it was asked.
std::string titled(const std::string& title, const std::string& asked) {
  std::string out = fmt::format("<span class=\"asked\">{}</span>", html_text(title));
  if (title != asked) out += fmt::format("<br><code class=\"faint\">{}</code>", html_text(asked));
  return out;
}

std::string happened_in_file(Happened happened) {
  switch (happened) {
    case Happened::no:
      return "no";
    case Happened::yes:
      return "yes";
    case Happened::unknown:
      break;
  }
  return "–";
}

std::vector<std::string> chance_row(const std::string& head, const EventSummary& event) {
  if (event.judged == 0)
    return {head, faint("not judged on any path"), "", "", happened_in_file(event.file)};
  const Interval& interval = event.chance.interval;
  const auto days = first_days(event);
  return {head,
          fmt::format("<b>{}</b><br>{}", shown_share(event.chance.value),
                      faint(shown_shares(interval.low, interval.high))),
          chance_picture(event.chance),
          days ? fmt::format("{}<br>{}", shown_day(days->middle),
                             faint(shown_day(days->early) + " – " + shown_day(days->late)))
               : "",
          happened_in_file(event.file)};
}

// The line that all points of a question share.
PictureScale scale_of(const StudySummary& summary, std::size_t question) {
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  const auto include = [&](double value) {
    if (!std::isfinite(value)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  };
  for (const PointSummary& point : summary.points) {
    const AnswerSummary& answer = point.answers[question];
    include(answer.file);
    if (answer.paths == 0) continue;
    include(answer.least);
    include(answer.most);
  }
  return low < high ? PictureScale{low, high} : PictureScale{};
}

std::vector<std::string> answer_row(const std::string& head, const AnswerSummary& answer,
                                    const PictureScale& scale) {
  const std::string_view unit = answer_unit(answer.question, answer.unit);
  const auto shown = [&](double number) { return html_text(shown_figure(number, unit)); };
  if (answer.paths == 0)
    return {head, faint("no path has an answer"), "", "", "", shown(answer.file)};
  const Interval& interval = answer.mean.interval;
  return {head,
          fmt::format("<b>{}</b>", shown(answer.range[1])),
          html_text(shown_range(answer.range[0], answer.range[2], unit)),
          range_picture(answer, scale),
          fmt::format("{}<br>{}", shown(answer.mean.value),
                      faint(shown_range(interval.low, interval.high, unit))),
          shown(answer.file)};
}

std::string badge_of(std::string_view tone, std::string_view word) {
  return fmt::format("<span class=\"badge {}\">{}</span>", tone, word);
}

std::string verdict_badge(const DifferenceSummary& difference) {
  if (difference.more == 0 && difference.less == 0) return badge_of("none", "the same");
  if (undecided(difference.mean)) return badge_of("warn", "undecided");
  return badge_of("decided", difference.mean.value > 0 ? "higher" : "lower");
}

PictureScale difference_scale(const StudySummary& summary, std::size_t question) {
  PictureScale scale{0, 0};
  for (const auto& point : summary.differences) {
    const DifferenceSummary& difference = point[question];
    if (difference.paths == 0) continue;
    for (const double value :
         {difference.mean.value, difference.mean.interval.low, difference.mean.interval.high})
      if (std::isfinite(value)) {
        scale.low = std::min(scale.low, value);
        scale.high = std::max(scale.high, value);
      }
  }
  const double room = (scale.high - scale.low) / 10;
  return {scale.low - room, scale.high + room};
}

std::string signed_figure(double number, std::string_view unit) {
  return (number > 0 ? "+" : "") + shown_figure(number, unit);
}

std::vector<std::string> difference_row(const std::string& head,
                                        const DifferenceSummary& difference,
                                        const PictureScale& scale) {
  if (difference.paths == 0) return {head, faint("no path has both"), "", "", "", "", ""};
  const std::string_view unit = difference_unit(difference);
  const Interval& interval = difference.mean.interval;
  return {head,
          fmt::format("<b>{}</b><br>{}", html_text(signed_figure(difference.mean.value, unit)),
                      faint(shown_range(interval.low, interval.high, unit))),
          difference_picture(difference.mean, scale),
          verdict_badge(difference),
          shown_share(difference.more),
          shown_share(difference.less),
          std::isfinite(difference.gain) ? shown_number(difference.gain, "") : "–"};
}

}  // namespace

std::string chances_section(const StudySummary& summary) {
  const PointSummary& first = summary.points.front();
  if (first.events.empty()) return "";
  const bool several = summary.points.size() > 1;
  HtmlRows rows;
  for (std::size_t i = 0; i < first.events.size(); ++i) {
    const std::string head =
        titled(event_words(first.events[i].event).title, first.events[i].event);
    if (!several) {
      rows.push_back(chance_row(head, first.events[i]));
      continue;
    }
    rows.push_back({head});
    for (const PointSummary& point : summary.points)
      rows.push_back(chance_row(html_text(point_title(point)), point.events[i]));
  }
  const std::string confidence = confidence_text(summary);
  return html_section(
      "chances", "How likely",
      fmt::format(
          "The share of the paths on which it happens, from 0 to 100 %. The whisker, and the "
          "faint numbers, are the {} interval. “First, half by”: the day by which it has "
          "happened on half of the paths on which it happens at all; faint, on a tenth and "
          "on nine tenths of them.",
          confidence),
      html_table("How likely",
                 {{several ? "what, at which point" : "what", "wide"},
                  {"chance", "n"},
                  {"0 to 100 % of the paths", ""},
                  {"first, half by", "nowrap"},
                  {"file without draws", ""}},
                 rows));
}

std::string answers_section(const StudySummary& summary) {
  const PointSummary& first = summary.points.front();
  if (first.answers.empty()) return "";
  const bool several = summary.points.size() > 1;
  HtmlRows rows;
  for (std::size_t i = 0; i < first.answers.size(); ++i) {
    const std::string& question = first.answers[i].question;
    const std::string head = titled(question_title(question), question);
    const PictureScale scale = scale_of(summary, i);
    if (!several) {
      rows.push_back(answer_row(head, first.answers[i], scale));
      continue;
    }
    rows.push_back({head});
    for (const PointSummary& point : summary.points)
      rows.push_back(answer_row(html_text(point_title(point)), point.answers[i], scale));
  }
  return html_section(
      "answers", "How much",
      fmt::format("Half of the paths are at or below the middle, nine of ten between the 5 % and "
                  "the 95 % figure. In the picture: the line from the least to the most, the bar "
                  "from 5 % to 95 %, the stroke at the middle, the diamond at the file without "
                  "draws. The mean has its {} interval.",
                  confidence_text(summary)),
      html_table("How much",
                 {{several ? "what, at which point" : "what", "wide"},
                  {"middle", "n"},
                  {"5 % to 95 %", "n"},
                  {"least to most", ""},
                  {"mean", "n"},
                  {"file without draws", "n"}},
                 rows));
}

std::string differences_section(const StudySummary& summary) {
  if (summary.differences.empty() || summary.differences.front().empty()) return "";
  const std::string than = "“" + point_title(summary.points.front()) + "”";
  HtmlRows rows;
  for (std::size_t i = 0; i < summary.differences.front().size(); ++i) {
    const std::string& question = summary.differences.front()[i].question;
    rows.push_back({titled(question_title(question), question)});
    for (std::size_t point = 0; point < summary.differences.size(); ++point)
      rows.push_back(difference_row(html_text(point_title(summary.points[point + 1])),
                                    summary.differences[point][i], difference_scale(summary, i)));
  }
  return html_section(
      "differences", "Side by side",
      html_text(
          fmt::format("What each point gives more or less than {}, path by path with the same "
                      "draws: the mean difference with its {} interval. Undecided: the "
                      "interval holds zero, so these paths do not tell which is higher.",
                      than, confidence_text(summary))),
      html_table("Differences",
                 {{"what, at which point", "wide"},
                  {"mean difference", "n"},
                  {"around zero", ""},
                  {"verdict", ""},
                  {"higher on", "n"},
                  {"lower on", "n"},
                  {"gain *", "n"}},
                 rows) +
          "<p class=\"hint\">* How many times as many paths the same interval would need if each "
          "point had draws of its own.</p>\n");
}

}  // namespace setoff::simulator
