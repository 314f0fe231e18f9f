// `settlement`: how the balances of clearing accounts are settled.

#include "simulator/scenario/sections.h"
#include "simulator/scenario/tree_location.h"

namespace setoff::simulator {

namespace {

constexpr std::int64_t kInstalmentsMax = 1000;

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

std::optional<Instalments> read_instalments(const Node& node, const ReadContext& reading,
                                            const Context& context) {
  MapReader map(node, reading);
  Instalments out;
  std::int64_t number = 1;
  map.required({"number", "of equal parts", "4"}, whole_number(1, kInstalmentsMax), number);
  map.required(
      {"apart", "from one to the next", "90 days"},
      [&](const Node& value, const ReadContext& at) {
        return read_duration_distribution(value, at, context);
      },
      out.apart);
  out.number = static_cast<int>(number);
  return map.finish() ? std::optional(out) : std::nullopt;
}

std::optional<PositionSlice> read_slice(const Node& node, const ReadContext& reading) {
  MapReader map(node, reading);
  PositionSlice out;
  map.required({"up_to", "where the slice ends", "20 MUSD"}, read_money, out.up_to);
  map.required({"pays", "share of the slice that is paid", "40 %"}, read_share, out.pays);
  return map.finish() ? std::optional(out) : std::nullopt;
}

void check_when(MapReader& map) {
  const std::string message = "one of `every` and `date` must say when the creditor calls";
  if (map.has("every"))
    map.error("conflicting_keys", message, "write every: year");
  else
    map.missing_one_of({"every", "date"}, message, "write every: year");
}

// Each slice is above the one before, in one currency.
void check_slices(MapReader& map, const Settlement& settlement) {
  const Node* const list = map.node().find("slices");
  for (std::size_t i = 0; list != nullptr && i < settlement.slices.size(); ++i) {
    const Money& to = settlement.slices[i].up_to;
    const Money from = i == 0 ? Money(0, to.kind()) : settlement.slices[i - 1].up_to;
    const bool other_money = to.kind() != from.kind();
    if (!other_money && to.minor() > from.minor()) continue;
    map.error_at_span(
        TreeLocation(list->items()[i]).key("up_to").span(),
        other_money ? "currency_mismatch" : "out_of_range",
        other_money ? to.text() + " is in another currency than the slice before"
                    : to.text() + " is not above " + from.text() + ", where the slice begins");
    return;
  }
}

void check_settlement(MapReader& map, const Settlement& settlement) {
  if (settlement.at_least && !settlement.at_least->is_positive())
    map.error_at("at_least", "out_of_range", "the smallest amount called is above zero");
  if (settlement.slices.empty()) return;
  if (settlement.accounts.size() > 1)
    map.error_at("slices", "conflicting_keys", "slices are of the position on one account");
  if (settlement.part == SettledPart::excess)
    map.error_at("slices", "conflicting_keys",
                 "with `slices` they say what is called, and not the excess over a swing");
  check_slices(map, settlement);
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
  map.optional({"every", "how often the creditor calls", "year"}, period(), out.every);
  map.optional({"date", "the one day on which it calls", "2020-12-31"}, read_day, out.date);
  map.optional({"at_least", "the smallest amount that is called", "250 kNLG"}, read_money,
               out.at_least);
  map.required(
      {"after", "from the call to the payment", "10 days"},
      [&](const Node& value, const ReadContext& at) {
        return read_duration_distribution(value, at, context);
      },
      out.after);
  map.optional(
      {"instalments", "parts in which it is paid", "{ number: 4, apart: 90 days }"},
      [&](const Node& value, const ReadContext& at) {
        return read_instalments(value, at, context);
      },
      out.instalments);
  map.with_default({"discount", "lost where a claim is sold to a third party", "8 %", "0 %"},
                   read_share, out.discount);
  map.optional({"slices", "of the position, and the share of each that is paid",
                "[{ up_to: 20 MUSD, pays: 0 % }]"},
               list_of(read_slice), out.slices);
  if (map.has("every") == map.has("date")) check_when(map);
  if (map.finish()) check_settlement(map, out);
  return map.finish() && named ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace

std::optional<std::vector<Settlement>> read_settlement(const Node& node, const ReadContext& reading,
                                                       const Context& context) {
  return read_by_name(node, reading, "settlement", [&](const Node& value, const ReadContext& at) {
    return read_settlement_rule(value, at, context);
  });
}

}  // namespace setoff::simulator
