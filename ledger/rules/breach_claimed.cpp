// breach.claimed: the seller claims a penalty for a breach of the contract.

#include "ledger/rules/checks.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/invoices.h"
#include "ledger/rules/phrases.h"
#include "ledger/rules/posting_reversal.h"

namespace setoff {
namespace {

struct BreachClaimedRules {
  static constexpr std::string_view kMeaning =
      "The seller claims a penalty for a breach of the contract.";

  static std::string describe(const BreachClaimed& data) {
    return data.breach + ", " + amount_phrase(data.amount) + " on " + data.line + ", due " +
           data.due.text() + quoted_phrase(data.reason);
  }

  static Status prepare(const RuleContext& context, const BreachClaimed& data) {
    if (data.due < context.day())
      return Error(Code::bad_range, "it is due on " + data.due.text() + ", before it is claimed",
                   "data.due");
    SETOFF_TRY(line, require_line(context, data.line));
    SETOFF_TRY_STATUS(require_new_name(context, data.breach));
    SETOFF_TRY_STATUS(require_currency(data.amount, context.book(), "data.amount"));
    auto& draft = context.draft;
    draft.debit({AccountKind::claim, line->buyer, line->line}, data.breach, context.book(),
                data.amount.minor());
    draft.credit({AccountKind::compensation, line->buyer, line->line}, {}, context.book(),
                 data.amount.minor());
    return Ok{};
  }

  static void apply(State& state, const Event& event, const BreachClaimed& data, Draft&&,
                    Sequence sequence) {
    InvoiceFacts facts;
    facts.line = data.line;
    facts.object = state.agreement.find_line(data.line)->buyer;
    facts.issued = facts.from = facts.to = event.value_date;  // it bills no delivery
    facts.due = data.due;
    facts.amount = data.amount.minor();
    facts.kind = ClaimKind::breach;
    state.lots.open(data.breach, facts, sequence);
  }

  static Status prepare_reversal(const RuleContext& context, const Entry& entry,
                                 const BreachClaimed& data) {
    return reverse_claim(context, entry, data.breach);
  }

  static void undo_facts(State& state, const Entry&, const BreachClaimed& data) {
    state.lots.at(state.lots.find(data.breach)).reversed = true;
  }
};

}  // namespace

SETOFF_RULES(BreachClaimed, BreachClaimedRules)

}  // namespace setoff
