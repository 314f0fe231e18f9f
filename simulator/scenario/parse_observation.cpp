#include "simulator/scenario/parse_observation.h"

#include <algorithm>

#include <array>

#include "simulator/scenario/expected_value.h"
#include "simulator/scenario/read_path.h"
#include "simulator/scenario/sum_parser.h"

namespace setoff::simulator {

namespace {

constexpr std::string_view kShape = "write it like billed(gas, 2020) == 1.2 BUSD +- 2 %";

constexpr std::array<std::pair<std::string_view, Comparison>, 5> kComparisons{{
    {"==", Comparison::equal},
    {"<=", Comparison::less_equal},
    {">=", Comparison::greater_equal},
    {"<", Comparison::less},
    {">", Comparison::greater},
}};

class ExpectationParser {
 public:
  ExpectationParser(std::string_view text, const Context& context, const Scenario& scenario)
      : sum_(text, context, scenario), cursor_(sum_.cursor()) {}

  Parsed<Expectation> run() {
    SETOFF_TRY_PARSED(facts, sum_.sum());
    SETOFF_TRY_PARSED(compared, comparison());
    (void)compared;
    SETOFF_TRY_PARSED(valued, value(*facts));
    (void)valued;
    out_.observation = std::move(sum_.first());
    out_.further = std::move(sum_.further());
    out_.text = std::string(cursor_.text());
    return std::move(out_);
  }

 private:
  Parsed<bool> comparison() {
    cursor_.skip_spaces();
    for (const auto& [sign, meaning] : kComparisons) {
      if (!cursor_.consume(sign)) continue;
      out_.comparison = meaning;
      return true;
    }
    const std::string_view rest = cursor_.rest();
    const bool turned = rest.starts_with("=>") || rest.starts_with("=<");
    const std::string_view meant = rest.starts_with("=>")   ? ">="
                                   : rest.starts_with("=<") ? "<="
                                   : rest.starts_with("=")  ? "=="
                                                            : "";
    return Fault{"expectation_syntax", "expected ==, <=, >=, < or > after the observation",
                 cursor_.offset(),     turned ? 2U : 1U,
                 std::string(meant),   std::string(kShape)};
  }

  Parsed<bool> value(const ObservableInfo& facts) {
    cursor_.skip_spaces();
    const std::size_t begin = cursor_.offset();
    auto measure = parse_measure_prefix(cursor_.rest());
    if (!measure) return measure.error().shifted(begin);
    cursor_.advance(measure->length);
    auto expected = expected_value(facts, measure->value, sum_.goods_unit());
    if (!expected) {
      Fault fault = expected.error();
      fault.offset = begin;
      fault.length = measure->length;
      return fault;
    }
    out_.expected = *expected;
    return tolerance(facts, measure->value);
  }

  Parsed<bool> tolerance(const ObservableInfo& facts, const Measure& value) {
    cursor_.skip_spaces();
    if (cursor_.at_end()) return true;
    if (!cursor_.consume("+-"))
      return bad_observation("expected +- and a tolerance, or nothing, behind the value",
                             cursor_.offset(), cursor_.rest().size());
    cursor_.skip_spaces();
    const std::size_t begin = cursor_.offset();
    auto measure = parse_measure(cursor_.rest());
    if (!measure) return measure.error().shifted(begin);
    const Measure& given = *measure;
    const bool relative = given.percent && facts.value != ValueKind::share;
    if (!relative && given.dimension != value.dimension)
      return Fault{"unit_mismatch",
                   "the tolerance needs the unit of the value, or %, found " + given.text(),
                   begin,
                   cursor_.rest().size(),
                   {},
                   {}};
    if (given.value < Decimal())
      return Fault{
          "out_of_range", "a tolerance is not below zero", begin, cursor_.rest().size(), {}, {}};
    out_.tolerance = given.value;
    if (!relative) return true;
    const auto product = tolerance_of(out_.expected.value, given.value);
    if (!product)
      return Fault{
          "out_of_range",        "the tolerance does not fit", begin, cursor_.rest().size(), {},
          "give it as an amount"};
    out_.tolerance = *product;
    return true;
  }

  SumParser sum_;
  Cursor& cursor_;
  Expectation out_;
};

class QuestionParser {
 public:
  QuestionParser(std::string_view text, const Context& context, const Scenario& scenario)
      : sum_(text, context, scenario), cursor_(sum_.cursor()) {}

  Parsed<RunQuestion> run() {
    SETOFF_TRY_PARSED(facts, sum_.sum());
    SETOFF_TRY_PARSED(unit, unit_of_answer(*facts));
    return RunQuestion{std::move(sum_.first()), std::move(sum_.further()), unit,
                       std::string(cursor_.text())};
  }

 private:
  // What follows `in`; without it the currency of reports, or the unit of the line or good.
  Parsed<ExpectedValue> unit_of_answer(const ObservableInfo& facts) {
    cursor_.skip_spaces();
    if (cursor_.at_end()) return default_unit(facts);
    if (cursor_.word() != "in")
      return bad_observation("expected `in` and a unit, or nothing, behind the observation",
                             cursor_.offset(), cursor_.rest().size());
    cursor_.advance(2);
    cursor_.skip_spaces();
    const std::size_t begin = cursor_.offset();
    const std::string one = "1 " + std::string(cursor_.rest());
    auto measure = parse_measure(one);
    if (measure) {
      auto unit = expected_value(facts, *measure, sum_.goods_unit());
      if (unit) {
        cursor_.advance(cursor_.rest().size());
        return *unit;
      }
      return unit.error().shifted(begin);
    }
    return Fault{"unknown_unit",
                 "there is no unit '" + std::string(cursor_.rest()) + "'",
                 begin,
                 std::max<std::size_t>(1, cursor_.rest().size()),
                 {},
                 "units are written like USD, MEUR, Mt, MCM/day"};
  }

  [[nodiscard]] Parsed<ExpectedValue> default_unit(const ObservableInfo& facts) const {
    const Decimal one(1, 0);
    switch (facts.value) {
      case ValueKind::money:
        return ExpectedValue{one, sum_.scenario().currency.reporting, {}};
      case ValueKind::quantity:
      case ValueKind::per_day:
        if (sum_.goods_unit() != Unit()) return ExpectedValue{one, sum_.goods_unit(), {}};
        return bad_observation("say in which unit, as in `delivered(gas) in MCM`", 0,
                               cursor_.text().size());
      case ValueKind::share:
        return ExpectedValue{Decimal(1, -2), {}, {}};
      case ValueKind::price:
      case ValueKind::count:
        break;
    }
    return ExpectedValue{one, {}, {}};
  }

  SumParser sum_;
  Cursor& cursor_;
};

}  // namespace

Parsed<Expectation> parse_observation(std::string_view text, const Context& context,
                                      const Scenario& scenario) {
  return ExpectationParser(text, context, scenario).run();
}

Parsed<RunQuestion> parse_question(std::string_view text, const Context& context,
                                   const Scenario& scenario) {
  return QuestionParser(text, context, scenario).run();
}

Parsed<RunEvent> parse_event(std::string_view text, const Context& context,
                             const Scenario& scenario) {
  constexpr std::string_view kEver = "ever ";
  RunEvent out;
  out.text = std::string(text);
  out.ever = text.starts_with(kEver);
  const std::size_t skipped = out.ever ? kEver.size() : 0;
  auto claim = parse_observation(text.substr(skipped), context, scenario);
  if (!claim) return claim.error().shifted(skipped);
  out.claim = std::move(*claim);
  if (!out.ever) return out;
  out.claim.timing = Timing::always;
  const auto dated = [](const Observation& seen) { return seen.on || seen.range; };
  const bool any_dated = dated(out.claim.observation) ||
                         std::ranges::any_of(out.claim.further, [&](const ObservationTerm& term) {
                           return dated(term.observation);
                         });
  if (any_dated)
    return Fault{.code = "conflicting_keys",
                 .message = "`ever` is judged on every day, so it names no day itself",
                 .help = "remove the day, or `ever`"};
  switch (out.claim.comparison) {
    case Comparison::less:
      out.claim.comparison = Comparison::greater_equal;
      break;
    case Comparison::less_equal:
      out.claim.comparison = Comparison::greater;
      break;
    case Comparison::greater:
      out.claim.comparison = Comparison::less_equal;
      break;
    case Comparison::greater_equal:
      out.claim.comparison = Comparison::less;
      break;
    case Comparison::equal:
      return Fault{.code = "expectation_syntax",
                   .message = "`ever` asks for <, <=, > or >=, not for an equality"};
  }
  return out;
}

}  // namespace setoff::simulator
