#pragma once
// Expression: a checked formula over series, as data. Grammar and unit rules: parse_expression.h.
// Nodes are in evaluation order (children before parents; the last is the result); numbers are in
// the units of the text. Averages look back only: over the N whole Gregorian months before the
// month of the day, or over the N days before the day.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "simulator/scenario/names.h"

namespace setoff::simulator {

enum class ExpressionOp : std::uint8_t {
  number,          // number
  series,          // value of `series` on the day
  add,             // a + b
  subtract,        // a - b
  multiply,        // a * b
  divide,          // a / b
  negate,          // -a
  minimum,         // min(a, b)
  maximum,         // max(a, b)
  less,            // a < b: 1 or 0
  less_equal,      // a <= b: 1 or 0
  equal,           // a == b: 1 or 0
  choose,          // if(a, b, c): b when a is not 0, else c
  average_days,    // mean of a over the `span` days before the day
  average_months,  // mean of the monthly means of a over the `span` whole months before the day's
  lag_days,        // a as of `span` days earlier
  lag_months,      // a as of `span` months earlier, on the same day of the month (or its last)
};

struct ExpressionNode {
  ExpressionOp op = ExpressionOp::number;
  double number = 0;
  SeriesRef series;
  int span = 0;
  std::array<std::uint32_t, 3> arguments{};  // indices of earlier nodes
  friend bool operator==(const ExpressionNode&, const ExpressionNode&) = default;
};

struct Expression {
  std::vector<ExpressionNode> nodes;
  std::string unit;  // canonical, "USD/MMBtu"; empty for a plain number
  std::string text;  // as written, for reports; not compared

  friend bool operator==(const Expression& a, const Expression& b) {
    return a.nodes == b.nodes && a.unit == b.unit;
  }
};

}  // namespace setoff::simulator
