// goods.landed: shipped goods arrive, or turn out to be missing.

#include "ledger/rules/amounts.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/orders.h"
#include "ledger/rules/phrases.h"

namespace setoff {
namespace {

// The lines with money in transit for the order.
struct InTransit {
  std::string_view line;
  std::int64_t value = 0;
};
std::vector<InTransit> in_transit(const RuleContext& context, const OrderFacts& order, LotId lot) {
  std::vector<InTransit> out;
  for (const auto& line : context.state.agreement.lines) {
    const auto id = context.state.chart.find({AccountKind::transit, order.good, line.line});
    const auto* cell = context.state.balances.find(id, lot);
    if (cell != nullptr && cell->series.last() > 0) out.push_back({line.line, cell->series.last()});
  }
  return out;
}

// Moves the value of paid goods out of transit: to `landed` for what landed, to `loss` for what is
// short.
Status book_value_landed(const RuleContext& context, Draft& draft,
                         const FoundLot<OrderFacts>& order, std::int64_t landed,
                         std::int64_t missing) {
  const auto& facts = *order.facts;
  const auto settled = settled_by_landing(progress_of(facts), landed, missing).quantity;
  if (settled == 0) return Ok{};
  const auto book = context.book();
  for (const auto& part : in_transit(context, facts, order.id)) {
    const auto value = value_when_landed(part.value, facts.paid - facts.moved_from_transit, settled,
                                         landed, missing, context.rules().rounding);
    if (!value) return share_too_large();
    draft.credit({AccountKind::transit, facts.good, part.line}, order.lot->name, book,
                 part.value - value->transit);
    draft.debit({AccountKind::landed, facts.good, part.line}, {}, book, value->landed);
    draft.debit({AccountKind::loss, facts.good, part.line}, {}, book, value->lost);
  }
  return Ok{};
}

struct GoodsLandedRules {
  static constexpr std::string_view kMeaning =
      "Shipped goods arrive, and what is missing is named.";

  static std::string describe(const GoodsLanded& data) {
    return amount_phrase(data.quantity) + " of order " + data.order +
           (data.short_quantity ? ", " + amount_phrase(*data.short_quantity) + " short"
                                : std::string());
  }

  static Status prepare(const RuleContext& context, const GoodsLanded& data) {
    SETOFF_TRY(order, require_lot<OrderFacts>(context, data.order, "order"));
    const auto& facts = *order.facts;
    SETOFF_TRY_STATUS(require_unit(data.quantity, facts, "data.quantity"));
    if (data.short_quantity)
      SETOFF_TRY_STATUS(require_unit(*data.short_quantity, facts, "data.short"));
    const auto missing = data.short_quantity ? data.short_quantity->minor() : 0;
    const auto arrived = checked_add(data.quantity.minor(), missing);
    if (!arrived) return Error(Code::overflow, "the quantities do not fit together");
    if (*arrived > facts.shipped - facts.landed - facts.short_landed)
      return Error(Code::exceeds_shipped, "more than was shipped and not yet landed");
    auto& draft = context.draft;
    const auto& name = order.lot->name;
    draft.debit(quantity_account(AccountKind::q_landed, facts), name, facts.unit,
                data.quantity.minor());
    draft.debit(quantity_account(AccountKind::q_short, facts), name, facts.unit, missing);
    draft.credit(quantity_account(AccountKind::q_shipped, facts), name, facts.unit, *arrived);
    SETOFF_TRY_STATUS(book_value_landed(context, draft, order, data.quantity.minor(), missing));
    draft.link(LinkKind::follows, order.lot->opened);
    return Ok{};
  }

  static void apply(State& state, const Event&, const GoodsLanded& data, Draft&&, Sequence) {
    auto& facts = state.lots.at(state.lots.find(data.order)).facts.as<OrderFacts>();
    const auto missing = data.short_quantity ? data.short_quantity->minor() : 0;
    const auto settled = settled_by_landing(progress_of(facts), data.quantity.minor(), missing);
    facts.moved_from_transit += settled.quantity;
    facts.lost_from_transit += settled.short_quantity;
    facts.landed += data.quantity.minor();
    facts.short_landed += missing;
  }
};

}  // namespace

SETOFF_RULES(GoodsLanded, GoodsLandedRules)

}  // namespace setoff
