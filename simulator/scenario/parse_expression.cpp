#include "simulator/scenario/parse_expression.h"

#include <algorithm>
#include <array>
#include <utility>

#include "ledger/text/measure.h"
#include "ledger/text/nearest.h"
#include "simulator/scenario/cursor.h"
#include "simulator/scenario/expression_builder.h"

namespace setoff::simulator {

namespace {

constexpr int kDepthMax = 40;
constexpr std::array<std::string_view, 5> kFunctions{"average", "lag", "min", "max", "if"};

class ExpressionParser {
 public:
  ExpressionParser(std::string_view text, const std::vector<Symbol>& symbols)
      : cursor_(text), symbols_(symbols), build_(text) {}

  Parsed<ParsedExpression> run() {
    cursor_.skip_spaces();
    if (cursor_.at_end()) return syntax("the expression is empty", 1);
    SETOFF_TRY_PARSED(result, comparison(0));
    cursor_.skip_spaces();
    if (!cursor_.at_end())
      return syntax("expected an operator such as + or *, found '" + cursor_.word_or_char() + "'",
                    cursor_.word_or_char().size());
    ParsedExpression out;
    out.expression.nodes = build_.take_nodes();
    out.expression.unit = result.dimension.text();
    out.expression.text = std::string(cursor_.text());
    out.dimension = result.dimension;
    return out;
  }

 private:
  Fault syntax(std::string message, std::size_t length) const {
    return Fault{"expression_syntax",
                 std::move(message),
                 cursor_.offset(),
                 length,
                 {},
                 "an expression looks like 0.11 bbl/MMBtu * average(brent, 3 months)"};
  }

  Parsed<Operand> comparison(int depth) {
    SETOFF_TRY_PARSED(left, sum(depth));
    cursor_.skip_spaces();
    for (const std::string_view sign : {"<=", ">=", "==", "<", ">"}) {
      if (!cursor_.consume(sign)) continue;
      SETOFF_TRY_PARSED(right, sum(depth));
      return build_.compared(sign, left, right);
    }
    return left;
  }

  Parsed<Operand> sum(int depth) {
    SETOFF_TRY_PARSED(first, product(depth));
    Operand left = first;
    for (;;) {
      cursor_.skip_spaces();
      const bool plus = cursor_.consume("+");
      if (!plus && !cursor_.consume("-")) return left;
      SETOFF_TRY_PARSED(right, product(depth));
      SETOFF_TRY_PARSED(joined, build_.same_unit(plus ? ExpressionOp::add : ExpressionOp::subtract,
                                                 plus ? "+" : "-", left, right));
      left = joined;
    }
  }

  Parsed<Operand> product(int depth) {
    SETOFF_TRY_PARSED(first, factor(depth));
    Operand left = first;
    for (;;) {
      cursor_.skip_spaces();
      const bool times = cursor_.consume("*");
      if (!times && !cursor_.consume("/")) return left;
      SETOFF_TRY_PARSED(right, factor(depth));
      const auto dimension =
          times ? left.dimension * right.dimension : left.dimension / right.dimension;
      SETOFF_TRY_PARSED(joined, build_.join(times ? ExpressionOp::multiply : ExpressionOp::divide,
                                            left, right, dimension));
      left = joined;
    }
  }

  Parsed<Operand> factor(int depth) {
    if (depth > kDepthMax)
      return Fault{"too_deep",
                   "the expression is nested deeper than 40 levels",
                   cursor_.offset(),
                   1,
                   {},
                   "move parts of it into a data series"};
    cursor_.skip_spaces();
    const std::size_t begin = cursor_.offset();
    if (cursor_.consume("-")) {
      SETOFF_TRY_PARSED(operand, factor(depth + 1));
      return build_.negated(operand, begin);
    }
    if (cursor_.consume("(")) {
      SETOFF_TRY_PARSED(inner, comparison(depth + 1));
      SETOFF_TRY_PARSED(closed, close());
      return Operand{inner.node, inner.dimension, begin, closed, inner.averaged};
    }
    if (cursor_.at_digit()) return quantity(begin);
    const std::string word(cursor_.word());
    if (word.empty())
      return syntax(cursor_.at_end()
                        ? "the expression ends where a value is needed"
                        : "expected a number, a name or (, found '" + cursor_.word_or_char() + "'",
                    1);
    cursor_.advance(word.size());
    if (cursor_.peek_after_spaces() == '(') return call(word, begin, depth);
    return named(word, begin);
  }

  Parsed<Operand> quantity(std::size_t begin) {
    auto measure = parse_measure_prefix(cursor_.rest());
    if (!measure) return measure.error().shifted(begin);
    cursor_.advance(measure->length);
    return build_.number(measure->value, begin, cursor_.offset());
  }

  Parsed<Operand> named(const std::string& word, std::size_t begin) {
    for (const Symbol& symbol : symbols_) {
      if (symbol.name != word) continue;
      if (!symbol.known) return Fault{};
      return build_.series(symbol.series, symbol.dimension, begin, begin + word.size());
    }
    std::vector<std::string> names;
    for (const Symbol& symbol : symbols_)
      names.push_back(symbol.name);
    const std::string near = nearest(word, names);
    const std::string known = names.empty() ? "the file has no `data` series"
                                            : "the series of `data` are " + listed(names);
    return Fault{"unknown_series",
                 "there is no series '" + word + "'; " + known,
                 begin,
                 word.size(),
                 near,
                 near.empty() ? "declare it under `data`" : ""};
  }

  Parsed<std::size_t> close() {
    cursor_.skip_spaces();
    if (cursor_.consume(")")) return cursor_.offset();
    if (cursor_.rest().starts_with(","))
      return Fault{"expression_syntax",
                   "a value too many: min, max, average and lag take two, and if takes three",
                   cursor_.offset(),
                   1,
                   {},
                   "nest them, such as max(a, max(b, c))"};
    return syntax(cursor_.at_end()
                      ? "a ( is not closed"
                      : "expected ) or an operator, found '" + cursor_.word_or_char() + "'",
                  1);
  }

  Parsed<bool> comma() {
    cursor_.skip_spaces();
    if (cursor_.consume(",")) return true;
    return syntax("expected a comma and a further argument", 1);
  }

  Parsed<Operand> call(const std::string& word, std::size_t begin, int depth) {
    if (std::ranges::find(kFunctions, word) == kFunctions.end()) {
      const std::string near = nearest(word, std::span<const std::string_view>(kFunctions));
      return Fault{"unknown_function",
                   "there is no function '" + word + "'; there are average, lag, min, max and if",
                   begin,
                   word.size(),
                   near,
                   {}};
    }
    cursor_.skip_spaces();
    const bool opened = cursor_.consume("(");
    if (!opened) return syntax("expected (", 1);
    SETOFF_TRY_PARSED(first, comparison(depth + 1));
    SETOFF_TRY_PARSED(more, comma());
    (void)more;
    SETOFF_TRY_PARSED(out, word == "average" || word == "lag" ? look_back(word, first)
                           : word == "if"                     ? choice(first, depth)
                                                              : extreme(word, first, depth));
    SETOFF_TRY_PARSED(end, close());
    out.begin = begin;
    out.end = end;
    return out;
  }

  Parsed<Operand> extreme(const std::string& word, const Operand& first, int depth) {
    SETOFF_TRY_PARSED(second, comparison(depth + 1));
    return build_.same_unit(word == "min" ? ExpressionOp::minimum : ExpressionOp::maximum, word,
                            first, second);
  }

  Parsed<Operand> choice(const Operand& condition, int depth) {
    SETOFF_TRY_PARSED(yes, comparison(depth + 1));
    SETOFF_TRY_PARSED(more, comma());
    (void)more;
    SETOFF_TRY_PARSED(no, comparison(depth + 1));
    return build_.choice(condition, yes, no);
  }

  Parsed<Operand> look_back(const std::string& word, const Operand& inner) {
    cursor_.skip_spaces();
    const std::size_t begin = cursor_.offset();
    if (word == "average" && inner.averaged)
      return Fault{"too_deep",  "an average of an average is not supported",
                   inner.begin, inner.end - inner.begin,
                   {},          "average the series once, over the longer span"};
    auto measure = parse_measure_prefix(cursor_.rest());
    if (!measure) return measure.error().shifted(begin);
    cursor_.advance(measure->length);
    return build_.look_back(word, inner, measure->value, begin, cursor_.offset());
  }

  Cursor cursor_;
  const std::vector<Symbol>& symbols_;
  ExpressionBuilder build_;
};

}  // namespace

Parsed<ParsedExpression> parse_expression(std::string_view text,
                                          const std::vector<Symbol>& symbols) {
  return ExpressionParser(text, symbols).run();
}

}  // namespace setoff::simulator
