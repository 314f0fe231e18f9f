// fee.charged: a bank charges a fee.

#include "ledger/rules/checks.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/money_moves.h"
#include "ledger/rules/phrases.h"
#include "ledger/rules/posting_reversal.h"

namespace setoff {
namespace {

struct FeeChargedRules {
  static constexpr std::string_view kMeaning = "The bank charges a fee.";

  static std::string describe(const FeeCharged& data) {
    return amount_phrase(data.amount) + " on " + data.account + quoted_phrase(data.reason);
  }

  static Status prepare(const RuleContext& context, const FeeCharged& data) {
    SETOFF_TRY(account, require_account(context, data.account));
    SETOFF_TRY(line, require_line(context, data.line));
    SETOFF_TRY_STATUS(require_currency(data.amount, account->currency, "data.amount"));
    SETOFF_TRY_STATUS(check_not_frozen(context, data.account, EntrySide::debit));
    SETOFF_TRY_STATUS(check_available(context, *account, data.line, data.amount));
    SETOFF_TRY_STATUS(check_debit_limits(context, *account, {}, data.amount));
    auto& draft = context.draft;
    SETOFF_TRY(out, withdraw_from_lots(context, draft, *account, data.line, data.amount));
    draft.debit({AccountKind::fee, data.account, line->line}, {}, context.book(), out.value);
    return Ok{};
  }

  static void apply(State&, const Event&, const FeeCharged&, Draft&&, Sequence) {}

  static Status prepare_reversal(const RuleContext& context, const Entry& entry,
                                 const FeeCharged&) {
    return reverse_postings(context, entry);
  }

  static void undo_facts(State&, const Entry&, const FeeCharged&) {}
};

}  // namespace

SETOFF_RULES(FeeCharged, FeeChargedRules)

}  // namespace setoff
