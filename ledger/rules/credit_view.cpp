#include "ledger/rules/credit_view.h"

#include <algorithm>

#include "ledger/arithmetic/allocation.h"

namespace setoff {

namespace {

std::int64_t unpaid_on(const CreditFacts& facts, Day day) {
  return unpaid_documents(facts, facts.expiry_on(day), kLastDay - kFirstDay, day);
}
bool sent_back(const DocumentSet& papers) {
  return papers.refused.has_value();
}

}  // namespace

Result<CreditView> require_credit(const RuleContext& context, std::string_view name) {
  SETOFF_TRY(credit, require_lot<CreditFacts>(context, name, "credit"));
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
  const auto smallest = [&](const CreditFacts& facts) {
    std::int64_t low = unpaid_on(facts, context.day());
    for (const auto& point : facts.captured.points())
      if (point.day > context.day()) low = std::min(low, unpaid_on(facts, point.day));
    return low;
  };
  if (std::ranges::none_of(view.facts().documents, sent_back)) return smallest(view.facts());
  // Documents that are refused on any day cannot be paid on another.
  auto facts = view.facts();
  std::erase_if(facts.documents, sent_back);
  return smallest(facts);
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

namespace {

Error used_elsewhere(const CreditView& view, std::int64_t left) {
  return {Code::exceeds_credit, "later entries leave the credit '" + view.credit.lot->name + "' " +
                                    view.money(left).text() + " short of that"};
}

// Takes `amount` from the parts of a hold, starting at the front or at the back.
Result<std::vector<ApprovalPart>> lower_hold(const RuleContext& context, const CreditView& view,
                                             std::int64_t amount, bool from_front,
                                             CreditFacts& facts) {
  std::vector<ApprovalPart> taken;
  Remainder rest(amount);
  const auto lower = [&](ApprovalHold& under) {
    const auto part = rest.allot(under.held.min_from(context.day()));
    if (part == 0) return;
    under.held.add(context.day(), -part);
    taken.push_back({under.kind, under.approval, part});
  };
  if (from_front)
    std::ranges::for_each(facts.under, lower);
  else
    std::for_each(facts.under.rbegin(), facts.under.rend(), lower);
  if (rest.left() > 0) return used_elsewhere(view, rest.left());
  return taken;
}

void post_hold(const RuleContext& context, const AccountKey& held, std::string_view credit,
               Currency currency, std::int64_t amount) {
  context.draft.debit(held, credit, currency, amount);
  context.draft.credit({AccountKind::contra, held.object, held.line}, {}, currency, amount);
}

}  // namespace

Status release_hold(const RuleContext& context, const CreditView& view, std::int64_t amount,
                    CreditFacts& facts) {
  SETOFF_TRY_STATUS(lower_hold(context, view, amount, false, facts));
  post_hold(context, view.held(), view.credit.lot->name, view.account->currency, -amount);
  return Ok{};
}

Result<std::vector<ApprovalPart>> capture_hold(const RuleContext& context, const CreditView& view,
                                               std::int64_t amount, CreditFacts& facts) {
  SETOFF_TRY(parts, lower_hold(context, view, amount, true, facts));
  post_hold(context, view.held(), view.credit.lot->name, view.account->currency, -amount);
  return parts;
}

void add_hold(const RuleContext& context, std::string_view credit, const AccountKey& held,
              Currency currency, const std::vector<ApprovalPart>& parts, CreditFacts& facts) {
  for (const auto& part : parts) {
    auto under = std::ranges::find_if(facts.under, [&](const ApprovalHold& one) {
      return one.approval == part.lot && one.kind == part.kind;
    });
    if (under == facts.under.end())
      under = facts.under.insert(under, ApprovalHold{part.lot, part.kind, {}});
    under->held.add(context.day(), part.amount);
  }
  post_hold(context, held, credit, currency, sum_of(parts));
}

}  // namespace setoff
