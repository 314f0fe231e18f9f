// `settlement`: how the balances of clearing accounts are settled.

#include "simulator/scenario/sections.h"

namespace setoff::simulator {

namespace {

constexpr Choice<SettledPart> kParts[] = {{"balance", SettledPart::balance},
                                          {"excess", SettledPart::excess}};

auto settled_accounts(const Context& context) {
  return [&context](const Node& node, const ReadContext& reading) {
    auto accounts =
        list_of(reference<AccountRef>(context.accounts), Single::allowed)(node, reading);
    if (!accounts || !accounts->empty()) return accounts;
    reading.error("empty_value", node.span(), "the list of accounts is empty");
    accounts.reset();
    return accounts;
  };
}

std::optional<Settlement> read_settlement_rule(const Node& node, const ReadContext& reading,
                                               const Context& context) {
  const bool named = check_name(key_text(reading), reading);
  MapReader map(node, reading);
  Settlement out;
  out.name = std::string(key_text(reading));
  map.required({"account", "clearing account whose balance is settled, or a list: the net amount",
                "guilders"},
               settled_accounts(context), out.accounts);
  map.required({"through", "account of free money that pays it, or is paid", "dollars"},
               reference<AccountRef>(context.accounts), out.through);
  map.with_default({"what", "the balance, or its excess over the swing", "excess", "balance"},
                   one_of(kParts), out.part);
  map.required({"every", "when the creditor calls", "year"}, period(), out.every);
  map.optional({"at_least", "the smallest amount that is called", "250 kNLG"}, read_money,
               out.at_least);
  map.required(
      {"after", "from the call to the payment", "10 days"},
      [&](const Node& value, const ReadContext& at) {
        return read_duration_distribution(value, at, context);
      },
      out.after);
  if (out.at_least && !out.at_least->is_positive())
    map.error_at("at_least", "out_of_range", "the smallest amount called is above zero");
  return map.finish() && named ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace

std::optional<std::vector<Settlement>> read_settlement(const Node& node, const ReadContext& reading,
                                                       const Context& context) {
  MapReader map(node, reading);
  std::vector<std::pair<std::string, Settlement>> pairs;
  map.each(
      "settlement",
      [&](const Node& value, const ReadContext& at) {
        return read_settlement_rule(value, at, context);
      },
      pairs);
  std::vector<Settlement> out;
  append_sorted(pairs, out);
  return map.finish() ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace setoff::simulator
