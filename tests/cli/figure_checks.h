#pragma once
// What a run shows against what the commands of the program answer about its ledger: every amount
// of summary.json, and of the data in report.html. Each difference is a line of text.

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "tests/cli/run_answers.h"

namespace setoff::tests {

using Differences = std::vector<std::string>;

[[nodiscard]] Differences check_summary(const boost::json::value& summary, RunAnswers& answers);
// `summary`: one that was compared with the answers.
[[nodiscard]] Differences check_report(const boost::json::value& data,
                                       const boost::json::value& summary);

// The text of a JSON text.
[[nodiscard]] std::string text_of(const boost::json::value& value);
// {"value": ..., "unit": a currency}
[[nodiscard]] bool is_amount(const boost::json::value& value);
// "1234.50" -> "1,234.50 EUR"
[[nodiscard]] std::string grouped_text(const std::string& number, std::string_view unit);

}  // namespace setoff::tests
