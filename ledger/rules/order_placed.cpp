// order.placed: goods are ordered from a supplier abroad.

#include "ledger/rules/checks.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/phrases.h"

namespace setoff {
namespace {

struct OrderPlacedRules {
  static constexpr std::string_view kMeaning = "The importer orders goods from a supplier.";

  static std::string describe(const OrderPlaced& data) {
    return data.order + ", " + amount_phrase(data.quantity) + " of " + data.good + " at " +
           data.price.text() + " from " + data.supplier;
  }

  static Status prepare(const RuleContext& context, const OrderPlaced& data) {
    SETOFF_TRY_STATUS(require_party_abroad(context, data.supplier, "data.supplier"));
    SETOFF_TRY_STATUS(require_new_name(context, data.order));
    if (data.price.denominator != Commodity(data.quantity.kind()))
      return Error(Code::currency_mismatch,
                   "the price " + data.price.text() + " is not per " +
                       std::string(data.quantity.kind().code()),
                   "data.price");
    if (context.state.listings.purpose_of(data.good, context.day()).empty())
      return Error(Code::not_listed,
                   "'" + data.good + "' is not listed on " + context.day().text());
    auto& draft = context.draft;
    const auto unit = data.quantity.kind();
    draft.debit({AccountKind::q_ordered, data.good, data.good}, data.order, unit,
                data.quantity.minor());
    draft.credit({AccountKind::q_contra, data.good, data.good}, {}, unit, data.quantity.minor());
    return Ok{};
  }

  static void apply(State& state, const Event& event, const OrderPlaced& data, Draft&&,
                    Sequence sequence) {
    OrderFacts facts;
    facts.good = data.good;
    facts.purpose = state.listings.purpose_of(data.good, event.value_date);
    facts.supplier = data.supplier;
    facts.unit = data.quantity.kind();
    facts.ordered = data.quantity.minor();
    state.lots.open(data.order, facts, sequence);
  }
};

}  // namespace

SETOFF_RULES(OrderPlaced, OrderPlacedRules)

}  // namespace setoff
