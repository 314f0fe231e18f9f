#include "simulator/scenario/read_shocks.h"

#include "simulator/scenario/cursor.h"
#include "simulator/scenario/read_path.h"
#include "simulator/scenario/sections.h"

#include "ledger/text/nearest.h"

namespace setoff::simulator {

namespace {

constexpr std::string_view kPaths =
    "exports.LINE.quantity, imports.goods.GOOD.need, imports.pipeline.STAGE.takes, "
    "releases.approval.lag or data.SERIES";

std::vector<std::string> split_path(std::string_view text) {
  std::vector<std::string> out(1);
  for (const char c : text) {
    if (c == '.')
      out.emplace_back();
    else
      out.back() += c;
  }
  return out;
}

// The path of one of the forms above that differs from `text` in a word that is nearly right; empty
// if there is none.
std::string meant_path(std::string_view text) {
  const std::vector<std::string> words = split_path(text);
  for (const std::string_view form :
       {"exports.*.quantity", "imports.goods.*.need", "imports.pipeline.*.takes",
        "releases.approval.lag", "data.*"}) {
    const std::vector<std::string> wanted = split_path(form);
    if (wanted.size() != words.size()) continue;
    std::string path;
    bool near = true;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const bool right = wanted[i] == "*" || wanted[i] == words[i];
      near = near && (right || nearest(words[i], {wanted[i]}) == wanted[i]);
      path += (i == 0 ? "" : ".") + (right ? words[i] : wanted[i]);
    }
    if (near) return path;
  }
  return {};
}

// "* 0.5": the operator and its operand.
struct WrittenChange {
  char op = ' ';
  Measure measure;
};

Parsed<WrittenChange> parse_change(std::string_view text) {
  Cursor cursor(text);
  cursor.skip_spaces();
  const char op = cursor.at_end() ? ' ' : text[cursor.offset()];
  if (std::string_view("*+-=").find(op) == std::string_view::npos)
    return Fault{"bad_change",
                 "a change begins with *, +, - or =",
                 cursor.offset(),
                 1,
                 {},
                 "write \"* 0.5\", \"+ 14 days\", \"- 2 MCM/day\" or \"= 5 MCM/day\""};
  cursor.advance(1);
  cursor.skip_spaces();
  auto measure = parse_measure(cursor.rest());
  if (!measure) return measure.error().shifted(cursor.offset());
  return WrittenChange{op, *measure};
}

Parsed<Decimal> factor_of(const WrittenChange& change) {
  if (change.op != '*')
    return Fault{"bad_change", "only * (a factor) can change this", 0, 1, {}, "write \"* 0.5\""};
  SETOFF_TRY_PARSED(factor, expect_plain(change.measure));
  if (factor < Decimal()) return Fault{"out_of_range", "a factor is not below zero", 0, 0, {}, {}};
  return factor;
}

Parsed<int> days_of(const WrittenChange& change) {
  if (change.op != '+')
    return Fault{"bad_change",         "only + (days) can change a length", 0, 1, {},
                 "write \"+ 14 days\""};
  SETOFF_TRY_PARSED(days, expect_days(change.measure));
  return static_cast<int>(days);
}

Parsed<FlowChange> flow_change_of(const WrittenChange& change, const FlowUnit& unit) {
  FlowChange out;
  if (change.op == '*') {
    SETOFF_TRY_PARSED(factor, factor_of(change));
    out.kind = FlowChangeKind::multiply;
    out.amount = Quantity(0, unit.unit);
    out.factor = factor;
    return out;
  }
  SETOFF_TRY_PARSED(amount, expect_flow(change.measure, unit));
  out.kind = change.op == '=' ? FlowChangeKind::set : FlowChangeKind::add;
  out.amount = change.op == '-' ? Quantity(-amount.minor(), unit.unit) : amount;
  return out;
}

class ChangeReader {
 public:
  ChangeReader(const Context& context, const Scenario& scenario)
      : context_(context), scenario_(scenario) {}

  std::optional<Shock> read(const Node& node, const ReadContext& reading) const {
    const std::vector<std::string> path = split_path(key_text(reading));
    const auto change = read_parsed(node, reading, "change", "\"* 0.5\"", parse_change);
    if (!change) return std::nullopt;
    Shock out;
    const bool found =
        path.size() == 3 && path[0] == "exports" && path[2] == "quantity"
            ? flow(path[1], *change, node, reading, out)
        : path.size() == 4 && path[0] == "imports" && path[1] == "goods" && path[3] == "need"
            ? need(path[2], *change, node, reading, out)
        : path.size() == 4 && path[0] == "imports" && path[1] == "pipeline" && path[3] == "takes"
            ? stage(path[2], *change, node, reading, out)
        : path.size() == 3 && path[0] == "releases" && path[1] == "approval" && path[2] == "lag"
            ? lag(*change, node, reading, out)
        : path.size() == 2 && path[0] == "data" ? series(path[1], *change, node, reading, out)
                                                : unknown(reading);
    return found ? std::optional(out) : std::nullopt;
  }

 private:
  static bool unknown(const ReadContext& reading) {
    reading.error("unknown_path", reading.key_span(),
                  "'" + std::string(key_text(reading)) + "' cannot be changed by a shock",
                  meant_path(key_text(reading)), "a shock changes " + std::string(kPaths));
    return false;
  }

  static std::optional<std::uint32_t> find(const NameTable& table, const std::string& name,
                                           const ReadContext& reading) {
    const std::size_t at = key_text(reading).find(name);
    const Span span = reading.key_span().part(at == std::string_view::npos ? 0 : at, name.size());
    return read_reference(Node::scalar(name, span), reading, table);
  }

  template <class T>
  static bool store(Parsed<T> value, T& out, const Node& node, const ReadContext& reading) {
    if (value) {
      out = *value;
      return true;
    }
    reading.fault(value.error(), node);
    return false;
  }

  bool flow(const std::string& name, const WrittenChange& change, const Node& node,
            const ReadContext& reading, Shock& out) const {
    const auto index = find(context_.lines, name, reading);
    if (!index || *index >= scenario_.exports.size()) return false;
    out.target = ShockTarget::flow;
    out.line = LineRef(*index);
    return store(flow_change_of(change, flow_unit_of(scenario_.exports[*index])), out.change, node,
                 reading);
  }

  bool need(const std::string& name, const WrittenChange& change, const Node& node,
            const ReadContext& reading, Shock& out) const {
    const auto index = find(context_.goods, name, reading);
    if (!index) return false;
    out.target = ShockTarget::need;
    out.good = GoodRef(*index);
    return store(factor_of(change), out.factor, node, reading);
  }

  bool series(const std::string& name, const WrittenChange& change, const Node& node,
              const ReadContext& reading, Shock& out) const {
    const auto index = find(context_.series, name, reading);
    if (!index) return false;
    out.target = ShockTarget::series;
    out.series = SeriesRef(*index);
    return store(factor_of(change), out.factor, node, reading);
  }

  bool stage(const std::string& name, const WrittenChange& change, const Node& node,
             const ReadContext& reading, Shock& out) const {
    constexpr std::array<std::string_view, 3> kNames{"open_credit", "shipping", "customs"};
    const auto at = std::ranges::find(kNames, name);
    if (at == kNames.end()) {
      reading.error("unknown_stage", reading.key_span(),
                    "there is no stage '" + name + "'; there are " + listed(kNames),
                    nearest(name, kNames));
      return false;
    }
    if (context_.goods.names.empty()) return unknown(reading);
    out.target = ShockTarget::stage;
    out.stage = static_cast<std::size_t>(at - kNames.begin());
    return store(days_of(change), out.add_days, node, reading);
  }

  static bool lag(const WrittenChange& change, const Node& node, const ReadContext& reading,
                  Shock& out) {
    out.target = ShockTarget::approval_lag;
    return store(days_of(change), out.add_days, node, reading);
  }

  const Context& context_;
  const Scenario& scenario_;
};

std::optional<std::vector<Shock>> read_shock(const Node& node, const ReadContext& reading,
                                             const Context& context, const Scenario& scenario) {
  const bool named = check_name(key_text(reading), reading);
  MapReader map(node, reading);
  DateRange when;
  read_from_to(map, when);
  std::string reason;
  map.optional({"reason", "why, for readers of the file", "strike"}, read_text, reason);
  std::optional<Node> change;
  map.required({"change", "what changes, by path", "{ exports.gas.quantity: \"* 0.5\" }"},
               read_node, change);
  std::vector<std::pair<std::string, Shock>> pairs;
  bool good = map.finish() && named && change;
  if (change) {
    const ChangeReader reader(context, scenario);
    const auto read = [&](const Node& value, const ReadContext& at) {
      return reader.read(value, at);
    };
    good =
        read_table(*change, read_context_at(map.node(), reading, "change"), "path", read, pairs) &&
        good;
  }
  if (!good) return std::nullopt;
  std::vector<Shock> out;
  append_sorted(pairs, out);
  for (Shock& shock : out) {
    shock.name = std::string(key_text(reading));
    shock.when = when;
  }
  return out;
}

}  // namespace

std::vector<DataShock> read_data_shocks(const Node& shocks, const Context& context) {
  Diagnostics ignored;
  KeyCatalog none;
  std::vector<DataShock> found;
  for (const Member& member : shocks.members()) {
    MapReader map(member.value, ReadContext(ignored, none));
    DateRange when;
    const Node* const changes = member.value.find("change");
    if (!read_from_to(map, when) || changes == nullptr) continue;
    for (const Member& change : changes->members()) {
      const auto path = split_path(change.key);
      if (path.size() != 2 || path[0] != "data" || !change.value.is_scalar()) continue;
      const auto series = context.series.find(path[1]);
      const auto written = parse_change(change.value.text());
      if (!series || !written) continue;
      if (const auto factor = factor_of(*written))
        found.push_back({SeriesRef(*series), when, *factor, change.value.span()});
    }
  }
  return found;
}

std::optional<std::vector<Shock>> read_shocks(const Node& node, const ReadContext& reading,
                                              const Context& context, const Scenario& scenario) {
  MapReader map(node, reading);
  std::vector<std::pair<std::string, std::vector<Shock>>> pairs;
  map.each(
      "shock",
      [&](const Node& value, const ReadContext& at) {
        return read_shock(value, at, context, scenario);
      },
      pairs);
  if (!map.finish()) return std::nullopt;
  std::ranges::sort(pairs, {}, &std::pair<std::string, std::vector<Shock>>::first);
  std::vector<Shock> out;
  for (auto& [name, shocks] : pairs)
    out.insert(out.end(), shocks.begin(), shocks.end());
  return out;
}

}  // namespace setoff::simulator
