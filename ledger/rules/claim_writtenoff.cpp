// claim.writtenoff: a claim and its penalty are given up, in whole or in part.

#include <algorithm>

#include "ledger/rules/checks.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/invoices.h"
#include "ledger/rules/phrases.h"
#include "ledger/rules/posting_reversal.h"

namespace setoff {
namespace {

struct ClaimWrittenoffRules {
  static constexpr std::string_view kMeaning = "The seller gives up a claim, in whole or in part.";

  static std::string describe(const ClaimWrittenoff& data) {
    return amount_phrase(data.amount) + " of " + data.lot + " by " + data.by +
           quoted_phrase(data.reason);
  }

  static Status prepare(const RuleContext& context, const ClaimWrittenoff& data) {
    SETOFF_TRY(claim, require_lot<InvoiceFacts>(context, data.lot, "claim"));
    SETOFF_TRY_STATUS(require_currency(data.amount, context.book(), "data.amount"));
    const auto& facts = *claim.facts;
    // The penalty is written off first, then the claim.
    const auto penalty = open_claim(context, facts, claim.id, AccountKind::penalty);
    const auto owed = open_claim(context, facts, claim.id, AccountKind::claim);
    if (Int128{data.amount.minor()} > Int128{penalty.open} + owed.open)
      return Error(Code::exceeds_lot,
                   data.amount.text() + " is more than the " +
                       Money(penalty.open, context.book()).text() + " of penalty and " +
                       Money(owed.open, context.book()).text() + " of claim open");
    const auto from_penalty = std::min(penalty.open, data.amount.minor());
    auto& draft = context.draft;
    draft.debit({AccountKind::writeoff, facts.object, facts.line}, {}, context.book(),
                data.amount.minor());
    draft.credit(penalty.account, data.lot, context.book(), from_penalty);
    draft.credit(owed.account, data.lot, context.book(), data.amount.minor() - from_penalty);
    draft.link(LinkKind::settles, claim.lot->opened);
    return Ok{};
  }

  static void apply(State& state, const Event&, const ClaimWrittenoff& data, Draft&& draft,
                    Sequence) {
    auto& facts = invoice_of(state, data.lot);
    for (const auto& leg : draft.legs)
      if (leg.account.kind == AccountKind::claim) facts.written_off -= leg.amount;
  }

  static Status prepare_reversal(const RuleContext& context, const Entry& entry,
                                 const ClaimWrittenoff& data) {
    if (invoice_of(context.state, data.lot).written_off < -sum_posted(entry, "assets", "claim"))
      return Error(Code::has_dependents, "a credit note on '" + data.lot +
                                             "' has taken off what was given up; reverse it first");
    return reverse_postings(context, entry);
  }

  static void undo_facts(State& state, const Entry& entry, const ClaimWrittenoff& data) {
    invoice_of(state, data.lot).written_off += sum_posted(entry, "assets", "claim");
  }
};

}  // namespace

SETOFF_RULES(ClaimWrittenoff, ClaimWrittenoffRules)

}  // namespace setoff
