// Rules of orders, shipments and landings, and of uses that are not goods.

#include "ledger/core/amounts.h"
#include "ledger/core/approvals.h"
#include "ledger/core/money_moves.h"
#include "ledger/core/rule_checks.h"

namespace setoff {
namespace {

AccountKey tonnes(Kind kind, const OrderFacts& order) {
  return {kind, order.good, order.good};
}

Status need_unit(Quantity quantity, const OrderFacts& order, std::string_view where) {
  if (Commodity(quantity.kind()) == order.unit) return Ok{};
  return Error(Code::currency_mismatch,
               quantity.text() + " is not in the order's unit " + std::string(order.unit.code()),
               std::string(where));
}

// The lines with money in transit for the order.
struct InTransit {
  std::string_view line;
  std::int64_t value = 0;
};
std::vector<InTransit> in_transit(const RuleContext& context, const OrderFacts& order, LotId lot) {
  std::vector<InTransit> out;
  for (const auto& line : context.state.agreement.lines) {
    const auto id = context.state.chart.find({Kind::transit, order.good, line.line});
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
  const auto paid_waiting = facts.paid - facts.settled;
  const auto covered = std::min(landed + missing, paid_waiting);
  if (covered <= 0) return Ok{};
  const auto rounding = context.rules().rounding;
  for (const auto& part : in_transit(context, facts, order.id)) {
    TRY(value, share_of(part.value, covered, paid_waiting, rounding));
    TRY(lost, share_of(value, missing, landed + missing, rounding));
    draft.credit({Kind::transit, facts.good, part.line}, order.lot->name, context.book(), value);
    draft.debit({Kind::landed, facts.good, part.line}, {}, context.book(), value - lost);
    draft.debit({Kind::loss, facts.good, part.line}, {}, context.book(), lost);
  }
  return Ok{};
}

}  // namespace

Status draft_for(const RuleContext& context, const OrderPlaced& data) {
  TRY_STATUS(need_party_abroad(context, data.supplier, "data.supplier"));
  TRY_STATUS(need_new_name(context, data.order));
  if (data.price.denominator != Commodity(data.quantity.kind()))
    return Error(Code::currency_mismatch,
                 "the price " + data.price.text() + " is not per " +
                     std::string(data.quantity.kind().code()),
                 "data.price");
  if (context.state.listings.purpose_of(data.good, context.day()).empty())
    return Error(Code::not_listed, "'" + data.good + "' is not listed on " + context.day().text());
  auto& draft = context.draft;
  const auto unit = data.quantity.kind();
  draft.debit({Kind::q_ordered, data.good, data.good}, data.order, unit, data.quantity.minor());
  draft.credit({Kind::q_contra, data.good, data.good}, {}, unit, data.quantity.minor());
  return Ok{};
}
void record(State& state, const Event& event, const OrderPlaced& data, const Draft&,
            Sequence sequence) {
  OrderFacts facts;
  facts.good = data.good;
  facts.purpose = state.listings.purpose_of(data.good, event.value_date);
  facts.supplier = data.supplier;
  facts.unit = data.quantity.kind();
  facts.ordered = data.quantity.minor();
  state.lots.open(data.order, std::move(facts), sequence);
}

Status draft_for(const RuleContext& context, const GoodsShipped& data) {
  TRY(order, need_lot<OrderFacts>(context, data.order, "order"));
  TRY_STATUS(need_unit(data.quantity, *order.facts, "data.quantity"));
  if (data.quantity.minor() > order.facts->ordered - order.facts->shipped)
    return Error(Code::exceeds_order,
                 data.quantity.text() + " is more than was ordered and not yet shipped");
  auto& draft = context.draft;
  const auto& name = order.lot->name;
  draft.debit(tonnes(Kind::q_shipped, *order.facts), name, order.facts->unit,
              data.quantity.minor());
  draft.credit(tonnes(Kind::q_ordered, *order.facts), name, order.facts->unit,
               data.quantity.minor());
  draft.link(LinkKind::follows, order.lot->opened);
  return Ok{};
}
void record(State& state, const Event&, const GoodsShipped& data, const Draft&, Sequence) {
  state.lots.at(state.lots.find(data.order)).facts.as<OrderFacts>().shipped +=
      data.quantity.minor();
}

Status draft_for(const RuleContext& context, const GoodsLanded& data) {
  TRY(order, need_lot<OrderFacts>(context, data.order, "order"));
  const auto& facts = *order.facts;
  TRY_STATUS(need_unit(data.quantity, facts, "data.quantity"));
  if (data.short_quantity) TRY_STATUS(need_unit(*data.short_quantity, facts, "data.short"));
  const auto missing = data.short_quantity ? data.short_quantity->minor() : 0;
  const auto arrived = checked_add(data.quantity.minor(), missing);
  if (!arrived) return Error(Code::overflow, "the quantities do not fit together");
  if (*arrived > facts.shipped - facts.landed - facts.short_landed)
    return Error(Code::exceeds_shipped, "more than was shipped and not yet landed");
  auto& draft = context.draft;
  const auto& name = order.lot->name;
  draft.debit(tonnes(Kind::q_landed, facts), name, facts.unit, data.quantity.minor());
  draft.debit(tonnes(Kind::q_short, facts), name, facts.unit, missing);
  draft.credit(tonnes(Kind::q_shipped, facts), name, facts.unit, *arrived);
  TRY_STATUS(book_value_landed(context, draft, order, data.quantity.minor(), missing));
  draft.link(LinkKind::follows, order.lot->opened);
  return Ok{};
}
void record(State& state, const Event&, const GoodsLanded& data, const Draft&, Sequence) {
  auto& facts = state.lots.at(state.lots.find(data.order)).facts.as<OrderFacts>();
  const auto missing = data.short_quantity ? data.short_quantity->minor() : 0;
  const auto arrived = data.quantity.minor() + missing;
  const auto covered = std::min(arrived, std::max<std::int64_t>(0, facts.paid - facts.settled));
  const auto lost = multiply_divide(missing, covered, arrived, Rounding::half_even);
  CHECK(lost.has_value());  // at most what is missing
  facts.settled += covered;
  facts.settled_short += *lost;
  facts.landed += data.quantity.minor();
  facts.short_landed += missing;
}

Status draft_for(const RuleContext& context, const PurposePaid& data) {
  TRY(account, need_account(context, data.account));
  TRY(release, need_lot<ReleaseFacts>(context, data.release, "release"));
  TRY_STATUS(need_new_name(context, data.payment));
  TRY_STATUS(need_currency(data.amount, account->currency, "data.amount"));
  const auto& line = release.facts->line;
  const Debit debit{*account, line, data.purpose, data.payee, *release.lot, data.amount};
  TRY_STATUS(check_open(context, debit, true));
  TRY_STATUS(check_approval(context, debit));
  TRY_STATUS(check_spent_fits(context, data.account, data.amount));
  TRY(parts, need_cover(context, debit));
  auto& draft = context.draft;
  TRY(out, take_out(context, draft, *account, line, data.amount));
  draft.debit({Kind::purpose, data.purpose, line}, {}, context.book(), out.value);
  use_approvals(context, *account, line, parts);
  draft.link(LinkKind::releases, release.lot->opened);
  return Ok{};
}
void record(State& state, const Event& event, const PurposePaid& data, const Draft&,
            Sequence sequence) {
  const auto& release = state.lots[state.lots.find(data.release)].facts.as<ReleaseFacts>();
  const auto line = release.line;
  state.lots.open(data.payment, SourceFacts{line, event.value_date}, sequence);
  note_spent(state, data.account, data.purpose, event.value_date, data.amount.minor());
}

}  // namespace setoff
