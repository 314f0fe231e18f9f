#pragma once
// ExpressionBuilder: makes the nodes of a formula and checks their units. The parser
// (parse_expression.cpp) decides which node stands where. Faults are at the operand they name.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ledger/text/measure.h"
#include "simulator/scenario/expression.h"

namespace setoff::simulator {

struct Operand {
  std::uint32_t node = 0;
  Dimension dimension;
  std::size_t begin = 0;  // offset in the text
  std::size_t end = 0;
  bool averaged = false;  // contains an average; another one around it would take quadratic time
};

class ExpressionBuilder {
 public:
  // `text` is the whole formula, for faults that concern all of it.
  explicit ExpressionBuilder(std::string_view text) : text_(text) {}

  [[nodiscard]] Parsed<Operand> number(const Measure& measure, std::size_t begin, std::size_t end);
  [[nodiscard]] Parsed<Operand> series(SeriesRef series, const Dimension& dimension,
                                       std::size_t begin, std::size_t end);
  [[nodiscard]] Parsed<Operand> negated(const Operand& operand, std::size_t begin);
  [[nodiscard]] Parsed<Operand> join(ExpressionOp op, const Operand& a, const Operand& b,
                                     Dimension dimension);
  // As join(); `sign` is named if the units differ.
  [[nodiscard]] Parsed<Operand> same_unit(ExpressionOp op, std::string_view sign, const Operand& a,
                                          const Operand& b);
  // 1 if it holds, else 0; `sign` is one of < > <= >= ==.
  [[nodiscard]] Parsed<Operand> compared(std::string_view sign, const Operand& a, const Operand& b);
  [[nodiscard]] Parsed<Operand> choice(const Operand& condition, const Operand& yes,
                                       const Operand& no);
  // average or lag (`word`) over a length that stands at [begin, end) of the text.
  [[nodiscard]] Parsed<Operand> look_back(std::string_view word, const Operand& inner,
                                          const Measure& length, std::size_t begin,
                                          std::size_t end);
  [[nodiscard]] std::vector<ExpressionNode> take_nodes() { return std::move(nodes_); }

 private:
  [[nodiscard]] Parsed<std::uint32_t> add_node(ExpressionNode node);

  std::string_view text_;
  std::vector<ExpressionNode> nodes_;
};

}  // namespace setoff::simulator
