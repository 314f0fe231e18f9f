#include "ledger/core/credit_view.h"

#include <algorithm>

namespace setoff {

namespace {

std::int64_t unpaid_on(const CreditFacts& facts, Day day) {
  return unpaid_documents(facts, facts.expiry_on(day), kLastDay - kFirstDay, day);
}

}  // namespace

Result<CreditView> view_credit(const RuleContext& context, std::string_view name) {
  TRY(credit, need_lot<CreditFacts>(context, name, "credit"));
  return CreditView{credit, context.state.agreement.find_account(credit.facts->account),
                    &context.state.lots[credit.facts->release],
                    &context.state.lots[credit.facts->order]};
}

Debit debit_of(const CreditView& view, Money amount) {
  const auto& facts = view.facts();
  return {*view.account, facts.line, facts.purpose, facts.supplier, *view.release, amount};
}

std::int64_t held_from(const RuleContext& context, const CreditView& view) {
  const auto* cell =
      context.state.balances.find(context.state.chart.find(view.held()), view.credit.id);
  return cell == nullptr ? 0 : cell->series.min_from(context.day());
}

std::int64_t unpaid_from(const RuleContext& context, const CreditView& view) {
  const auto& facts = view.facts();
  std::int64_t low = unpaid_on(facts, context.day());
  for (const auto& point : facts.captured.points())
    if (point.day > context.day()) low = std::min(low, unpaid_on(facts, point.day));
  // Papers that are sent back later cannot be paid now.
  for (const auto& papers : facts.documents)
    if (papers.refused && *papers.refused > context.day())
      low = std::min(low, unpaid_on(facts, *papers.refused));
  return low;
}

std::int64_t unclaimed_from(const RuleContext& context, const CreditView& view) {
  const auto& facts = view.facts();
  const auto& state = context.state;
  const auto unclaimed_on = [&](Day day) {
    return lot_balance_on(state, view.held(), view.credit.lot->name, day) - unpaid_on(facts, day);
  };
  std::int64_t low = unclaimed_on(context.day());
  const auto lower = [&](Day day) {
    if (day > context.day()) low = std::min(low, unclaimed_on(day));
  };
  if (const auto* cell = state.balances.find(state.chart.find(view.held()), view.credit.id))
    for (const auto& point : cell->series.points())
      lower(point.day);
  for (const auto& papers : facts.documents)
    lower(papers.presented);
  return low;
}

Error credit_ended(const CreditView& view, Day day) {
  return {Code::credit_ended,
          "the credit '" + view.credit.lot->name + "' has ended or expired on " + day.text()};
}

void free_hold(Draft& draft, const CreditView& view, std::int64_t amount) {
  draft.debit(view.contra(), {}, view.account->currency, amount);
  draft.credit(view.held(), view.credit.lot->name, view.account->currency, amount);
}

}  // namespace setoff
