#pragma once
// The parts of a study's report. Sections are HTML, empty if there is nothing to show; all text of
// the study in them is escaped.

#include <string>
#include <vector>

#include "simulator/report/study_page.h"

namespace boost::json {
class object;
}  // namespace boost::json

namespace setoff::simulator {

// Plain text. The first says what was run; the others what it shows, the most important first.
[[nodiscard]] std::vector<std::string> study_sentences(const StudySummary& summary,
                                                       const StudyPageFacts& facts);
// "95 %"
[[nodiscard]] std::string confidence_text(const StudySummary& summary);
// The name of a point as readers see it: "as_it_is" is "as it is".
[[nodiscard]] std::string point_title(const PointSummary& point);
// Whether an estimate's interval leaves open which sign it has.
[[nodiscard]] bool undecided(const Estimate& difference);

// The unit in which an answer is shown: counts of days have none of their own.
[[nodiscard]] std::string_view answer_unit(std::string_view question, std::string_view unit);
// That of a difference: shares differ by percentage points.
[[nodiscard]] std::string_view difference_unit(const DifferenceSummary& difference);

// Pictures of one number of a row, as SVG that the style sheet colours; the cell beside it says the
// same in words.
// From 0 to 100 %, with the interval as a whisker.
[[nodiscard]] std::string chance_picture(const Estimate& chance);
// A position on the line from `low` to `high` of a picture.
struct PictureScale {
  double low = 0;
  double high = 1;
};
// Least to most as a line, 5 % to 95 % as a bar, the middle and the file as marks.
[[nodiscard]] std::string range_picture(const AnswerSummary& answer, const PictureScale& scale);
// The interval of a difference as a bar; the line marks zero.
[[nodiscard]] std::string difference_picture(const Estimate& difference, const PictureScale& scale);

[[nodiscard]] std::string chances_section(const StudySummary& summary);
[[nodiscard]] std::string answers_section(const StudySummary& summary);
[[nodiscard]] std::string differences_section(const StudySummary& summary);
// A place for each chart with a table of at most two dozen periods; study.js draws the charts.
[[nodiscard]] std::string bands_section(const StudySummary& summary);
[[nodiscard]] std::string paths_section(const StudySummary& summary, const StudyPageFacts& facts);
[[nodiscard]] std::string failures_section(const StudySummary& summary);
[[nodiscard]] std::string basis_section(const StudySummary& summary, const StudyPageFacts& facts);

// What study.js draws: the bands of each point.
[[nodiscard]] boost::json::object study_chart_data(const StudySummary& summary);

}  // namespace setoff::simulator
