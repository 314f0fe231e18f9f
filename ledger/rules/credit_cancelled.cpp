// credit.cancelled: a letter of credit ends, and all that it holds is freed.

#include "ledger/rules/credit_view.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/phrases.h"

namespace setoff {
namespace {

struct CreditCancelledRules {
  static constexpr std::string_view kMeaning =
      "A letter of credit is cancelled, and what it held is freed.";

  static std::string describe(const CreditCancelled& data) {
    return data.credit + quoted_phrase(data.reason);
  }

  static Status prepare(const RuleContext& context, const CreditCancelled& data) {
    SETOFF_TRY(view, require_credit(context, data.credit));
    if (!data.consent)
      return Error(Code::consent_missing, "the supplier must agree to a cancellation");
    if (view.ended(context.day())) return credit_ended(view, context.day());
    const auto& captured = view.facts().captured;
    if (captured.last() != captured.at(context.day()))
      return Error(Code::has_dependents, "the credit was paid after " + context.day().text() +
                                             "; cancel it from then on");
    auto facts = view.facts();
    facts.ended = context.day();
    auto& draft = context.draft;
    SETOFF_TRY_STATUS(release_hold(context, view, held_from(context, view), facts));
    draft.link(LinkKind::follows, view.credit.lot->opened);
    draft.change_lot(view.credit.id, std::move(facts));
    return Ok{};
  }

  static void apply(State& state, const Event&, const CreditCancelled&, Draft&& draft, Sequence) {
    change_facts(state, std::move(draft));
  }
};

}  // namespace

SETOFF_RULES(CreditCancelled, CreditCancelledRules)

}  // namespace setoff
