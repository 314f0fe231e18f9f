#include "simulator/scenario/read_path.h"
#include "simulator/scenario/sections.h"
#include "simulator/scenario/tree_location.h"

namespace setoff::simulator {

namespace {

constexpr Choice<Rationing> kRationing[] = {{"by_priority", Rationing::by_priority},
                                            {"in_proportion", Rationing::in_proportion}};
constexpr Choice<Every> kOrderPeriods[] = {
    {"week", Every::week}, {"month", Every::month}, {"quarter", Every::quarter}};
constexpr Choice<StageKind> kStages[] = {{"open_credit", StageKind::open_credit},
                                         {"shipping", StageKind::shipping},
                                         {"customs", StageKind::customs}};
constexpr std::int64_t kPriorityMax = 1000;

// An amount of the good, or a number of days of its need on the first day.
std::optional<Quantity> read_stock_amount(const Node& node, const ReadContext& reading,
                                          const Good& good, Day first) {
  reading.type("amount or days of need");
  return read_measured(node, reading, "amount or a number of days of need", "60 days",
                       [&](const Measure& measure) -> Parsed<Quantity> {
                         if (measure.dimension != Dimension(TimeUnit::day))
                           return expect_quantity(measure, good.unit);
                         SETOFF_TRY_PARSED(days, expect_days(measure));
                         const Quantity* need = good.need.at(first);
                         const auto amount = multiply_divide(need != nullptr ? need->minor() : 0,
                                                             days, 1, Rounding::half_even);
                         if (!amount)
                           return Fault{"out_of_range", "the stock is too large", 0, 0, {}, {}};
                         return Quantity(*amount, good.unit);
                       });
}

void read_stock(const Node& node, const ReadContext& reading, const Context& context, Good& good) {
  MapReader map(node, reading);
  const auto amount = [&](const Node& value, const ReadContext& at) {
    return read_stock_amount(value, at, good, context.time.from);
  };
  map.with_default({"opening", "on the first day", "60 days", "0 days"}, amount,
                   good.stock.opening);
  map.with_default({"floor", "below it a day counts as short", "20 days", "0 days"}, amount,
                   good.stock.floor);
  map.with_default({"target", "orders aim at it", "90 days", "0 days"}, amount, good.stock.target);
  if (map.finish() && map.has("target") && good.stock.target.minor() < good.stock.floor.minor())
    map.error_at("target", "bad_range", "the target is below the floor");
}

void read_need(MapReader& map, const Context& context, Good& good) {
  std::optional<FlowUnit> unit;
  map.required(
      {"need", "used up per time", "9_000 t/day"},
      [&](const Node& value, const ReadContext& at) {
        return read_flow_path(value, at, context, {"9_000 t/day", "180 kt/year"}, unit);
      },
      good.need);
  std::optional<Season> season;
  map.optional({"season", "weights of the months", "{ weights: [0.9, 0.9, 1.1, ...] }"},
               read_season, season);
  if (unit) good.unit = unit->unit;
  if (!season || good.need.empty()) return;
  auto weighted = with_season(good.need, *season, context);
  if (weighted)
    good.need = std::move(*weighted);
  else
    map.error_at("season", "out_of_range", "the weighted need does not fit");
}

void read_good_price(MapReader& map, const Context& context, Good& good) {
  PricePath price;
  std::int64_t decimals = good.price_decimals;
  const bool priced = map.required(
      {"price", "landed, money per unit", "271 USD/t"},
      [&](const Node& value, const ReadContext& at) {
        return read_price(value, at, context, good.unit);
      },
      price);
  map.with_default({"price_decimals", "places to which the price is rounded", "2", "2"},
                   whole_number(0, 8), decimals);
  good.price_decimals = static_cast<int>(decimals);
  if (!priced) return;
  if (!good.need.empty() && price.unit != good.unit)
    map.error_at("price", "unit_mismatch",
                 "the price is per " + std::string(price.unit.code()) + ", the need in " +
                     std::string(good.unit.code()));
  good.price = std::move(price.steps);
  good.price_currency = price.currency;
}

// `listed` is in the order of the list: the later of two that overlap is reported.
void check_listed(MapReader& map, const std::vector<DateRange>& listed) {
  for (std::size_t i = 0; i < listed.size(); ++i)
    for (std::size_t k = 0; k < i; ++k) {
      const Day from = std::max(listed[i].from, listed[k].from);
      if (from > std::min(listed[i].to, listed[k].to)) continue;
      map.error_at_span(TreeLocation(map.node()).key("listed").item(i).span(), "overlap",
                        "two ranges of `listed` have " + from.text(),
                        "let one end before the other begins");
      return;
    }
}

std::optional<Good> read_good(const Node& node, const ReadContext& reading,
                              const Context& context) {
  const bool named = check_name(key_text(reading), reading);
  MapReader map(node, reading);
  Good out;
  out.name = std::string(key_text(reading));
  std::int64_t priority = 1;
  map.with_default({"priority", "1 is served first", "2", "1"}, whole_number(1, kPriorityMax),
                   priority);
  out.priority = static_cast<int>(priority);
  map.optional({"title", "what readers see", "Wheat for bread"}, read_text, out.title);
  read_need(map, context, out);
  read_good_price(map, context, out);
  std::optional<Node> parcel;
  std::optional<Node> stock;
  map.required({"parcel", "one ship or train; orders are whole parcels", "60 kt"}, read_node,
               parcel);
  map.optional({"stock", "amounts, or days of need",
                "{ opening: 60 days, floor: 20 days, target: 90 days }"},
               read_node, stock);
  if (parcel && !out.need.empty()) {
    const auto amount =
        quantity_in(out.unit)(*parcel, read_context_at(map.node(), reading, "parcel"));
    if (amount) out.parcel = *amount;
    if (amount && !amount->is_positive())
      map.error_at("parcel", "out_of_range", "a parcel is above zero");
  }
  if (stock && !out.need.empty())
    read_stock(*stock, read_context_at(map.node(), reading, "stock"), context, out);
  map.required({"supplier", "who is paid", "grain_house"}, reference<PartyRef>(context.parties),
               out.supplier);
  map.required({"purpose", "one of `purposes`", "food"}, name_in(context.purposes), out.purpose);
  map.optional({"listed", "days on which it may be bought; otherwise always",
                "[{ from: 2020-03-20, to: 2020-09-21 }]"},
               list_of(read_days_with_reason), out.listed);
  check_listed(map, out.listed);
  std::ranges::sort(out.listed, {}, &DateRange::from);
  if (const Node* const listed = node.find("listed");
      listed != nullptr && listed->is_sequence() && listed->items().empty())
    map.error_at("listed", "empty_value", "an empty list would let it be bought on no day at all",
                 {}, "remove it for a good that is always listed, or give the days");
  if (!out.listed.empty() && context.purposes.find(out.name))
    map.error_at("listed", "conflicting_keys",
                 "'" + out.name + "' is also a purpose, and a purpose is always listed", {},
                 "give the good another name");
  map.with_default({"other_supply", "share of the need met outside the scheme", "80 %", "0 %"},
                   read_share, out.other_supply);
  return map.finish() && named ? std::optional(std::move(out)) : std::nullopt;
}

std::optional<Quantity> read_handling(const Node& node, const ReadContext& reading) {
  const auto capacity = read_measured(
      node, reading, "amount per day", "40 kt/day", [](const Measure& measure) -> Parsed<Quantity> {
        const auto unit = unit_of_flow(measure);
        return expect_flow(measure, {unit.value_or(*Unit::find("t")), {}});
      });
  if (!capacity || capacity->is_positive()) return capacity;
  reading.error("out_of_range", node.span(), "a stage that takes on nothing holds up all goods");
  return std::nullopt;
}

std::optional<Stage> read_stage(const Node& node, const ReadContext& reading,
                                const Context& context) {
  MapReader map(node, reading);
  Stage out;
  map.required({"stage", "open_credit, then shipping, then customs", "shipping"}, one_of(kStages),
               out.kind);
  map.required(
      {"takes", "its length", "35 days"},
      [&](const Node& value, const ReadContext& at) {
        return read_duration_distribution(value, at, context);
      },
      out.takes);
  map.optional({"capacity", "that it takes on per day, all goods together", "40 kt/day"},
               read_handling, out.capacity);
  map.with_default({"pay", "share of the order paid as the stage ends", "70 %", "0 %"}, read_share,
                   out.pay_share);
  return map.finish() ? std::optional(out) : std::nullopt;
}

// A queue is measured in one unit, so all goods in it have that unit.
void check_handling(MapReader& map, const Imports& imports) {
  for (const Stage& stage : imports.pipeline)
    for (const Good& good : imports.goods)
      if (stage.capacity && good.unit != stage.capacity->kind())
        return map.error_at("pipeline", "wrong_unit",
                            "the capacity of a stage is in " +
                                std::string(stage.capacity->kind().code()) + ", and '" + good.name +
                                "' in " + std::string(good.unit.code()));
}

// Reports the first stage that is out of place.
bool check_stages(MapReader& map, const std::vector<Stage>& stages) {
  const Node* const list = map.node().find("pipeline");
  for (std::size_t i = 0; i < std::max(stages.size(), std::size(kStages)); ++i) {
    const bool missing = i >= stages.size();
    const bool extra = i >= std::size(kStages);
    if (!missing && !extra && stages[i].kind == kStages[i].second) continue;
    const std::string message =
        "the pipeline needs the stages open_credit, shipping, customs in this order, each once";
    if (missing || list == nullptr || i >= list->items().size())
      map.error_at("pipeline", "pipeline_order", message, {},
                   "add { stage: " + std::string(kStages[i].first) + ", takes: 10 days }");
    else
      map.error_at_span(TreeLocation(list->items()[i]).key("stage").span(), "pipeline_order",
                        message + "; here " +
                            (extra ? std::string("is one more")
                                   : "should stand " + std::string(kStages[i].first)));
    return false;
  }
  return true;
}

void check_pipeline(MapReader& map, const std::vector<Stage>& stages) {
  if (stages.empty()) return;  // errors in stages are already reported
  if (!check_stages(map, stages)) return;
  Exact sum;
  for (const Stage& stage : stages) {
    const auto next = sum.plus(Exact(stage.pay_share));
    if (next) sum = *next;
  }
  const auto millionths = sum.round(6, Rounding::half_even);
  if (!millionths || *millionths != 1'000'000)
    map.error_at("pipeline", "shares_sum",
                 "the `pay` shares of the stages sum to " +
                     (millionths ? format_minor(*millionths, 4) : std::string("too much")) +
                     " %, and must sum to 100 %");
}

}  // namespace

std::optional<Imports> read_imports(const Node& node, const ReadContext& reading,
                                    const Context& context) {
  MapReader map(node, reading);
  Imports out;
  std::int32_t credit_valid = 0;
  map.required({"account", "whose approved money pays", "trust_eur"},
               reference<AccountRef>(context.accounts), out.account);
  map.required({"buyer", "the importer", "grain_agency"}, reference<PartyRef>(context.parties),
               out.buyer);
  map.with_default({"rationing", "when money is short", "by_priority", "by_priority"},
                   one_of(kRationing), out.rationing);
  map.with_default({"order_every", "when orders are placed", "month", "month"},
                   one_of(kOrderPeriods), out.order_every);
  map.with_default({"tolerance", "credit above the order's value", "5 %", "0 %"}, read_share,
                   out.tolerance);
  map.with_default({"landing_loss", "share that lands short", "0.5 %", "0 %"}, read_share,
                   out.landing_loss);
  map.with_default({"credit_valid", "life of a letter of credit", "180 days", "180 days"},
                   read_term_days, credit_valid);
  out.credit_valid_days = credit_valid;
  std::optional<Node> goods;
  map.required({"goods", "what is bought", "{ wheat: { ... } }"}, read_node, goods);
  if (goods) {
    MapReader table(*goods, read_context_at(map.node(), reading, "goods"));
    std::vector<std::pair<std::string, Good>> pairs;
    table.each(
        "good",
        [&](const Node& value, const ReadContext& at) { return read_good(value, at, context); },
        pairs);
    append_sorted(pairs, out.goods);
    table.finish();  // reports errors in the table; the pipeline is read regardless
  }
  map.required(
      {"pipeline", "from order to stock", "[{ stage: shipping, takes: 35 days, pay: 70 % }, ...]"},
      list_of(
          [&](const Node& value, const ReadContext& at) { return read_stage(value, at, context); }),
      out.pipeline);
  check_pipeline(map, out.pipeline);
  check_handling(map, out);
  return map.finish() ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace setoff::simulator
