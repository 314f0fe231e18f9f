#include "simulator/scenario/expression_builder.h"

#include <utility>

#include "simulator/scenario/numbers.h"

namespace setoff::simulator {

namespace {

constexpr std::size_t kNodesMax = 500;
constexpr int kSpanDaysMax = 3660;
constexpr int kSpanMonthsMax = 120;

std::string unit_text(const Dimension& dimension) {
  return dimension.is_plain() ? "a plain number" : dimension.text();
}

Fault mismatch(std::string message, const Operand& at) {
  return Fault{"unit_mismatch", std::move(message), at.begin, at.end - at.begin, {}, {}};
}

}  // namespace

Parsed<std::uint32_t> ExpressionBuilder::add_node(ExpressionNode node) {
  if (nodes_.size() >= kNodesMax)
    return Fault{"too_deep", "the expression has more than 500 parts", 0, text_.size(),
                 {},         "move parts of it into a data series"};
  nodes_.push_back(node);
  return static_cast<std::uint32_t>(nodes_.size() - 1);
}

Parsed<Operand> ExpressionBuilder::number(const Measure& measure, std::size_t begin,
                                          std::size_t end) {
  ExpressionNode node;
  node.op = ExpressionOp::number;
  node.number = to_double(measure.value);
  SETOFF_TRY_PARSED(index, add_node(node));
  return Operand{index, measure.dimension, begin, end};
}

Parsed<Operand> ExpressionBuilder::series(SeriesRef series, const Dimension& dimension,
                                          std::size_t begin, std::size_t end) {
  ExpressionNode node;
  node.op = ExpressionOp::series;
  node.series = series;
  SETOFF_TRY_PARSED(index, add_node(node));
  return Operand{index, dimension, begin, end};
}

Parsed<Operand> ExpressionBuilder::negated(const Operand& operand, std::size_t begin) {
  ExpressionNode node;
  node.op = ExpressionOp::negate;
  node.arguments = {operand.node, 0, 0};
  SETOFF_TRY_PARSED(index, add_node(node));
  return Operand{index, operand.dimension, begin, operand.end, operand.averaged};
}

Parsed<Operand> ExpressionBuilder::join(ExpressionOp op, const Operand& a, const Operand& b,
                                        Dimension dimension) {
  ExpressionNode node;
  node.op = op;
  node.arguments = {a.node, b.node, 0};
  SETOFF_TRY_PARSED(index, add_node(node));
  return Operand{index, std::move(dimension), a.begin, b.end, a.averaged || b.averaged};
}

Parsed<Operand> ExpressionBuilder::same_unit(ExpressionOp op, std::string_view sign,
                                             const Operand& a, const Operand& b) {
  if (a.dimension != b.dimension)
    return mismatch("both sides of '" + std::string(sign) + "' need the same unit: left is " +
                        unit_text(a.dimension) + ", right is " + unit_text(b.dimension),
                    b);
  return join(op, a, b, a.dimension);
}

Parsed<Operand> ExpressionBuilder::compared(std::string_view sign, const Operand& a,
                                            const Operand& b) {
  const auto op = sign == "=="       ? ExpressionOp::equal
                  : sign.size() == 2 ? ExpressionOp::less_equal
                                     : ExpressionOp::less;
  SETOFF_TRY_PARSED(out, same_unit(op, sign, a, b));
  if (sign.front() == '>') {
    auto& arguments = nodes_[out.node].arguments;
    std::swap(arguments[0], arguments[1]);
  }
  out.dimension = Dimension();
  return out;
}

Parsed<Operand> ExpressionBuilder::choice(const Operand& condition, const Operand& yes,
                                          const Operand& no) {
  if (!condition.dimension.is_plain())
    return mismatch("the condition of if is " + unit_text(condition.dimension) +
                        "; write a comparison, such as brent < 50 USD/bbl",
                    condition);
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

Parsed<Operand> ExpressionBuilder::look_back(std::string_view word, const Operand& inner,
                                             const Measure& span, std::size_t begin,
                                             std::size_t end) {
  const auto length = expect_duration(span);
  const bool months = length && length->unit == TimeUnit::month;
  const bool usable = length && (months || length->unit == TimeUnit::day) && length->count > 0 &&
                      length->count <= (months ? kSpanMonthsMax : kSpanDaysMax);
  if (!usable)
    return Fault{"unit_mismatch",
                 std::string(word) +
                     " needs a length of 1 to 3660 days or 1 to 120 months, found '" +
                     std::string(text_.substr(begin, end - begin)) + "'",
                 begin,
                 end - begin,
                 {},
                 "write it like " + std::string(word) + "(brent, 3 months)"};
  const bool average = word == "average";
  ExpressionNode node;
  node.op = average ? (months ? ExpressionOp::average_months : ExpressionOp::average_days)
                    : (months ? ExpressionOp::lag_months : ExpressionOp::lag_days);
  node.span = length->count;
  node.arguments = {inner.node, 0, 0};
  SETOFF_TRY_PARSED(index, add_node(node));
  return Operand{index, inner.dimension, inner.begin, end, inner.averaged || average};
}

}  // namespace setoff::simulator
