// cover.issued: the home central bank issues home money against blocked money.

#include "ledger/rules/checks.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/phrases.h"
#include "ledger/rules/posting_reversal.h"

namespace setoff {
namespace {

struct CoverIssuedRules {
  static constexpr std::string_view kMeaning =
      "The home central bank issues home money against blocked money.";

  static std::string describe(const CoverIssued& data) {
    return amount_phrase(data.amount) + " against " + amount_phrase(data.against) + " of " +
           data.account;
  }

  static Status prepare(const RuleContext& context, const CoverIssued& data) {
    SETOFF_TRY(account, require_account(context, data.account));
    SETOFF_TRY(line, require_line(context, data.line));
    SETOFF_TRY_STATUS(require_currency(data.against, account->currency, "data.against"));
    SETOFF_TRY_STATUS(check_available(context, *account, data.line, data.against));
    auto& draft = context.draft;
    draft.debit({AccountKind::cover, data.account, line->line}, {}, data.amount.kind(),
                data.amount.minor());
    draft.credit({AccountKind::contra, data.account, line->line}, {}, data.amount.kind(),
                 data.amount.minor());
    return Ok{};
  }

  static void apply(State&, const Event&, const CoverIssued&, Draft&&, Sequence) {}

  static Status prepare_reversal(const RuleContext& context, const Entry& entry,
                                 const CoverIssued&) {
    return reverse_postings(context, entry);
  }

  static void undo_facts(State&, const Entry&, const CoverIssued&) {}
};

}  // namespace

SETOFF_RULES(CoverIssued, CoverIssuedRules)

}  // namespace setoff
