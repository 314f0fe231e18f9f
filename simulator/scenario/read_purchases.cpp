// `purchases`: what the home side buys on open account.

#include "simulator/scenario/sections.h"

namespace setoff::simulator {

namespace {

std::optional<Duration> read_pays(const Node& node, const ReadContext& reading,
                                  const Context& context) {
  MapReader map(node, reading);
  Duration after;
  const bool given = map.required(
      {"after", "from the invoice's date", "30 days"},
      [&](const Node& value, const ReadContext& at) {
        return read_duration_distribution(value, at, context);
      },
      after);
  return map.finish() && given ? std::optional(after) : std::nullopt;
}

std::optional<Purchase> read_purchase(const Node& node, const ReadContext& reading,
                                      const Context& context) {
  MapReader map(node, reading);
  Purchase out;
  out.contract.direction = TradeDirection::in;
  const bool good = read_contract(map, context, out.contract);
  map.required({"account", "clearing account, or account of free money, that pays", "guilders"},
               reference<AccountRef>(context.accounts), out.account);
  map.optional({"line", "whose part of the account pays, if there are several", "wool"},
               reference<LineRef>(context.lines), out.line);
  if (!map.has("line")) {
    if (context.lines.names.size() > 1) {
      std::string names;
      for (const std::string& name : context.lines.names)
        names += (names.empty() ? "" : " or ") + name;
      map.missing_one_of(
          {"line"},
          "there are several export lines, and `line` must say on whose part of the account "
          "it is paid",
          "add line: " + names + "; best one that is paid into the account");
    }
    out.line = LineRef(0);
  }
  map.required(
      {"pays", "when each invoice is paid", "{ after: 30 days }"},
      [&](const Node& value, const ReadContext& at) { return read_pays(value, at, context); },
      out.after);
  map.optional({"purpose", "what it is bought for; otherwise its name", "food"},
               name_in(context.purposes), out.purpose);
  return map.finish() && good ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace

std::optional<std::vector<Purchase>> read_purchases(const Node& node, const ReadContext& reading,
                                                    const Context& context) {
  return read_by_name(node, reading, "purchase", [&](const Node& value, const ReadContext& at) {
    return read_purchase(value, at, context);
  });
}

}  // namespace setoff::simulator
