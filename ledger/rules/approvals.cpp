#include "ledger/rules/approvals.h"

#include <algorithm>
#include <numeric>

#include "ledger/arithmetic/allocation.h"

namespace setoff {
namespace {

// Calls visit(kind, lot, facts) for each approval of the release and each stage at which it has a
// balance on the account on `day`.
template <class Visit>
void each_stage(const State& state, const ReleaseFacts& release, std::string_view account, Day day,
                Visit&& visit) {
  const auto* group = state.chart.find_group(account, release.line);
  if (group == nullptr) return;
  for (const auto lot : release.approvals) {
    for (const auto kind : {AccountKind::approved, AccountKind::converted}) {
      const auto* cell = state.balances.find((*group)[kind], lot);
      if (cell != nullptr && cell->series.at(day) > 0)
        visit(kind, lot, state.lots[lot].facts.as<ApprovalFacts>());
    }
  }
}

std::int64_t unheld(const RuleContext& context, const ReleaseFacts& release,
                    std::string_view account, AccountKind kind, LotId lot) {
  const auto currency = context.state.agreement.find_account(account)->currency;
  return std::max<std::int64_t>(
      0, unheld_from(context.state, {kind, account, release.line}, currency, lot, context.day()));
}

}  // namespace

std::string approval_name(std::string_view release, std::size_t number) {
  return std::string(release) + "#" + std::to_string(number);
}

std::vector<ApprovalPart> live_approvals(const RuleContext& context, const ReleaseFacts& release,
                                         std::string_view account) {
  std::vector<ApprovalPart> parts;
  const auto& state = context.state;
  each_stage(state, release, account, context.day(),
             [&](AccountKind kind, LotId lot, const ApprovalFacts& facts) {
               if (facts.live(context.day()))
                 parts.push_back({kind, lot, unheld(context, release, account, kind, lot)});
             });
  std::ranges::stable_sort(parts, {}, [&](const ApprovalPart& part) {
    return state.lots[part.lot].facts.as<ApprovalFacts>().valid_until;
  });
  return parts;
}

std::vector<ApprovalPart> all_approvals(const RuleContext& context, const ReleaseFacts& release,
                                        std::string_view account) {
  std::vector<ApprovalPart> parts;
  each_stage(context.state, release, account, context.day(),
             [&](AccountKind kind, LotId lot, const ApprovalFacts&) {
               parts.push_back({kind, lot, unheld(context, release, account, kind, lot)});
             });
  std::ranges::reverse(parts);
  return parts;
}

std::int64_t sum_of(const std::vector<ApprovalPart>& parts) {
  return std::accumulate(
      parts.begin(), parts.end(), std::int64_t{0},
      [](std::int64_t sum, const ApprovalPart& part) { return sum + part.amount; });
}

std::vector<ApprovalPart> first_parts(const std::vector<ApprovalPart>& parts, std::int64_t amount) {
  std::vector<ApprovalPart> out;
  Remainder rest(amount);
  for (auto part : parts) {
    part.amount = rest.allot(part.amount);
    if (part.amount > 0) out.push_back(part);
  }
  SETOFF_CHECK(rest.left() == 0);
  return out;
}

void consume_approvals(const RuleContext& context, const BankAccount& account,
                       std::string_view line, const std::vector<ApprovalPart>& parts) {
  auto& draft = context.draft;
  for (const auto& [kind, lot, amount] : parts) {
    draft.debit({AccountKind::contra, account.account, line}, {}, account.currency, amount);
    draft.credit({kind, account.account, line}, context.state.lots[lot].name, account.currency,
                 amount);
  }
}

}  // namespace setoff
