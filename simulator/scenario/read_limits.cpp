// Reads limits.

#include "simulator/scenario/read_path.h"
#include "simulator/scenario/sections.h"

namespace setoff::simulator {

namespace {

constexpr Choice<TradeSide> kTradeSides[] = {{"exports", TradeSide::exports},
                                             {"purchases", TradeSide::purchases},
                                             {"both", TradeSide::both}};
constexpr Choice<LimitPeriod> kLimitPeriods[] = {
    {"month", LimitPeriod::month}, {"quarter", LimitPeriod::quarter}, {"year", LimitPeriod::year}};

std::optional<Steps<Money>> read_amount(const Node& node, const ReadContext& reading,
                                        const Context& context) {
  const auto written = read_written_path(node, reading, context);
  if (!written) return std::nullopt;
  return convert_path<Money>(*written, reading, expect_any_money);
}

std::optional<TradeSide> read_trade_side(const Node& node, const ReadContext& reading) {
  if (!node.is_scalar() || node.text() != "imports") return one_of(kTradeSides)(node, reading);
  reading.error("unknown_value", node.span(),
                "goods of `imports` are paid with approved money, and no limit follows them",
                "purchases");
  return std::nullopt;
}

std::optional<TradeShare> read_then(const Node& node, const ReadContext& reading) {
  MapReader map(node, reading);
  TradeShare out;
  map.required({"share", "of the trade of the period before", "25 %"}, read_share, out.share);
  map.required({"of", "exports, purchases or both, as far as paid through the account", "exports"},
               read_trade_side, out.of);
  map.required({"every", "period whose trade counts, and after which the limit changes", "year"},
               period(), out.every);
  map.optional({"at_least", "the limit is never below it", "200 MUSD"}, read_money, out.at_least);
  map.optional({"at_most", "the limit is never above it", "850 MUSD"}, read_money, out.at_most);
  if (out.at_least && out.at_most && out.at_least->kind() == out.at_most->kind() &&
      out.at_least->minor() > out.at_most->minor())
    map.error_at("at_least", "out_of_range", "it is above `at_most`");
  return map.finish() ? std::optional(out) : std::nullopt;
}

void check_limit(MapReader& map, const AccountLimit& limit) {
  if (limit.kind != LimitKind::spend) {
    for (const char* key : {"purpose", "per"})
      if (map.has(key))
        map.error_at(key, "conflicting_keys", "only a spend limit has `purpose` and `per`");
  } else if (limit.on_excess == OnExcess::report) {
    map.error_at("on_excess", "not_simulated",
                 "a spend limit that is only reported is not simulated yet", {},
                 "write on_excess: refuse, or use an expectation over paid_out(purpose, range)");
  }
  if (limit.then && limit.amount.steps.size() > 1)
    map.error_at("amount", "conflicting_keys",
                 "with `then`, the amount holds until the first period ends, and has no steps");
  for (const auto& step : limit.amount.steps) {
    if (!step.value.is_negative()) continue;
    map.error_at("amount", "out_of_range", "a limit is not below zero");
    break;
  }
}

std::optional<AccountLimit> read_limit(const Node& node, const ReadContext& reading,
                                       const Context& context) {
  const bool named = check_name(key_text(reading), reading);
  MapReader map(node, reading);
  AccountLimit out;
  out.name = std::string(key_text(reading));
  map.required({"account", "that it limits, all lines together", "clearing_usd"},
               reference<AccountRef>(context.accounts), out.account);
  map.required({"kind", "floor, cap, swing or spend", "swing"}, one_of<LimitKind>(), out.kind);
  map.required(
      {"amount", "path of money in the account's currency", "6 MUSD"},
      [&](const Node& value, const ReadContext& at) { return read_amount(value, at, context); },
      out.amount);
  map.optional({"then", "how the limit follows trade", "{ share: 25 %, of: exports, every: year }"},
               read_then, out.then);
  map.optional({"purpose", "of a spend limit; otherwise all", "food"}, name_in(context.purposes),
               out.purpose);
  map.optional({"per", "period of a spend limit; otherwise the whole run", "month"},
               one_of(kLimitPeriods), out.period);
  map.with_default({"on_excess", "what becomes of an event that exceeds it", "report", "refuse"},
                   one_of<OnExcess>(), out.on_excess);
  if (map.finish()) check_limit(map, out);
  return map.finish() && named ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace

std::optional<std::vector<AccountLimit>> read_limits(const Node& node, const ReadContext& reading,
                                                     const Context& context) {
  return read_by_name(node, reading, "limit", [&](const Node& value, const ReadContext& at) {
    return read_limit(value, at, context);
  });
}

}  // namespace setoff::simulator
