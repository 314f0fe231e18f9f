#include "ledger/rules/between_accounts.h"

namespace setoff {

Status check_destination(const RuleContext& context, const BankAccount& to,
                         const ReleaseFacts& release) {
  if (to.use != AccountUse::deposit)
    return Error(Code::restriction_lost,
                 "the account '" + to.account + "' is not restricted; restrictions travel along");
  if (context.state.windows.covering(release.line, release.purpose, to.place, context.day()) ==
      nullptr)
    return Error(Code::place_not_covered,
                 "no window covers the place '" + to.place + "' on " + context.day().text());
  return Ok{};
}

void add_approval(const RuleContext& context, const BankAccount& to, std::string_view line,
                  AccountKind kind, LotId approval, std::int64_t amount) {
  auto& draft = context.draft;
  draft.debit({kind, to.account, line}, context.state.lots[approval].name, to.currency, amount);
  draft.credit({AccountKind::contra, to.account, line}, {}, to.currency, amount);
}

}  // namespace setoff
