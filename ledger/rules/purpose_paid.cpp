// purpose.paid: payment for a use that is not goods, out of an approval.

#include "ledger/rules/approvals.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/money_moves.h"
#include "ledger/rules/phrases.h"

namespace setoff {
namespace {

struct PurposePaidRules {
  static constexpr std::string_view kMeaning =
      "The bank pays for a listed purpose that is not an order of goods.";

  static std::string describe(const PurposePaid& data) {
    return amount_phrase(data.amount) + " to " + data.payee + " for " + data.purpose + " under " +
           data.release;
  }

  static Status prepare(const RuleContext& context, const PurposePaid& data) {
    SETOFF_TRY(account, require_account(context, data.account));
    SETOFF_TRY(release, require_lot<ReleaseFacts>(context, data.release, "release"));
    SETOFF_TRY_STATUS(require_new_name(context, data.payment));
    SETOFF_TRY_STATUS(require_currency(data.amount, account->currency, "data.amount"));
    const auto& line = release.facts->line;
    const Debit debit{*account, line, data.purpose, data.payee, *release.lot, data.amount};
    SETOFF_TRY_STATUS(check_debit_authority(context, debit, true));
    SETOFF_TRY_STATUS(check_approval(context, debit));
    SETOFF_TRY_STATUS(check_spent_fits(context, data.account, data.amount));
    SETOFF_TRY(parts, require_cover(context, debit));
    auto& draft = context.draft;
    SETOFF_TRY(out, withdraw_from_lots(context, draft, *account, line, data.amount));
    draft.debit({AccountKind::purpose, data.purpose, line}, {}, context.book(), out.value);
    consume_approvals(context, *account, line, parts);
    draft.link(LinkKind::releases, release.lot->opened);
    return Ok{};
  }

  static void apply(State& state, const Event& event, const PurposePaid& data, Draft&&,
                    Sequence sequence) {
    const auto& release = state.lots[state.lots.find(data.release)].facts.as<ReleaseFacts>();
    const auto line = release.line;
    state.lots.open(data.payment, SourceFacts{line, event.value_date}, sequence);
    record_spent(state, data.account, data.purpose, event.value_date, data.amount.minor());
  }
};

}  // namespace

SETOFF_RULES(PurposePaid, PurposePaidRules)

}  // namespace setoff
