#include "simulator/scenario/parse_observation.h"
#include "simulator/scenario/sections.h"

namespace setoff::simulator {

namespace {

constexpr Choice<ExpectationSeverity> kSeverities[] = {{"error", ExpectationSeverity::error},
                                                       {"warning", ExpectationSeverity::warning}};
constexpr Choice<ExpectationKind> kExpectationKinds[] = {{"check", ExpectationKind::check},
                                                         {"mark", ExpectationKind::benchmark}};

// Warns about days outside the run: such an expectation cannot be judged.
void warn_outside(const Expectation& expectation, const Node& node, const Context& context,
                  const ReadContext& reading) {
  const DateRange run{context.time.from, context.time.to};
  const auto within = [&](const Observation& seen) {
    if (seen.on && !run.holds(*seen.on)) return false;
    return !seen.range || (run.holds(seen.range->from) && run.holds(seen.range->to));
  };
  bool all = within(expectation.observation);
  for (const auto& term : expectation.further)
    all = all && within(term.observation);
  if (all) return;
  reading.diagnostics().warning(
      "outside_run", node.span(),
      "the run covers " + run.from.text() + " to " + run.to.text() +
          ", so this expectation cannot be judged in full and will count as failed",
      "use days inside the run");
}

std::optional<Expectation> read_expectation(const Node& node, const ReadContext& reading,
                                            const Context& context, const Scenario& scenario) {
  MapReader map(node, reading);
  Expectation out;
  std::string name;
  std::string reason;
  ExpectationSeverity severity = ExpectationSeverity::error;
  const auto parse = [&](const Node& value, const ReadContext& at) {
    auto parsed = read_parsed(
        value, at, "expectation", "billed(gas, 2020) == 1.2 BUSD +- 2 %",
        [&](std::string_view text) { return parse_observation(text, context, scenario); });
    if (parsed) warn_outside(*parsed, value, context, at);
    return parsed;
  };
  map.required({"name", "what must hold, in words", "gas billed in the first quarter"}, read_text,
               name);
  std::optional<Expectation> then;
  std::optional<Expectation> always;
  map.optional({"then", "judged at the end of the run", "billed(gas, 2020) == 1.2 BUSD +- 2 %"},
               parse, then);
  map.optional({"always", "judged on every day", "imbalance() == 0 EUR"}, parse, always);
  map.with_default({"severity", "a warning does not fail the run", "warning", "error"},
                   one_of(kSeverities), severity);
  ExpectationKind kind = ExpectationKind::check;
  map.with_default(
      {"kind", "a check follows from the file, a mark is a figure of others", "mark", "check"},
      one_of(kExpectationKinds), kind);
  map.optional({"reason", "where the number is from, or why it may differ", "published total"},
               read_text, reason);
  const std::string message = "an expectation has either `then` or `always`";
  const std::string help = "write then: for the end of the run, always: for every day";
  if (map.has("then") && map.has("always")) map.error("conflicting_keys", message, help);
  if (!map.has("then") && !map.has("always")) map.missing_one_of({"then", "always"}, message, help);
  const auto dated = [](const Observation& seen) { return seen.on || seen.range; };
  if (always && (dated(always->observation) ||
                 std::ranges::any_of(always->further, [&](const ObservationTerm& term) {
                   return dated(term.observation);
                 })))
    map.error_at("always", "conflicting_keys",
                 "`always` is judged on every day, so that it names no day itself", {},
                 "remove the day, or use `then`");
  if (!map.finish() || (!then && !always)) return std::nullopt;
  out = then ? std::move(*then) : std::move(*always);
  out.timing = then ? Timing::at_end : Timing::always;
  out.name = std::move(name);
  out.reason = std::move(reason);
  out.severity = severity;
  out.kind = kind;
  return out;
}

}  // namespace

std::optional<std::vector<Expectation>> read_expectations(const Node& node,
                                                          const ReadContext& reading,
                                                          const Context& context,
                                                          const Scenario& scenario) {
  return list_of([&](const Node& value, const ReadContext& at) {
    return read_expectation(value, at, context, scenario);
  })(node, reading);
}

}  // namespace setoff::simulator
