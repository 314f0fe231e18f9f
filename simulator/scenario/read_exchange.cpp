// Reads fx.

#include <map>

#include "ledger/text/nearest.h"
#include "simulator/scenario/read_path.h"
#include "simulator/scenario/sections.h"

namespace setoff::simulator {

namespace {

// Reads "IQD/USD" as two currencies.
std::optional<std::pair<Currency, Currency>> read_pair(const Node& node,
                                                       const ReadContext& reading) {
  reading.type("pair of currencies");
  const auto text = read_scalar(node, reading, "pair of currencies", "IQD/USD");
  if (!text) return std::nullopt;
  const auto unit = parse_unit(*text);
  if (!unit) {
    reading.fault(unit.error(), node);
    return std::nullopt;
  }
  std::optional<Currency> numerator;
  std::optional<Currency> denominator;
  for (const auto& power : unit->dimension.powers()) {
    if (power.base.is_time()) continue;
    if (power.halves == 2) numerator = Currency::from(power.base.commodity());
    if (power.halves == -2) denominator = Currency::from(power.base.commodity());
  }
  const bool plain = unit->value == Decimal(1, 0) && unit->dimension.powers().size() == 2;
  if (numerator && denominator && plain) return std::pair(*numerator, *denominator);
  reading.error(
      "wrong_unit", node.span(),
      "an exchange rate is in units of one currency for one of another, found '" + *text + "'", {},
      "write unit: IQD/USD");
  return std::nullopt;
}

// Source and tag of the first value below `prefix`.
void copy_provenance(const Context& context, const std::string& prefix, RatePath& out) {
  if (context.provenance == nullptr) return;
  for (const Provenance& row : *context.provenance) {
    const bool below = row.path == prefix || row.path.starts_with(prefix + ".");
    if (!below) continue;
    out.source = row.source;
    out.tag = row.tag;
    return;
  }
}

std::optional<RatePath> read_rate_path(const Node& node, const ReadContext& reading,
                                       const Context& context) {
  const bool named = check_name(key_text(reading), reading);
  if (report_without_unit(node, reading, "IQD/USD")) return std::nullopt;
  MapReader map(node, reading);
  RatePath out;
  out.name = std::string(key_text(reading));
  std::pair<Currency, Currency> pair;
  if (!map.required({"unit", "how many of the first for one of the second", "IQD/USD"}, read_pair,
                    pair)) {
    skip_written_path(map, DataForm::allowed);
    map.finish();
    return std::nullopt;
  }
  std::tie(out.numerator, out.denominator) = pair;
  const std::string unit =
      std::string(out.numerator.code()) + "/" + std::string(out.denominator.code());
  const auto written =
      read_written_path(map, context, DataForm::allowed, unit, context.time.months);
  if (!map.finish() || !written || !named) return std::nullopt;
  auto rates = convert_path<Rate>(*written, reading, [&](const Measure& measure) {
    return expect_rate(measure, out.numerator, out.denominator);
  });
  if (!rates) return std::nullopt;
  for (const auto& step : rates->steps)
    out.values.steps.push_back({step.from, step.value.value});
  out.values.after_data = rates->after_data;
  out.values.covered_to = rates->covered_to;
  copy_provenance(context, "fx.rates." + out.name, out);
  const Node* data = node.find("data");
  if (out.tag.empty() && data != nullptr) copy_provenance(context, "data." + data->text(), out);
  return out;
}

// Two rates of the same two currencies: the later one of the file is wrong.
bool check_pairs(const MapReader& table, const std::vector<RatePath>& rates) {
  std::map<std::pair<Currency, Currency>, const Member*> seen;
  bool unique = true;
  for (const Member& member : table.node().members()) {
    const auto rate = std::ranges::find(rates, member.key, &RatePath::name);
    if (rate == rates.end()) continue;
    const auto [first, added] =
        seen.try_emplace(std::minmax(rate->numerator, rate->denominator), &member);
    if (added) continue;
    unique = false;
    table.reading().diagnostics().add({.code = "duplicate_name",
                                       .severity = Severity::error,
                                       .span = member.key_span,
                                       .message = "'" + first->second->key + "' and '" +
                                                  member.key +
                                                  "' are rates of the same two currencies",
                                       .suggestion = {},
                                       .help = "keep one of them",
                                       .notes = {{first->second->key_span, "the first of them"}}});
  }
  return unique;
}

std::optional<FreePart> read_free_part(const Node& node, const ReadContext& reading) {
  FreePart out;
  if (node.is_scalar() && node.text() == "swing") return out;
  if (node.is_scalar() && is_scenario_name(node.text())) {
    reading.type("money");
    reading.error("unknown_value", node.span(),
                  "expected an amount of money, or the word `swing`, found '" + node.text() + "'",
                  nearest(node.text(), {"swing"}), "write 250 kUSD, or swing");
    return std::nullopt;
  }
  out.amount = read_money(node, reading);
  if (!out.amount) return std::nullopt;
  if (out.amount->is_positive()) return out;
  reading.error("out_of_range", node.span(), "the part of a balance is above zero");
  return std::nullopt;
}

std::optional<AccountInterest> read_carry(const Node& node, const ReadContext& reading,
                                          const Context& context) {
  MapReader map(node, reading);
  AccountInterest out;
  out.when = {context.time.from, context.time.to};
  map.required({"account", "whose balance", "trust_iqd"}, reference<AccountRef>(context.accounts),
               out.account);
  map.required({"rate", "negative costs, positive earns", "-0.706 %/year"}, read_per_year,
               out.per_year);
  map.with_default({"every", "when it is charged, and earns itself from then on", "day", "month"},
                   period(), out.every);
  map.optional({"beyond", "part of the balance that bears none: money, or `swing`", "250 kUSD"},
               read_free_part, out.beyond);
  std::optional<DateRange> when;
  read_optional_range(map, context, when);
  if (when) out.when = *when;
  return map.finish() ? std::optional(out) : std::nullopt;
}

}  // namespace

bool read_fx(const Node& node, const ReadContext& reading, const Context& context,
             std::vector<RatePath>& rates, std::vector<AccountInterest>& interest) {
  MapReader map(node, reading);
  std::optional<Node> table;
  map.optional({"rates", "exchange rates by name", "{ usd_iqd: { unit: IQD/USD, value: 1310 } }"},
               read_node, table);
  map.optional({"interest", "interest on balances", "[{ account: trust_iqd, rate: -0.7 %/year }]"},
               list_of([&](const Node& value, const ReadContext& at) {
                 return read_carry(value, at, context);
               }),
               interest);
  bool good = map.finish();
  if (!table) return good;
  MapReader inner(*table, read_context_at(map.node(), reading, "rates"));
  std::vector<std::pair<std::string, RatePath>> pairs;
  inner.each(
      "rate",
      [&](const Node& value, const ReadContext& at) { return read_rate_path(value, at, context); },
      pairs);
  append_sorted(pairs, rates);
  const bool unique = check_pairs(inner, rates);
  return inner.finish() && good && unique;
}

}  // namespace setoff::simulator
