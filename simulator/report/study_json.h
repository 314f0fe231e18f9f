#pragma once
// The summary of a study as JSON, with stable keys. Answers and bands are estimates: doubles with
// at most six significant digits, null where there is none (no path has the answer, or a bound is
// infinite). Days are ISO dates.

#include <string>

#include "simulator/study/summary.h"

namespace boost::json {
class object;
}  // namespace boost::json

namespace setoff::simulator {

// {confidence, points: [{name, variants, sets, scenario, inputs, paths, failed, failures, answers,
// events, bands}], differences: [{point, than, answers}]}
[[nodiscard]] boost::json::object study_json(const StudySummary& summary);
// The same, indented, for summary.json.
[[nodiscard]] std::string study_summary_json(const StudySummary& summary);

}  // namespace setoff::simulator
