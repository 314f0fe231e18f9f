#pragma once
// The expression language (prices and other formulas over series), with units:
//   comparison = sum [ ("<" | "<=" | ">" | ">=" | "==") sum ]          a plain 1 or 0
//   sum        = product { ("+" | "-") product }                       equal units on both sides
//   product    = factor { ("*" | "/") factor }                         units multiply
//   factor     = [ "-" ] ( quantity | name | call | "(" comparison ")" )
//   call       = min(a, b) | max(a, b) | if(condition, a, b)
//              | average(a, N days|months) | lag(a, N days|months)     months are Gregorian
// Errors: Faults expression_syntax, unknown_series, unknown_function, unit_mismatch, too_deep, and
// those of measures.

#include <string>
#include <string_view>
#include <vector>

#include "ledger/text/dimension.h"
#include "ledger/text/parsed.h"
#include "simulator/scenario/expression.h"

namespace setoff::simulator {

// A series that formulas may name.
struct Symbol {
  std::string name;
  SeriesRef series;
  Dimension dimension;
  bool known = true;  // false: the series has errors; formulas over it fail with an empty code
};

struct ParsedExpression {
  Expression expression;
  Dimension dimension;  // of the result, in base units
};

[[nodiscard]] Parsed<ParsedExpression> parse_expression(std::string_view text,
                                                        const std::vector<Symbol>& symbols);

}  // namespace setoff::simulator
