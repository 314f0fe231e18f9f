#include "simulator/scenario/parse_expression.h"

#include <algorithm>
#include <array>
#include <utility>

#include "ledger/text/measure.h"
#include "ledger/text/nearest.h"
#include "simulator/scenario/cursor.h"
#include "simulator/scenario/numbers.h"

namespace setoff::simulator {

namespace {

constexpr int kDepthMax = 40;
constexpr std::size_t kNodesMax = 500;
constexpr int kSpanDaysMax = 3660;
constexpr int kSpanMonthsMax = 120;
constexpr std::array<std::string_view, 5> kFunctions{"average", "lag", "min", "max", "if"};

struct Operand {
  std::uint32_t node = 0;
  Dimension dimension;
  std::size_t begin = 0;  // offset in the text
  std::size_t end = 0;
  bool averaged = false;  // contains an average; another one around it would take quadratic time
};

std::string unit_text(const Dimension& dimension) {
  return dimension.is_plain() ? "a plain number" : dimension.text();
}

class ExpressionParser {
 public:
  ExpressionParser(std::string_view text, const std::vector<Symbol>& symbols)
      : cursor_(text), symbols_(symbols) {}

  Parsed<ParsedExpression> run() {
    cursor_.skip_spaces();
    if (cursor_.at_end()) return syntax("the expression is empty", 1);
    SETOFF_TRY_PARSED(result, comparison(0));
    cursor_.skip_spaces();
    if (!cursor_.at_end())
      return syntax("expected an operator such as + or *, found '" + cursor_.word_or_char() + "'",
                    cursor_.word_or_char().size());
    ParsedExpression out;
    out.expression.nodes = std::move(nodes_);
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

  static Fault mismatch(std::string message, const Operand& at) {
    return Fault{"unit_mismatch", std::move(message), at.begin, at.end - at.begin, {}, {}};
  }

  Parsed<std::uint32_t> add_node(ExpressionNode node) {
    if (nodes_.size() >= kNodesMax)
      return Fault{"too_deep", "the expression has more than 500 parts", 0, cursor_.text().size(),
                   {},         "move parts of it into a data series"};
    nodes_.push_back(node);
    return static_cast<std::uint32_t>(nodes_.size() - 1);
  }

  Parsed<Operand> join(ExpressionOp op, const Operand& a, const Operand& b, Dimension dimension) {
    ExpressionNode node;
    node.op = op;
    node.arguments = {a.node, b.node, 0};
    SETOFF_TRY_PARSED(index, add_node(node));
    return Operand{index, std::move(dimension), a.begin, b.end, a.averaged || b.averaged};
  }

  Parsed<Operand> same_unit(ExpressionOp op, std::string_view sign, const Operand& a,
                            const Operand& b) {
    if (a.dimension != b.dimension)
      return mismatch("both sides of '" + std::string(sign) + "' need the same unit: left is " +
                          unit_text(a.dimension) + ", right is " + unit_text(b.dimension),
                      b);
    return join(op, a, b, a.dimension);
  }

  Parsed<Operand> comparison(int depth) {
    SETOFF_TRY_PARSED(left, sum(depth));
    cursor_.skip_spaces();
    for (const std::string_view sign : {"<=", ">=", "==", "<", ">"}) {
      if (!cursor_.consume(sign)) continue;
      SETOFF_TRY_PARSED(right, sum(depth));
      const bool turned = sign.front() == '>';
      const auto op = sign == "=="       ? ExpressionOp::equal
                      : sign.size() == 2 ? ExpressionOp::less_equal
                                         : ExpressionOp::less;
      SETOFF_TRY_PARSED(out, same_unit(op, sign, left, right));
      if (turned) {
        auto& arguments = nodes_[out.node].arguments;
        std::swap(arguments[0], arguments[1]);
      }
      out.dimension = Dimension();
      return out;
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
      SETOFF_TRY_PARSED(joined, same_unit(plus ? ExpressionOp::add : ExpressionOp::subtract,
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
      SETOFF_TRY_PARSED(joined, join(times ? ExpressionOp::multiply : ExpressionOp::divide, left,
                                     right, dimension));
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
      ExpressionNode node;
      node.op = ExpressionOp::negate;
      node.arguments = {operand.node, 0, 0};
      SETOFF_TRY_PARSED(index, add_node(node));
      return Operand{index, operand.dimension, begin, operand.end, operand.averaged};
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
    ExpressionNode node;
    node.op = ExpressionOp::number;
    node.number = to_double(measure->value.value);
    SETOFF_TRY_PARSED(index, add_node(node));
    return Operand{index, measure->value.dimension, begin, cursor_.offset()};
  }

  Parsed<Operand> named(const std::string& word, std::size_t begin) {
    for (const Symbol& symbol : symbols_) {
      if (symbol.name != word) continue;
      if (!symbol.known) return Fault{};
      ExpressionNode node;
      node.op = ExpressionOp::series;
      node.series = symbol.series;
      SETOFF_TRY_PARSED(index, add_node(node));
      return Operand{index, symbol.dimension, begin, begin + word.size()};
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
    return same_unit(word == "min" ? ExpressionOp::minimum : ExpressionOp::maximum, word, first,
                     second);
  }

  Parsed<Operand> choice(const Operand& condition, int depth) {
    if (!condition.dimension.is_plain())
      return mismatch("the condition of if is " + unit_text(condition.dimension) +
                          "; write a comparison, such as brent < 50 USD/bbl",
                      condition);
    SETOFF_TRY_PARSED(yes, comparison(depth + 1));
    SETOFF_TRY_PARSED(more, comma());
    (void)more;
    SETOFF_TRY_PARSED(no, comparison(depth + 1));
    if (yes.dimension != no.dimension)
      return mismatch("both results of if need the same unit: the first is " +
                          unit_text(yes.dimension) + ", the second is " + unit_text(no.dimension),
                      no);
    ExpressionNode node;
    node.op = ExpressionOp::choose;
    node.arguments = {condition.node, yes.node, no.node};
    SETOFF_TRY_PARSED(index, add_node(node));
    return Operand{index, yes.dimension, condition.begin, no.end,
                   condition.averaged || yes.averaged || no.averaged};
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
    const auto length = expect_duration(measure->value);
    const bool months = length && length->unit == TimeUnit::month;
    const bool usable = length && (months || length->unit == TimeUnit::day) && length->count > 0 &&
                        length->count <= (months ? kSpanMonthsMax : kSpanDaysMax);
    if (!usable)
      return Fault{"unit_mismatch",
                   word + " needs a length of 1 to 3660 days or 1 to 120 months, found '" +
                       std::string(cursor_.text().substr(begin, measure->length)) + "'",
                   begin,
                   measure->length,
                   {},
                   "write it like " + word + "(brent, 3 months)"};
    ExpressionNode node;
    node.op = word == "average"
                  ? (months ? ExpressionOp::average_months : ExpressionOp::average_days)
                  : (months ? ExpressionOp::lag_months : ExpressionOp::lag_days);
    node.span = length->count;
    node.arguments = {inner.node, 0, 0};
    SETOFF_TRY_PARSED(index, add_node(node));
    return Operand{index, inner.dimension, inner.begin, cursor_.offset(),
                   inner.averaged || word == "average"};
  }

  Cursor cursor_;
  const std::vector<Symbol>& symbols_;
  std::vector<ExpressionNode> nodes_;
};

}  // namespace

Parsed<ParsedExpression> parse_expression(std::string_view text,
                                          const std::vector<Symbol>& symbols) {
  return ExpressionParser(text, symbols).run();
}

}  // namespace setoff::simulator
