#pragma once
// The data of report.html, as the pieces of one JSON object; the page's scripts draw them. Series
// are for drawing: at most seven digits, the exact numbers stand in series.csv. Money that is
// compared over time is turned into the book currency at the rates of the day.

#include <optional>
#include <string>
#include <string_view>

#include "simulator/report/manifest.h"
#include "simulator/report/summary.h"

namespace boost::json {
class array;
class object;
class value;
}  // namespace boost::json

namespace setoff::sim {

// "1211 0*30 -5": the first value, then differences; d*n repeats a difference n times.
[[nodiscard]] std::string packed(const std::vector<std::int64_t>& values);

// Units of `to` for one of `from` on a row, through the fx columns; at most one currency between.
[[nodiscard]] std::optional<double> rate_on(const DailyTable& table, std::string_view from,
                                            std::string_view to, std::size_t row);

// Every column of the run, then those made for drawing: bank.<account> and blocked.<account> (book
// currency), floor.<good> (days).
[[nodiscard]] boost::json::object series_data(const RunRecord& record);
// Published figures: expectations of one day, in the book currency, with their tolerance.
[[nodiscard]] boost::json::array marks_data(const RunRecord& record);
[[nodiscard]] boost::json::array windows_data(const RunRecord& record);
// Dated facts of the file: payments, uses, cuts, shocks.
[[nodiscard]] boost::json::array events_data(const RunRecord& record);
[[nodiscard]] boost::json::object quarters_data(const RunRecord& record);
[[nodiscard]] boost::json::array refusals_data(const RunRecord& record);
[[nodiscard]] boost::json::array sources_data(const RunRecord& record);
[[nodiscard]] boost::json::array trial_balance_data(const RunRecord& record);

[[nodiscard]] boost::json::object page_data(const RunRecord& record, const Summary& summary);

}  // namespace setoff::sim
