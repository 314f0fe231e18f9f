#include "simulator/scenario/read_path.h"
#include "simulator/scenario/sections.h"

namespace setoff::simulator {

namespace {

constexpr Choice<AppliesTo> kApplies[] = {{"both", AppliesTo::both},
                                          {"recorded", AppliesTo::recorded},
                                          {"behavioural", AppliesTo::behavioural}};
constexpr Choice<InvoiceCycle> kCycles[] = {{"month", InvoiceCycle::monthly},
                                            {"day", InvoiceCycle::daily}};
constexpr std::int64_t kPriceDecimalsMax = 8;

struct Invoice {
  InvoiceCycle cycle = InvoiceCycle::monthly;
  std::int32_t due = 0;
  std::int32_t grace = 0;
};

std::optional<Invoice> read_invoice(const Node& node, const ReadContext& reading) {
  MapReader map(node, reading);
  Invoice out;
  map.with_default({"every", "period of deliveries on one invoice", "month", "month"},
                   one_of(kCycles), out.cycle);
  map.required({"due", "days from the invoice's date", "45 days"}, read_term_days, out.due);
  map.with_default({"grace", "days between due and overdue", "5 days", "0 days"}, read_term_days,
                   out.grace);
  return map.finish() ? std::optional(out) : std::nullopt;
}

// An amount per day that may be below zero.
std::optional<Quantity> read_flow_delta(const Node& node, const ReadContext& reading,
                                        const FlowUnit& unit) {
  return read_measured(node, reading, "amount per time", "-5 MCM/day",
                       [&](const Measure& measure) -> Parsed<Quantity> {
                         SETOFF_TRY_PARSED(amount, expect_flow_delta(measure, unit));
                         const auto minor =
                             Exact(amount).round(unit.unit.scale(), Rounding::half_even);
                         if (!minor)
                           return Fault{"out_of_range", "the amount is too large", 0, 0, {}, {}};
                         return Quantity(*minor, unit.unit);
                       });
}

std::optional<Quantity> read_flow(const Node& node, const ReadContext& reading,
                                  const FlowUnit& unit) {
  return read_measured(node, reading, "amount per time", "25 MCM/day",
                       [&](const Measure& measure) { return expect_flow(measure, unit); });
}

std::optional<Decimal> read_factor(const Node& node, const ReadContext& reading) {
  const auto factor = read_measured(node, reading, "factor", "50 %", expect_plain);
  if (factor && *factor < Decimal()) {
    reading.error("out_of_range", node.span(), "a factor is not below zero");
    return std::nullopt;
  }
  return factor;
}

std::optional<FlowCut> read_cut(const Node& node, const ReadContext& reading,
                                const FlowUnit& unit) {
  MapReader map(node, reading);
  FlowCut out;
  read_from_to(map, out.when);
  read_flow_change(map, unit, out.change);
  map.with_default({"applies_to", "with which flows it acts", "behavioural", "both"},
                   one_of(kApplies), out.applies_to);
  map.optional({"reason", "why, for the report", "cold snap"}, read_text, out.reason);
  return map.finish() ? std::optional(std::move(out)) : std::nullopt;
}

// Reads `worth`: what flows is counted by what it is worth, at a price of 1 for ever.
void read_worth(MapReader& map, const Context& context, Contract& out) {
  std::optional<WorthPath> worth;
  map.optional(
      {"worth", "what flows, in money, instead of a quantity and a price", "2 MNLG/month"},
      [&](const Node& value, const ReadContext& at) { return read_worth_path(value, at, context); },
      worth);
  if (!worth) return;
  const std::string unit = std::string(worth->currency.code()) + "/value";
  ExpressionNode number;
  number.number = 1.0;
  Expression one{{number}, unit, "1 " + unit};
  out.quantity = std::move(worth->steps);
  out.price.steps = {{kFirstDay, std::move(one)}};
  out.price_currency = worth->currency;
  out.price_decimals = 0;
}

// Reads quantity or worth, recorded, season, contract_max, capacity and cuts, all in the unit of
// the first one read.
void read_flows(MapReader& map, const Context& context, Contract& out) {
  std::optional<FlowUnit> unit;
  const auto flow = [&](const Node& value, const ReadContext& at) {
    return read_flow_path(value, at, context, {"25 MCM/day", "100 MW"}, unit);
  };
  map.optional({"quantity", "what flows when nothing intervenes", "25 MCM/day"}, flow,
               out.quantity);
  map.optional({"recorded", "history, with its cuts", "{ data: gas_delivered }"}, flow,
               out.recorded);
  read_worth(map, context, out);
  if (map.has("worth")) {
    unit = FlowUnit{*Unit::find("value"), out.price_currency};
    for (const char* key : {"quantity", "recorded", "price", "heat_content"})
      if (map.has(key))
        map.error_at(key, "conflicting_keys",
                     "what is given by its `worth` has no `" + std::string(key) + "`");
  } else if (!map.has("quantity") && !map.has("recorded")) {
    map.missing_one_of({"quantity", "worth", "recorded"},
                       "one of `quantity`, `worth` and `recorded` must be given",
                       "write quantity: 25 MCM/day, or worth: 2 MUSD/month");
  }
  std::optional<Season> season;
  map.optional({"season", "weights of the months", "{ weights: [0.9, 0.9, 1.1, ...] }"},
               read_season, season);
  if (season && !out.quantity.empty()) {
    auto weighted = with_season(out.quantity, *season, context);
    if (weighted)
      out.quantity = std::move(*weighted);
    else
      map.error_at("season", "out_of_range", "the weighted quantity does not fit");
  }
  if (season && !map.has("quantity") && !map.has("worth") && !map.is_misspelt("quantity"))
    map.error_at("season", "unused_key", "a season weighs `quantity`, which is not given", {},
                 "remove it; a recorded path has its own months");
  if (!out.quantity.empty() && out.recorded.empty() && map.has("recorded")) unit.reset();
  map.optional({"contract_max", "contracted maximum", "50 MCM/day"}, flow, out.contract_max);
  if (!unit) {  // already reported; marks the keys as known
    std::optional<Node> ignored;
    map.optional({"capacity", "", ""}, read_node, ignored);
    map.optional({"retained", "", ""}, read_node, ignored);
    map.optional({"cuts", "", ""}, read_node, ignored);
    return;
  }
  out.unit = unit->unit;
  map.optional(
      {"capacity", "upper bound of the flow", "50 MCM/day"},
      [&](const Node& value, const ReadContext& at) { return read_flow(value, at, *unit); },
      out.capacity);
  map.with_default(
      {"retained", "share that whoever carries it keeps as a fee, in kind", "15 %", "0 %"},
      read_share, out.retained);
  map.optional(
      {"cuts", "outages, agreed reductions and cuts",
       "[{ from: 2020-12-12, for: 30 days, set: 5 MCM/day }]"},
      list_of([&](const Node& value, const ReadContext& at) { return read_cut(value, at, *unit); }),
      out.cuts);
}

void read_price_keys(MapReader& map, const Context& context, Contract& out) {
  PricePath price;
  std::int64_t decimals = out.price_decimals;
  map.optional(
      {"heat_content", "heat per unit, if the price is per unit of heat", "0.0366 MMBtu/m3"},
      read_rate, out.heat_content);
  const Unit per =
      out.heat_content ? Unit::from(out.heat_content->numerator).value_or(out.unit) : out.unit;
  const Key key{"price", "money per unit, or per unit of heat",
                "0.11 bbl/MMBtu * average(brent, 3 months)"};
  const auto read = [&](const Node& value, const ReadContext& at) {
    return read_price(value, at, context, per);
  };
  const bool told = map.has("quantity") || map.has("recorded");
  if (map.has("worth") || !told) {
    map.optional(key, read, price);  // already reported
    out.price_unit = out.unit;
    return;
  }
  const bool priced = map.required(key, read, price);
  map.with_default({"price_decimals", "places to which the price fixing is rounded", "4", "4"},
                   whole_number(0, kPriceDecimalsMax), decimals);
  out.price_decimals = static_cast<int>(decimals);
  if (!priced) return;
  out.price = std::move(price.steps);
  out.price_currency = price.currency;
  out.price_unit = price.unit;
  const bool known = out.unit.commodity().valid();
  const std::string_view line_unit = out.unit.code();
  if (out.heat_content && known &&
      (out.heat_content->denominator != out.unit.commodity() ||
       out.heat_content->numerator != price.unit.commodity()))
    map.error_at("heat_content", "wrong_unit",
                 "expected " + std::string(price.unit.code()) + "/" + std::string(line_unit) +
                     ", found " + out.heat_content->units(),
                 {}, "heat_content turns the unit of the quantity into that of the price");
  if (!out.heat_content && known && price.unit != out.unit && !map.has("heat_content") &&
      !map.is_misspelt("heat_content"))
    map.error_at("price", "unit_mismatch",
                 "the price is per " + std::string(price.unit.code()) + ", the quantity in " +
                     std::string(line_unit) + ", and no `heat_content` turns one into the other",
                 {}, "add heat_content, such as 0.0366 MMBtu/m3");
}

}  // namespace

bool read_contract(MapReader& map, const Context& context, Contract& out) {
  const bool named = check_name(key_text(map.reading()), map.reading());
  out.name = std::string(key_text(map.reading()));
  map.required({"seller", "the party that delivers", "gas_company"},
               reference<PartyRef>(context.parties), out.seller);
  map.required({"buyer", "the party that owes", "power_ministry"},
               reference<PartyRef>(context.parties), out.buyer);
  map.optional({"title", "what readers see", "Gas to the south"}, read_text, out.title);
  read_flows(map, context, out);
  read_price_keys(map, context, out);
  Invoice invoice;
  map.required({"invoice", "how it is billed", "{ every: month, due: 45 days }"}, read_invoice,
               invoice);
  out.invoice = invoice.cycle;
  out.due_days = invoice.due;
  out.grace_days = invoice.grace;
  map.optional({"take_or_pay", "what is due even if not taken", "{ share: 80 %, every: year }"},
               read_take_or_pay, out.take_or_pay);
  if (out.take_or_pay && !map.has("contract_max") && !map.is_misspelt("contract_max") &&
      out.direction == TradeDirection::out)
    map.error_at("take_or_pay", "missing_key", "take_or_pay needs `contract_max`");
  map.optional({"breaches", "penalties that the seller claims",
                "[{ date: 2020-09-30, amount: 1.5 MUSD, due: 45 days, reason: no guarantee }]"},
               list_of(read_breach), out.breaches);
  std::ranges::stable_sort(out.breaches, {}, &BreachClaim::date);
  return named;
}

bool read_flow_change(MapReader& map, const FlowUnit& unit, FlowChange& out) {
  std::optional<Quantity> set;
  std::optional<Quantity> delta;
  std::optional<Decimal> factor;
  map.optional(
      {"set", "the flow, per time", "5 MCM/day"},
      [&](const Node& value, const ReadContext& at) { return read_flow(value, at, unit); }, set);
  map.optional(
      {"add", "change of the flow, per time", "-5 MCM/day"},
      [&](const Node& value, const ReadContext& at) { return read_flow_delta(value, at, unit); },
      delta);
  map.optional({"factor", "multiplies the flow", "10 %"}, read_factor, factor);
  const int given = int{map.has("set")} + int{map.has("add")} + int{map.has("factor")};
  const std::string message = "one of `set`, `add` and `factor` must say how the flow changes";
  const std::string help = "write set: 5 MCM/day, add: -5 MCM/day or factor: 50 %";
  if (given == 0) map.missing_one_of({"set", "add", "factor"}, message, help);
  if (given > 1) map.error("conflicting_keys", message, help);
  if (given != 1) return false;
  if (delta && delta->is_positive())
    map.error_at("add", "not_a_cut",
                 "a cut lowers the flow, and this would raise it by " + delta->text() + " a day",
                 {}, "write an amount below zero, or change the flow by a shock");
  if (factor && *factor > Decimal(1, 0))
    map.error_at("factor", "not_a_cut",
                 "a cut lowers the flow, and this factor would raise it: " + factor->text(), {},
                 "write a factor of at most 1, or change the flow by a shock");
  if (set) out = {FlowChangeKind::set, *set, {}};
  if (delta) out = {FlowChangeKind::add, *delta, {}};
  if (factor) out = {FlowChangeKind::multiply, Quantity(0, unit.unit), *factor};
  return set || delta || factor;
}

std::optional<std::vector<Contract>> read_exports(const Node& node, const ReadContext& reading,
                                                  const Context& context) {
  MapReader map(node, reading);
  std::vector<std::pair<std::string, Contract>> pairs;
  map.each(
      "line",
      [&](const Node& value, const ReadContext& at) {
        MapReader line(value, at);
        Contract contract;
        const bool good = read_contract(line, context, contract);
        return line.finish() && good ? std::optional(std::move(contract)) : std::nullopt;
      },
      pairs);
  std::vector<Contract> out;
  append_sorted(pairs, out);
  if (out.empty() && node.is_mapping() && node.members().empty())
    map.error("empty_value", "a scenario needs at least one export line");
  return map.finish() ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace setoff::simulator
