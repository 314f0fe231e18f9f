// Reads supply_response.

#include "simulator/scenario/read_shocks.h"
#include "simulator/scenario/sections.h"

namespace setoff::simulator {

namespace {

struct Trigger {
  TriggerKind kind = TriggerKind::overdue_amount;
  AccountRef account;
  Money amount;
  int days = 0;
};

std::optional<Trigger> read_balance_trigger(const Node& node, const ReadContext& reading,
                                            const Context& context) {
  MapReader map(node, reading);
  Trigger out;
  std::optional<Money> above;
  std::optional<Money> below;
  map.required({"account", "whose balance, all lines together", "clearing"},
               reference<AccountRef>(context.accounts), out.account);
  map.optional({"above", "the balance reaches it or is above", "6 MUSD"}, read_money, above);
  map.optional({"below", "the balance falls to it or is below", "-6 MUSD"}, read_money, below);
  const bool one = map.has("above") != map.has("below");
  const std::string message = "one of `above` and `below` must say when the seller acts";
  const std::string help = "write balance: { account: clearing, above: 6 MUSD }";
  if (!one && map.has("above")) map.error("conflicting_keys", message, help);
  if (!one && !map.has("above")) map.missing_one_of({"above", "below"}, message, help);
  if (!map.finish() || !one) return std::nullopt;
  out.kind = above ? TriggerKind::balance_above : TriggerKind::balance_below;
  out.amount = above ? *above : *below;
  return out;
}

std::optional<Trigger> read_trigger(const Node& node, const ReadContext& reading,
                                    const Context& context) {
  MapReader map(node, reading);
  std::optional<Money> overdue;
  std::optional<std::int32_t> age;
  std::optional<Money> blocked;
  std::optional<Trigger> balance;
  map.optional({"overdue", "overdue claims reach it", "2 BUSD"}, read_money, overdue);
  map.optional({"overdue_for", "the oldest overdue claim is that old", "90 days"}, read_days, age);
  map.optional({"blocked", "money without approval reaches it", "8 BUSD"}, read_money, blocked);
  map.optional(
      {"balance", "the balance of an account reaches an amount",
       "{ account: clearing, above: 6 MUSD }"},
      [&](const Node& value, const ReadContext& at) {
        return read_balance_trigger(value, at, context);
      },
      balance);
  int given = 0;
  for (const char* key : {"overdue", "overdue_for", "blocked", "balance"})
    given += int{map.has(key)};
  const std::string message =
      "one of `overdue`, `overdue_for`, `blocked` and `balance` must say when the seller acts";
  const std::string help = "write when: { overdue: 2 BUSD }";
  if (given == 0)
    map.missing_one_of({"overdue", "overdue_for", "blocked", "balance"}, message, help);
  if (given > 1) map.error("conflicting_keys", message, help);
  if (!map.finish() || given != 1) return std::nullopt;
  if (balance) return balance;
  if (overdue) return Trigger{TriggerKind::overdue_amount, {}, *overdue, 0};
  if (blocked) return Trigger{TriggerKind::blocked_amount, {}, *blocked, 0};
  return Trigger{TriggerKind::overdue_age, {}, {}, *age};
}

// The contracts that a rule may cut.
struct Cuttable {
  const std::vector<Contract>& exports;
  const std::vector<Purchase>& purchases;
  // Of the rule's contract; nullopt if it names none, or one that is not in order.
  [[nodiscard]] std::optional<FlowUnit> unit_of(const SupplyRule& rule) const {
    if (rule.purchase && rule.purchase->index() < purchases.size())
      return flow_unit_of(purchases[rule.purchase->index()].contract);
    if (rule.line && rule.line->index() < exports.size())
      return flow_unit_of(exports[rule.line->index()]);
    return std::nullopt;
  }
};

std::optional<FlowChange> read_cut_change(const Node& node, const ReadContext& reading,
                                          const SupplyRule& rule, const Cuttable& contracts) {
  MapReader map(node, reading);
  FlowChange out;
  if (!rule.line && !rule.purchase && (map.has("set") || map.has("add"))) {
    map.error_at(map.has("set") ? "set" : "add", "missing_line",
                 "an amount per time needs a `line`; for all lines together give a `factor`");
    return std::nullopt;
  }
  const bool read = read_flow_change(map, contracts.unit_of(rule).value_or(FlowUnit()), out);
  return map.finish() && read ? std::optional(out) : std::nullopt;
}

void check_cut_purchase(MapReader& map, const SupplyRule& rule) {
  if (!rule.purchase) return;
  if (map.has("line"))
    map.error_at("purchase", "conflicting_keys", "a rule changes an export or a purchase");
  if (rule.trigger != TriggerKind::balance_above && rule.trigger != TriggerKind::balance_below)
    map.error_at("when", "conflicting_keys",
                 "what the home side is owed is no reason for a seller abroad", {},
                 "write when: { balance: { account: clearing, below: -6 MUSD } }");
}

std::optional<SupplyRule> read_rule(const Node& node, const ReadContext& reading,
                                    const Context& context, const Cuttable& contracts) {
  const bool named = check_name(key_text(reading), reading);
  MapReader map(node, reading);
  SupplyRule out;
  out.name = std::string(key_text(reading));
  std::int32_t notice = 0;
  std::int32_t restore = 0;
  std::optional<Trigger> trigger;
  map.optional(
      {"line", "export whose flow changes; otherwise all", "gas"},
      [&](const Node& value, const ReadContext& at) {
        return read_line_or_all(value, at, context);
      },
      out.line);
  map.optional({"purchase", "whose flow changes, if it is no export", "machinery"},
               reference<PurchaseRef>(context.purchases), out.purchase);
  map.required(
      {"when", "what makes the seller act", "{ overdue: 2 BUSD }"},
      [&](const Node& value, const ReadContext& at) { return read_trigger(value, at, context); },
      trigger);
  map.with_default({"notice", "from the reason to the cut", "14 days", "0 days"}, read_days,
                   notice);
  std::optional<Node> cut;
  map.required({"cut", "as in exports.cuts", "{ factor: 10 % }"}, read_node, cut);
  if (cut && contracts.exports.size() == context.lines.names.size() &&
      contracts.purchases.size() == context.purchases.names.size()) {
    const auto change =
        read_cut_change(*cut, read_context_at(map.node(), reading, "cut"), out, contracts);
    if (change) out.change = *change;
  }
  map.with_default(
      {"restore_after", "from the end of the reason to the old flow", "2 days", "0 days"},
      read_days, restore);
  read_optional_range(map, context, out.when);
  if (trigger) {
    out.trigger = trigger->kind;
    out.account = trigger->account;
    out.amount = trigger->amount;
    out.days = trigger->days;
    check_cut_purchase(map, out);
  }
  out.notice_days = notice;
  out.restore_after_days = restore;
  return map.finish() && named ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace

std::optional<std::vector<SupplyRule>> read_supply_response(const Node& node,
                                                            const ReadContext& reading,
                                                            const Context& context,
                                                            const Scenario& scenario) {
  return read_by_name(node, reading, "rule", [&](const Node& value, const ReadContext& at) {
    return read_rule(value, at, context, {scenario.exports, scenario.purchases});
  });
}

}  // namespace setoff::simulator
