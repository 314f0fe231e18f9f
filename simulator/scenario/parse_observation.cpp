#include "simulator/scenario/parse_observation.h"

#include <array>
#include <utility>

#include "ledger/base/characters.h"
#include "ledger/base/error.h"
#include "ledger/text/nearest.h"
#include "simulator/scenario/cursor.h"
#include "simulator/scenario/expected_value.h"
#include "simulator/scenario/observables.h"
#include "simulator/scenario/parse_range.h"
#include "simulator/scenario/read_path.h"

namespace setoff::simulator {

namespace {

using Facts = ObservableInfo;
using enum NameArgument;

constexpr std::array<std::pair<std::string_view, Comparison>, 5> kComparisons{{
    {"==", Comparison::equal},
    {"<=", Comparison::less_equal},
    {">=", Comparison::greater_equal},
    {"<", Comparison::less},
    {">", Comparison::greater},
}};

constexpr std::string_view kShape = "write it like billed(gas, 2020) == 1.2 BUSD +- 2 %";

Fault syntax(std::string message, std::size_t at, std::size_t length) {
  return Fault{"expectation_syntax", std::move(message), at, length, {}, std::string(kShape)};
}

std::string_view trimmed(std::string_view text, std::size_t& offset) {
  while (!text.empty() && text.front() == ' ') {
    text.remove_prefix(1);
    ++offset;
  }
  while (!text.empty() && text.back() == ' ')
    text.remove_suffix(1);
  return text;
}

bool begins_like_time(std::string_view text) {
  return text.starts_with("SH ") || is_digit(text.front());
}

class ObservationParser {
 public:
  ObservationParser(std::string_view text, const Context& context, const Scenario& scenario)
      : cursor_(text), context_(context), scenario_(scenario) {}

  Parsed<Expectation> run() {
    SETOFF_TRY_PARSED(facts, sum());
    SETOFF_TRY_PARSED(compared, comparison());
    (void)compared;
    SETOFF_TRY_PARSED(valued, value(*facts));
    (void)valued;
    out_.text = std::string(cursor_.text());
    return std::move(out_);
  }

  Parsed<RunQuestion> question() {
    SETOFF_TRY_PARSED(facts, sum());
    SETOFF_TRY_PARSED(unit, unit_of_answer(*facts));
    return RunQuestion{std::move(out_.observation), std::move(out_.further), unit,
                    std::string(cursor_.text())};
  }

 private:
  // Observations of one kind, added and subtracted; the facts of the first.
  Parsed<const Facts*> sum() {
    SETOFF_TRY_PARSED(first, term());
    out_.observation = std::move(seen_);
    while (true) {
      cursor_.skip_spaces();
      const bool minus = !cursor_.rest().starts_with("+-") && cursor_.rest().starts_with("-");
      if (!minus && !cursor_.rest().starts_with("+")) return first;
      cursor_.advance(1);
      cursor_.skip_spaces();
      const std::size_t begin = cursor_.offset();
      SETOFF_TRY_PARSED(next, term());
      if (next->value != first->value)
        return Fault{"unit_mismatch",
                     std::string(next->name) + " is of another kind than " +
                         std::string(first->name) + ": only like is added to like",
                     begin,
                     cursor_.offset() - begin,
                     {},
                     {}};
      if (first->value == ValueKind::price || first->value == ValueKind::share)
        return syntax("prices and shares are not added up", begin, cursor_.offset() - begin);
      out_.further.push_back({minus, std::move(seen_)});
    }
  }

  // Into seen_.
  Parsed<const Facts*> term() {
    seen_ = {};
    SETOFF_TRY_PARSED(facts, observation());
    seen_.what = facts->what;
    SETOFF_TRY_PARSED(named, arguments(*facts));
    (void)named;
    return facts;
  }

  Parsed<const Facts*> observation() {
    cursor_.skip_spaces();
    const std::string name(cursor_.word());
    if (name.empty() || cursor_.at_digit())
      return syntax("an expectation begins with an observation, and has one comparison",
                    cursor_.offset(), 1);
    std::vector<std::string_view> names;
    for (const Facts& facts : observables()) {
      names.push_back(facts.name);
      if (facts.name != name) continue;
      cursor_.advance(name.size());
      cursor_.skip_spaces();
      if (!cursor_.consume("(")) return syntax("expected ( after " + name, cursor_.offset(), 1);
      return &facts;
    }
    return Fault{"unknown_observation",
                 "there is no observation '" + name + "'; there are " + listed(names, names.size()),
                 cursor_.offset(),
                 name.size(),
                 nearest(name, names),
                 {}};
  }

  Parsed<bool> arguments(const Facts& facts) {
    const std::size_t end = cursor_.text().find(')', cursor_.offset());
    if (end == std::string_view::npos)
      return syntax("the ( of the arguments is not closed", cursor_.offset() - 1, 1);
    bool name_given = false;
    bool time_given = false;
    while (cursor_.offset() < end) {
      const std::string_view rest = cursor_.text().substr(cursor_.offset(), end - cursor_.offset());
      std::size_t at = cursor_.offset();
      const std::string_view argument = trimmed(rest.substr(0, rest.find(',')), at);
      if (argument.empty()) return syntax("an argument is empty", at, 1);
      bool& given = begins_like_time(argument) ? time_given : name_given;
      if (given || (time_given && !begins_like_time(argument)))
        return syntax("the arguments are a name and then a day or a range, each at most once", at,
                      argument.size());
      given = true;
      SETOFF_TRY_PARSED(
          read, begins_like_time(argument) ? time(facts, argument, at) : name(facts, argument, at));
      (void)read;
      cursor_.advance(std::min(rest.size(), rest.find(',')));
      cursor_.consume(",");
    }
    cursor_.advance(1);
    return true;
  }

  Parsed<bool> time(const Facts& facts, std::string_view text, std::size_t at) {
    auto range = parse_range(text);
    if (!range) return range.error().shifted(at);
    if (facts.time == TimeArgument::none)
      return syntax(std::string(facts.name) + " takes no day", at, text.size());
    if (facts.time == TimeArgument::range) {
      seen_.range = *range;
      return true;
    }
    if (range->from != range->to)
      return syntax(std::string(facts.name) + " is observed on one day, not over a range", at,
                    text.size());
    seen_.on = range->from;
    return true;
  }

  Parsed<bool> name(const Facts& facts, std::string_view text, std::size_t at) {
    if (text == "all" && facts.argument != none) return true;
    Observation& seen = seen_;
    switch (facts.argument) {
      case none:
        return syntax(std::string(facts.name) + " takes no name", at, text.size());
      case line:
        if (context_.purchases.find(text) && !context_.lines.find(text))
          return Fault{"unknown_line",
                       "'" + std::string(text) + "' is a purchase, and " + std::string(facts.name) +
                           " is of a line of `exports`",
                       at,
                       text.size(),
                       {},
                       "purchased(" + std::string(text) + ") is what was invoiced"};
        return found(context_.lines, text, at, seen.line);
      case account:
        return found(context_.accounts, text, at, seen.account);
      case good:
        return found(context_.goods, text, at, seen.good);
      case purchase:
        return found(context_.purchases, text, at, seen.purchase);
      case purpose: {
        const bool known = context_.purposes.find(text).has_value();
        if (!known) return unknown(context_.purposes, text, at);
        seen.purpose = std::string(text);
        return true;
      }
      case code:
        break;
    }
    if (find_code(text) == nullptr) {
      std::vector<std::string_view> names;
      for (const CodeInfo& code_facts : all_codes())
        names.push_back(code_facts.name);
      return Fault{"unknown_code",
                   "there is no refusal code '" + std::string(text) + "'",
                   at,
                   text.size(),
                   nearest(text, names),
                   "`setoff explain --codes` lists them"};
    }
    seen.code = std::string(text);
    return true;
  }

  static Fault unknown(const NameTable& table, std::string_view text, std::size_t at) {
    return Fault{
        "unknown_" + std::string(table.kind),
        "there is no " + std::string(table.kind) + " '" + std::string(text) + "'; " +
            (table.names.empty() ? "none is declared" : "there are " + listed(table.names)),
        at,
        text.size(),
        nearest(text, table.names),
        {}};
  }

  template <class Ref>
  static Parsed<bool> found(const NameTable& table, std::string_view text, std::size_t at,
                            std::optional<Ref>& out) {
    const auto index = table.find(text);
    if (!index && table.names.empty() && std::exchange(table.reported, true)) return Fault{};
    if (!index) return unknown(table, text, at);
    out = Ref(*index);
    return true;
  }

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

  Parsed<bool> value(const Facts& facts) {
    cursor_.skip_spaces();
    const std::size_t begin = cursor_.offset();
    auto measure = parse_measure_prefix(cursor_.rest());
    if (!measure) return measure.error().shifted(begin);
    cursor_.advance(measure->length);
    auto expected = expected_value(facts, measure->value, goods_unit());
    if (!expected) {
      Fault fault = expected.error();
      fault.offset = begin;
      fault.length = measure->length;
      return fault;
    }
    out_.expected = *expected;
    return tolerance(facts, measure->value);
  }

  Parsed<bool> tolerance(const Facts& facts, const Measure& value) {
    cursor_.skip_spaces();
    if (cursor_.at_end()) return true;
    if (!cursor_.consume("+-"))
      return syntax("expected +- and a tolerance, or nothing, behind the value", cursor_.offset(),
                    cursor_.rest().size());
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

  // The unit of the named line or good; an invalid Unit if none is named.
  [[nodiscard]] Unit goods_unit() const {
    const Observation& seen = out_.observation;
    if (seen.line && seen.line->index() < scenario_.exports.size())
      return scenario_.exports[seen.line->index()].unit;
    if (seen.good && scenario_.imports && seen.good->index() < scenario_.imports->goods.size())
      return scenario_.imports->goods[seen.good->index()].unit;
    return {};
  }

  // What follows `in`; without it the currency of reports, or the unit of the line or good.
  Parsed<ExpectedValue> unit_of_answer(const Facts& facts) {
    cursor_.skip_spaces();
    if (cursor_.at_end()) return default_unit(facts);
    if (cursor_.word() != "in")
      return syntax("expected `in` and a unit, or nothing, behind the observation",
                    cursor_.offset(), cursor_.rest().size());
    cursor_.advance(2);
    cursor_.skip_spaces();
    const std::size_t begin = cursor_.offset();
    const std::string one = "1 " + std::string(cursor_.rest());
    auto measure = parse_measure(one);
    if (measure) {
      auto unit = expected_value(facts, *measure, goods_unit());
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

  [[nodiscard]] Parsed<ExpectedValue> default_unit(const Facts& facts) const {
    const Decimal one(1, 0);
    switch (facts.value) {
      case ValueKind::money:
        return ExpectedValue{one, scenario_.currency.reporting, {}};
      case ValueKind::quantity:
      case ValueKind::per_day:
        if (goods_unit() != Unit()) return ExpectedValue{one, goods_unit(), {}};
        return syntax("say in which unit, as in `delivered(gas) in MCM`", 0, cursor_.text().size());
      case ValueKind::share:
        return ExpectedValue{Decimal(1, -2), {}, {}};
      case ValueKind::price:
      case ValueKind::count:
        break;
    }
    return ExpectedValue{one, {}, {}};
  }

  Cursor cursor_;
  Observation seen_;  // the term being read
  const Context& context_;
  const Scenario& scenario_;
  Expectation out_;
};

}  // namespace

Parsed<Expectation> parse_observation(std::string_view text, const Context& context,
                                      const Scenario& scenario) {
  return ObservationParser(text, context, scenario).run();
}

Parsed<RunQuestion> parse_question(std::string_view text, const Context& context,
                                const Scenario& scenario) {
  return ObservationParser(text, context, scenario).question();
}

}  // namespace setoff::simulator
