#pragma once
// The data of report.html, as parts of one JSON object that the page's scripts draw. Series have at
// most seven digits; series.csv has the exact numbers. Money of the books is shown in the reporting
// currency, each day at its own rate.

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

namespace setoff::simulator {

// "1211 0*30 -5": the first value, then differences; d*n stands for n times the difference d.
[[nodiscard]] std::string packed(const std::vector<std::int64_t>& values);

// Every column of the run, with money of the books in the reporting currency (what an account shows
// stays in its own), and what is counted by its worth as money; then limit.<name> of floors and
// caps, floor.<good> (in days of the country's need) and bought.<good> (landed so far, in the same
// days).
[[nodiscard]] boost::json::object series_data(const RunRecord& record);
// Published figures and checks; of a published figure also how far the run is from it, the section
// that lists it, and where it is drawn.
[[nodiscard]] boost::json::array expectations_data(const RunRecord& record, const Summary& summary);
// Whether a limit is a level that the file alone decides: a floor or a cap.
[[nodiscard]] bool drawn_limit(const AccountLimit& limit);
[[nodiscard]] boost::json::array windows_data(const RunRecord& record);
// Dated facts of the scenario: payments, uses, transfers, cuts, shocks.
[[nodiscard]] boost::json::array events_data(const RunRecord& record);
[[nodiscard]] boost::json::array cards_data(const RunRecord& record, const Summary& summary);
[[nodiscard]] boost::json::object quarters_data(const Summary& summary);
[[nodiscard]] boost::json::array refusals_data(const Summary& summary);
[[nodiscard]] boost::json::array sources_data(const RunRecord& record);
// Addresses of the sources cited in the scenario, by code: [address, note].
[[nodiscard]] boost::json::object references_data(const RunRecord& record, const Summary& summary);
[[nodiscard]] boost::json::array trial_balance_data(const RunRecord& record);

[[nodiscard]] boost::json::object page_data(const RunRecord& record, const Summary& summary);

}  // namespace setoff::simulator
