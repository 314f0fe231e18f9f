#pragma once
// JSON output: indented for people, or on one line for a page. Members keep their order of
// insertion. Exact amounts are strings, counts integers; a double is an estimate and has at most
// six significant digits.

#include <string>

#include "simulator/engine/result.h"

namespace boost::json {
class array;
class object;
class value;
}  // namespace boost::json

namespace setoff::simulator {

// On one line. A double that is not finite is null.
[[nodiscard]] std::string compact(const boost::json::value& value);
// Two spaces of indentation; short arrays and objects on one line; ends with a line feed.
[[nodiscard]] std::string indented(const boost::json::value& value);
// For <script type="application/json">: one line, every '<' written as \u003c.
[[nodiscard]] std::string for_script(const boost::json::value& value);
// {"value": "12.50", "unit": "EUR"}; `unit` is omitted if the value has none.
[[nodiscard]] boost::json::object to_json(const Value& value);

}  // namespace setoff::simulator
