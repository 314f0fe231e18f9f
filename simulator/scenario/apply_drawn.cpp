// Puts drawn values in the place of those that the file has: numbers, steps of numbers, formulas.

#include <algorithm>
#include <cmath>
#include <map>

#include "ledger/text/date_text.h"
#include "ledger/text/measure.h"
#include "ledger/text/tree_path.h"
#include "simulator/scenario/draw_uncertain.h"
#include "simulator/scenario/numbers.h"

namespace setoff::simulator {

namespace {

constexpr int kDigits = 9;  // of a drawn number
constexpr int kDecimalsMax = 12;

// The number with nine digits, and no more decimals than its dimension allows: whole days, minor
// units of money. Nullopt if it does not fit.
std::optional<Decimal> rounded(double value, const Dimension& dimension) {
  if (!std::isfinite(value)) return std::nullopt;
  int decimals = kDecimalsMax;
  for (double size = std::abs(value); size >= 1 && decimals > kDecimalsMax - kDigits - 3;
       size /= 10)
    --decimals;
  decimals = std::min(decimals, kDigits);
  const auto& powers = dimension.powers();
  if (powers.size() == 1 && powers.front().halves == 2) {
    const BaseUnit base = powers.front().base;
    decimals = std::min(decimals, base.is_time() ? 0 : base.commodity().scale());
  }
  double scaled = value;
  for (int i = 0; i < decimals; ++i)
    scaled *= 10;
  if (std::abs(scaled) > 9e17) return std::nullopt;
  return Decimal(std::llround(scaled), -decimals);
}

Fault no_place(std::string message, std::string help) {
  return {.code = "uncertain_place", .message = std::move(message), .help = std::move(help)};
}

// Changes the numbers of one value of the file by the drawn ones.
class DrawnNode {
 public:
  DrawnNode(const UncertainValue& value, const DrawnSteps& drawn, Span span)
      : value_(value), drawn_(drawn), span_(span) {}

  [[nodiscard]] Parsed<Node> over(const Node* node) const {
    const bool once = !value_.each && drawn_.size() == 1;
    if (once && value_.influence == Influence::set && !dated_)
      return literal(nullptr, drawn_[0].value);
    if (node == nullptr)
      return no_place("the file has no value at '" + value_.path + "' that could change",
                      "write the value there that holds without uncertainty");
    return once && !dated_ ? everywhere(*node) : step_by_step(*node);
  }

  // `from` lies after the first day of the run: what holds before stays.
  void begin_later() { dated_ = true; }

 private:
  // The drawn number as it is written in the file; as a plain number where a unit stands beside.
  [[nodiscard]] Parsed<Node> literal(const Measure* unit, double drawn) const {
    const double in_unit = unit == nullptr ? drawn : drawn / to_double(unit->value);
    const auto number = rounded(in_unit, unit == nullptr ? value_.law.dimension : Dimension());
    if (!number) return no_place("a drawn value does not fit into 64 bits", {});
    const Measure measure{*number, unit == nullptr ? value_.law.dimension : Dimension(),
                          unit == nullptr && value_.law.percent};
    return Node::scalar(measure.text(), span_);
  }

  // One number or formula of the file, changed.
  [[nodiscard]] Parsed<Node> changed(const Node& scalar, const Measure* unit, double drawn) const {
    if (value_.influence == Influence::set) return literal(unit, drawn);
    if (!scalar.is_scalar())
      return no_place(
          "'" + value_.path + "' is " + std::string(describe(scalar.kind())) + ", not a number",
          "name the path of a number, of steps, of a formula or of a series");
    const bool times = value_.influence == Influence::factor;
    auto before = parse_measure(scalar.text());
    if (!before) {
      SETOFF_TRY_PARSED(term, literal(nullptr, drawn));
      return Node::scalar("(" + scalar.text() + (times ? ") * " : ") + ") + term.text(), span_);
    }
    const double added = unit == nullptr ? drawn : drawn / to_double(unit->value);
    const double was = to_double(before->value);
    const auto number = rounded(times ? was * drawn : was + added, before->dimension);
    if (!number) return no_place("a drawn value does not fit into 64 bits", {});
    before->value = *number;
    return Node::scalar(before->text(), span_);
  }

  struct Written {
    std::optional<Measure> unit;  // that stands beside a table of plain numbers
    const Node* inside;           // the value, the table of steps or of months
    std::string_view form;        // its key; empty for a plain scalar
  };
  [[nodiscard]] Parsed<Written> written(const Node& node) const {
    if (!node.is_mapping()) return Written{{}, &node, {}};
    Written out{{}, nullptr, {}};
    if (const Node* unit = node.find("unit"); unit != nullptr && unit->is_scalar()) {
      SETOFF_TRY_PARSED(measure, parse_unit(unit->text()));
      out.unit = measure;
    }
    for (const std::string_view form : {"value", "steps", "monthly"})
      if (const Node* inside = node.find(form)) out.inside = inside, out.form = form;
    if (out.inside != nullptr) return out;
    if (const Node* series = node.find("data"); series != nullptr)
      return no_place("'" + value_.path + "' is read from the series '" + series->text() + "'",
                      "change the series: path: data." + series->text());
    return no_place("'" + value_.path + "' is a block, not a value",
                    "name the path of a number, of steps, of a formula or of a series");
  }

  [[nodiscard]] Parsed<Node> mapped(const Node& node, const Measure* unit) const {
    if (node.is_sequence()) {
      std::vector<Node> items;
      for (const Node& item : node.items()) {
        SETOFF_TRY_PARSED(next, mapped(item, unit));
        items.push_back(std::move(next));
      }
      return Node::sequence(std::move(items), node.span(), node.style());
    }
    if (!node.is_mapping()) return changed(node, unit, drawn_[0].value);
    std::vector<Member> members;
    for (const Member& member : node.members()) {
      SETOFF_TRY_PARSED(next, mapped(member.value, unit));
      members.push_back({member.key, member.key_span, std::move(next)});
    }
    return Node::mapping(std::move(members), node.span(), node.style());
  }

  // One draw for the whole run: every number of the value is changed by it.
  [[nodiscard]] Parsed<Node> everywhere(const Node& node) const {
    SETOFF_TRY_PARSED(found, written(node));
    const Measure* unit = found.unit ? &*found.unit : nullptr;
    SETOFF_TRY_PARSED(inside, mapped(*found.inside, unit));
    return found.form.empty()
               ? std::move(inside)
               : node.with_member({std::string(found.form), span_, std::move(inside)});
  }

  // The value of the file from each of its dates on, in order.
  [[nodiscard]] Parsed<std::vector<std::pair<Day, Node>>> dated(const Written& found) const {
    std::vector<std::pair<Day, Node>> out;
    if (found.form == "monthly")
      return no_place("'" + value_.path + "' is a monthly table, which cannot change step by step",
                      "move the table to `data`, write { data: NAME } here and change data.NAME");
    if (found.form != "steps") {
      out.emplace_back(kFirstDay, *found.inside);
      return out;
    }
    for (const Member& member : found.inside->members()) {
      SETOFF_TRY_PARSED(date, parse_date_text(member.key));
      out.emplace_back(date.day, member.value);
    }
    std::ranges::sort(out, {}, &std::pair<Day, Node>::first);
    return out;
  }

  // A draw a period, or one from a day on: the value becomes steps.
  [[nodiscard]] Parsed<Node> step_by_step(const Node& node) const {
    SETOFF_TRY_PARSED(found, written(node));
    const Measure* unit = found.unit ? &*found.unit : nullptr;
    SETOFF_TRY_PARSED(before, dated(found));
    std::map<Day, Node> steps;
    for (const auto& [day, value] : before)
      steps.insert_or_assign(day, value);
    const auto in_force = [&](Day day) -> const Node* {
      const auto after = std::ranges::upper_bound(before, day, {}, &std::pair<Day, Node>::first);
      return after == before.begin() ? nullptr : &std::prev(after)->second;
    };
    std::erase_if(steps, [&](const auto& step) { return step.first >= value_.from; });
    std::vector<Day> days;
    for (const auto& step : drawn_)
      days.push_back(step.from);
    if (value_.influence != Influence::set)
      for (const auto& [day, value] : before)
        if (day > value_.from) days.push_back(day);
    std::ranges::sort(days);
    const auto repeated = std::ranges::unique(days);
    days.erase(repeated.begin(), repeated.end());
    for (const Day day : days) {
      const Node* base = in_force(day);
      if (base == nullptr && value_.influence != Influence::set)
        return no_place("'" + value_.path + "' has no value on " + day.text(), {});
      const auto drawn = std::prev(std::ranges::upper_bound(drawn_, day, {}, &Step<double>::from));
      SETOFF_TRY_PARSED(next, changed(base == nullptr ? node : *base, unit, drawn->value));
      steps.insert_or_assign(day, std::move(next));
    }
    std::vector<Member> members;
    for (auto& [day, value] : steps)
      members.push_back({day.text(), span_, std::move(value)});
    Node table = Node::mapping({{"steps", span_, Node::mapping(std::move(members), span_)}}, span_);
    if (const Node* kept = node.find("unit")) table = table.with_member({"unit", span_, *kept});
    return table;
  }

  const UncertainValue& value_;
  const DrawnSteps& drawn_;
  Span span_;
  bool dated_ = false;
};

// Where the entry says what it draws.
Span span_of_law(const Node& tree, const UncertainValue& value) {
  const Node* block = tree.find("uncertain");
  const Node* entry = block == nullptr ? nullptr : block->find(value.name);
  if (entry == nullptr) return {};
  for (const char* key : {"set", "factor", "add"})
    if (const Node* law = entry->find(key)) return law->span();
  return entry->span();
}

Span span_of_path(const Node& tree, const UncertainValue& value) {
  const Node* block = tree.find("uncertain");
  const Node* entry = block == nullptr ? nullptr : block->find(value.name);
  const Node* path = entry == nullptr ? nullptr : entry->find("path");
  return path == nullptr ? span_of_law(tree, value) : path->span();
}

}  // namespace

std::optional<std::string> series_of(const UncertainValue& value) {
  constexpr std::string_view kData = "data.";
  if (!value.path.starts_with(kData)) return std::nullopt;
  return value.path.substr(kData.size());
}

Node with_drawn(const Node& tree, const std::vector<UncertainValue>& values,
                const std::vector<DrawnSteps>& drawn, const TimeFrame& time,
                Diagnostics& diagnostics) {
  Node out = tree;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const UncertainValue& value = values[i];
    if (const auto series = series_of(value)) {
      const Node* const data = tree.find("data");
      const bool found = data != nullptr && data->find(*series) != nullptr;
      if (!found)
        diagnostics.error("unknown_path", span_of_path(tree, value),
                          "there is no series '" + *series + "' in `data`");
      continue;
    }
    const auto path = parse_path(value.path);
    if (!path) continue;  // reported by the reader
    DrawnNode changes(value, drawn[i], span_of_law(tree, value));
    if (value.from > time.from) changes.begin_later();
    auto changed = changes.over(find_at(out, *path));
    if (!changed) {
      diagnostics.fault(changed.error(), span_of_path(tree, value));
      continue;
    }
    auto replaced =
        replaced_at(out, *path, std::move(*changed), span_of_law(tree, value), NewKey::allowed);
    if (replaced)
      out = std::move(*replaced);
    else
      diagnostics.fault(replaced.error(), span_of_path(tree, value));
  }
  return out;
}

std::optional<Steps<Decimal>> with_drawn(Steps<Decimal> series, const UncertainValue& value,
                                         const DrawnSteps& drawn, double unit) {
  std::vector<Day> days;
  for (const auto& step : drawn)
    days.push_back(step.from);
  if (value.influence != Influence::set)
    for (const auto& step : series.steps)
      if (step.from > value.from) days.push_back(step.from);
  std::ranges::sort(days);
  const auto repeated = std::ranges::unique(days);
  days.erase(repeated.begin(), repeated.end());
  Steps<Decimal> out = series;
  std::erase_if(out.steps, [&](const auto& step) { return step.from >= value.from; });
  for (const Day day : days) {
    const Decimal* base = series.at(day);
    if (base == nullptr && value.influence != Influence::set) continue;
    const double draw =
        std::prev(std::ranges::upper_bound(drawn, day, {}, &Step<double>::from))->value;
    const double was = base == nullptr ? 0 : to_double(*base);
    const double now = value.influence == Influence::set      ? draw / unit
                       : value.influence == Influence::factor ? was * draw
                                                              : was + draw / unit;
    const auto number = rounded(now, Dimension());
    if (!number) return std::nullopt;
    out.steps.push_back({day, *number});
  }
  if (value.influence == Influence::set) out.after_data = AfterData::last_value;
  return out;
}

}  // namespace setoff::simulator
