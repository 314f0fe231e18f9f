// makeup.lapsed: what the buyer did not make up in time stays with the seller.

#include "ledger/rules/event_rules.h"
#include "ledger/rules/invoices.h"
#include "ledger/rules/makeup.h"
#include "ledger/rules/posting_reversal.h"

namespace setoff {
namespace {

struct MakeupLapsedRules {
  static constexpr std::string_view kMeaning =
      "The time for make-up is over, and the seller keeps what was paid.";

  static std::string describe(const MakeupLapsed& data) { return data.shortfall; }

  static Status prepare(const RuleContext& context, const MakeupLapsed& data) {
    SETOFF_TRY(left, makeup_left(context, data.shortfall));
    const auto& facts = *left.claim.facts;
    if (context.day() <= *facts.makeup_until)
      return Error(Code::not_expired, "it can be made up until " + facts.makeup_until->text(),
                   "data.value_date");
    if (left.amount == 0 && left.quantity == 0)
      return Error(Code::exceeds_lot, "nothing of '" + data.shortfall + "' is left to make up");
    auto& draft = context.draft;
    draft.debit(left.deferred, data.shortfall, context.book(), left.amount);
    draft.credit({AccountKind::shortfall, facts.object, facts.line}, {}, context.book(),
                 left.amount);
    draft.debit(left.owed, data.shortfall, left.unit, left.quantity);
    draft.credit({AccountKind::q_billed, facts.object, facts.line}, {}, left.unit, left.quantity);
    draft.link(LinkKind::follows, left.claim.lot->opened);
    return Ok{};
  }

  static void apply(State& state, const Event&, const MakeupLapsed& data, Draft&& draft, Sequence) {
    auto& facts = invoice_of(state, data.shortfall);
    for (const auto& leg : draft.legs)
      if (leg.account.kind == AccountKind::shortfall) facts.kept -= leg.amount;
  }

  static Status prepare_reversal(const RuleContext& context, const Entry& entry,
                                 const MakeupLapsed& data) {
    if (invoice_of(context.state, data.shortfall).kept < -sum_posted(entry, "income", "shortfall"))
      return Error(Code::has_dependents, "a credit note on '" + data.shortfall +
                                             "' has taken back what lapsed; reverse it first");
    return reverse_postings(context, entry);
  }

  static void undo_facts(State& state, const Entry& entry, const MakeupLapsed& data) {
    invoice_of(state, data.shortfall).kept += sum_posted(entry, "income", "shortfall");
  }
};

}  // namespace

SETOFF_RULES(MakeupLapsed, MakeupLapsedRules)

}  // namespace setoff
