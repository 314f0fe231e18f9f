// links: engine
//
// Expressions and laws of scenarios from hostile text. What is read is well formed, means the same
// in parentheses and between spaces, and evaluates to the same bits twice; a law's draws rise with
// the uniform number. A fault has a code, a text and a place inside the text.
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

#include "ledger/base/check.h"
#include "ledger/text/measure.h"
#include "simulator/engine/draws.h"
#include "simulator/scenario/evaluate.h"
#include "simulator/scenario/parse_distribution.h"
#include "simulator/scenario/parse_expression.h"

namespace {

using namespace setoff;
using namespace setoff::simulator;

constexpr Day kDay{19'358};

struct World {
  Scenario scenario;
  std::vector<Symbol> symbols;

  void add(const char* name, const char* unit, std::vector<Step<Decimal>> steps) {
    const auto parsed = parse_unit(unit);
    const Dimension dimension = parsed ? parsed->dimension : Dimension();
    symbols.push_back({name, SeriesRef(static_cast<std::uint32_t>(symbols.size())), dimension});
    scenario.series.push_back({name, unit, {std::move(steps)}});
  }
};

// Series that begin long before the day, on it, and after it.
const World& world() {
  static const World made = [] {
    World w;
    w.add("brent", "USD/bbl", {{kDay - 9'000, Decimal(6512, -2)}, {kDay - 20, Decimal(71, 0)}});
    w.add("ratio", "1", {{kDay, Decimal()}});
    w.add("later", "USD/bbl", {{kDay + 1, Decimal(80, 0)}});
    return w;
  }();
  return made;
}

void check_fault(const Fault& fault, std::string_view text) {
  SETOFF_CHECK(!fault.code.empty());
  SETOFF_CHECK(!fault.message.empty());
  SETOFF_CHECK(fault.offset <= text.size());
}

void check_nodes(const Expression& expression) {
  SETOFF_CHECK(!expression.nodes.empty());
  for (std::size_t i = 0; i < expression.nodes.size(); ++i) {
    const ExpressionNode& node = expression.nodes[i];
    const bool leaf = node.op == ExpressionOp::number || node.op == ExpressionOp::series;
    for (const auto argument : node.arguments)
      SETOFF_CHECK(leaf || argument < i);
    SETOFF_CHECK(node.op != ExpressionOp::series || node.series.index() < world().symbols.size());
  }
}

void check_value(const Expression& expression) {
  const auto value = evaluate(expression, world().scenario, kDay);
  const auto again = evaluate(expression, world().scenario, kDay);
  SETOFF_CHECK(value.has_value() == again.has_value());
  if (value)
    SETOFF_CHECK(std::bit_cast<std::uint64_t>(*value) == std::bit_cast<std::uint64_t>(*again));
  else
    SETOFF_CHECK(!value.error().detail.empty());
}

void check_expression(std::string_view text) {
  const auto parsed = parse_expression(text, world().symbols);
  if (!parsed) return check_fault(parsed.error(), text);
  check_nodes(parsed->expression);
  const auto inside = parse_expression("( " + std::string(text) + " )", world().symbols);
  SETOFF_CHECK(inside || inside.error().code == "too_deep");
  SETOFF_CHECK(!inside || inside->expression == parsed->expression);
  check_value(parsed->expression);
}

void check_law(const Distribution& law) {
  constexpr std::array kUniforms{1e-9, 0.001, 0.25, 0.5, 0.75, 0.999, 1 - 1e-9};
  if (law.is_constant()) return;
  double before = -HUGE_VAL;
  for (const double u : kUniforms) {
    const double drawn = quantile_of(law, u);
    SETOFF_CHECK(std::isfinite(drawn));
    SETOFF_CHECK(drawn >= before);
    before = drawn;
  }
  SETOFF_CHECK(std::isfinite(law.center()));
}

template <class Parse>
auto parsed_twice(std::string_view text, Parse parse) {
  auto parsed = parse(text);
  if (!parsed) {
    check_fault(parsed.error(), text);
    return parsed;
  }
  if (text.find('(') == std::string_view::npos) return parsed;  // a measure
  const auto spaced = parse(" " + std::string(text) + " ");
  SETOFF_CHECK(spaced);
  SETOFF_CHECK(*spaced == *parsed);
  return parsed;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_expression(text);
  if (const auto share = parsed_twice(text, parse_share_distribution)) check_law(*share);
  if (const auto length = parsed_twice(text, parse_duration_distribution)) check_law(length->days);
  return 0;
}
