// goods.shipped: ordered goods are on their way.

#include "ledger/rules/event_rules.h"
#include "ledger/rules/orders.h"
#include "ledger/rules/phrases.h"

namespace setoff {
namespace {

struct GoodsShippedRules {
  static constexpr std::string_view kMeaning = "Ordered goods are shipped.";

  static std::string describe(const GoodsShipped& data) {
    return amount_phrase(data.quantity) + " of order " + data.order + quoted_phrase(data.papers);
  }

  static Status prepare(const RuleContext& context, const GoodsShipped& data) {
    SETOFF_TRY(order, require_lot<OrderFacts>(context, data.order, "order"));
    SETOFF_TRY_STATUS(require_unit(data.quantity, *order.facts, "data.quantity"));
    if (data.quantity.minor() > order.facts->ordered - order.facts->shipped)
      return Error(Code::exceeds_order,
                   data.quantity.text() + " is more than was ordered and not yet shipped");
    auto& draft = context.draft;
    const auto& name = order.lot->name;
    draft.debit(quantity_account(AccountKind::q_shipped, *order.facts), name, order.facts->unit,
                data.quantity.minor());
    draft.credit(quantity_account(AccountKind::q_ordered, *order.facts), name, order.facts->unit,
                 data.quantity.minor());
    draft.link(LinkKind::follows, order.lot->opened);
    return Ok{};
  }

  static void apply(State& state, const Event&, const GoodsShipped& data, Draft&&, Sequence) {
    state.lots.at(state.lots.find(data.order)).facts.as<OrderFacts>().shipped +=
        data.quantity.minor();
  }
};

}  // namespace

SETOFF_RULES(GoodsShipped, GoodsShippedRules)

}  // namespace setoff
