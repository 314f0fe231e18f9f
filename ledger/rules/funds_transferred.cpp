// funds.transferred: released money moves to another restricted account in the same currency.

#include "ledger/rules/approvals.h"
#include "ledger/rules/between_accounts.h"
#include "ledger/rules/checks.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/money_moves.h"
#include "ledger/rules/phrases.h"

namespace setoff {
namespace {

struct FundsTransferredRules {
  static constexpr std::string_view kMeaning =
      "Released money moves to another restricted account in the same currency.";

  static std::string describe(const FundsTransferred& data) {
    return amount_phrase(data.amount) + " of " + data.account + " to " + data.to_account +
           " under " + data.release;
  }

  static Status prepare(const RuleContext& context, const FundsTransferred& data);

  static void apply(State& state, const Event& event, const FundsTransferred& data, Draft&&,
                    Sequence sequence) {
    const auto line = state.lots[state.lots.find(data.release)].facts.as<ReleaseFacts>().line;
    state.lots.open(data.transfer, SourceFacts{line, event.value_date}, sequence);
  }
};

Status FundsTransferredRules::prepare(const RuleContext& context, const FundsTransferred& data) {
  SETOFF_TRY(account, require_account(context, data.account));
  SETOFF_TRY(to, require_account(context, data.to_account));
  SETOFF_TRY(release, require_lot<ReleaseFacts>(context, data.release, "release"));
  SETOFF_TRY_STATUS(require_new_name(context, data.transfer));
  SETOFF_TRY_STATUS(require_currency(data.amount, account->currency, "data.amount"));
  if (to->currency != account->currency || to->account == account->account)
    return Error(Code::currency_mismatch, "a transfer is between two accounts of one currency",
                 "data.to_account");
  const auto& line = release.facts->line;
  const Debit debit{*account, line, release.facts->purpose, {}, *release.lot, data.amount};
  SETOFF_TRY_STATUS(check_debit_authority(context, debit, true));
  SETOFF_TRY_STATUS(check_incoming(context, *to, line));
  SETOFF_TRY_STATUS(check_approval(context, debit));
  SETOFF_TRY_STATUS(check_destination(context, *to, *release.facts));
  SETOFF_TRY(drawn, require_cover(context, debit));
  SETOFF_TRY_STATUS(check_credit_limits(context, *to, data.amount));
  SETOFF_TRY(parts, select_lots(context, *account, line, data.amount));
  auto& draft = context.draft;
  for (const auto& part : parts) {
    draft.debit({kind_of(to->use), to->account, line}, part.lot, to->currency, part.amount);
    draft.credit({kind_of(account->use), account->account, line}, part.lot, account->currency,
                 part.amount);
  }
  consume_approvals(context, *account, line, drawn);
  for (const auto& part : drawn)
    add_approval(context, *to, line, part.kind, part.lot, part.amount);
  draft.link(LinkKind::releases, release.lot->opened);
  return Ok{};
}

}  // namespace

SETOFF_RULES(FundsTransferred, FundsTransferredRules)

}  // namespace setoff
