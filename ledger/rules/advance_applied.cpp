// advance.applied: money that was paid ahead settles a claim, where the terms leave it to
// instruction.

#include "ledger/arithmetic/allocation.h"
#include "ledger/rules/advances.h"
#include "ledger/rules/checks.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/phrases.h"
#include "ledger/rules/posting_reversal.h"

namespace setoff {
namespace {

// The line of the payment or credit note that made an advance. Errors: unknown_lot for other lots.
Result<std::string_view> line_of_advance(const RuleContext& context, std::string_view name) {
  const auto id = context.state.lots.find(name);
  if (const auto* payment = context.state.lots.as<PaymentFacts>(id))
    return std::string_view(payment->line);
  if (const auto* source = context.state.lots.as<SourceFacts>(id))
    return std::string_view(source->line);
  return Error(Code::unknown_lot, "no advance '" + std::string(name) + "'");
}

struct AdvanceAppliedRules {
  static constexpr std::string_view kMeaning =
      "Money that was paid ahead settles a claim, on instruction.";

  static std::string describe(const AdvanceApplied& data) {
    return amount_phrase(data.amount) + " of " + data.advance + " to " + data.lot;
  }

  static Status prepare(const RuleContext& context, const AdvanceApplied& data) {
    SETOFF_TRY(line_name, line_of_advance(context, data.advance));
    const auto lot = context.state.lots.find(data.lot);
    if (!lot.valid()) return Error(Code::unknown_lot, "no claim '" + data.lot + "'");
    SETOFF_TRY_STATUS(require_currency(data.amount, context.book(), "data.amount"));
    const auto& line = *context.state.agreement.find_line(line_name);
    const AccountKey advance{AccountKind::advance, line.buyer, line.line};
    const auto open = -context.after().lot_balance(advance, data.advance).max_from(context.day());
    Remainder rest(data.amount.minor());
    for (const auto kind : kDebtKinds) {
      const AccountKey debt{kind, line.buyer, line.line};
      const auto owed = context.after().lot_balance(debt, data.lot);
      const auto part = rest.allot(owed.min_from(context.day()));
      if (part > 0)
        apply_advance(context, advance, data.advance, debt, data.lot, part, context.day());
    }
    if (rest.left() > 0 || data.amount.minor() > open)
      return Error(Code::exceeds_lot, data.amount.text() + " is more than the advance '" +
                                          data.advance + "' and the claim '" + data.lot +
                                          "' both have open on " + std::string(line_name));
    context.draft.link(LinkKind::settles, context.state.lots[lot].opened);
    context.draft.link(LinkKind::follows,
                       context.state.lots[context.state.lots.find(data.advance)].opened);
    return Ok{};
  }

  static void apply(State&, const Event&, const AdvanceApplied&, Draft&&, Sequence) {}

  static Status prepare_reversal(const RuleContext& context, const Entry& entry,
                                 const AdvanceApplied& data) {
    SETOFF_TRY_STATUS(reverse_postings(context, entry));
    undo_settlements(context, entry, data.lot);
    return Ok{};
  }

  static void undo_facts(State&, const Entry&, const AdvanceApplied&) {}
};

}  // namespace

SETOFF_RULES(AdvanceApplied, AdvanceAppliedRules)

}  // namespace setoff
