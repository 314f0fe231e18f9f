// credit.expired: the part of a hold that is no longer live is freed.

#include <algorithm>

#include "ledger/rules/credit_view.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/phrases.h"

namespace setoff {
namespace {

// The largest live part of the hold on the value date or later: rules that begin later, or an
// amendment dated later, may make it live again.
std::int64_t most_live_from(const RuleContext& context, const CreditView& view) {
  const auto on = [&](Day day) { return live_hold(context.state, view.credit.id, day); };
  auto most = on(context.day());
  const auto look_at = [&](Day day) {
    if (day > context.day()) most = std::max(most, on(day));
  };
  for (const auto& [from, rules] : context.state.rules)
    look_at(from);
  for (const auto& [from, expiry] : view.facts().expiries)
    look_at(from);
  return most;
}

struct CreditExpiredRules {
  static constexpr std::string_view kMeaning =
      "A letter of credit has run out, and what it still held is freed.";

  static std::string describe(const CreditExpired& data) { return data.credit; }

  static Status prepare(const RuleContext& context, const CreditExpired& data) {
    SETOFF_TRY(view, require_credit(context, data.credit));
    if (view.ended(context.day())) return credit_ended(view, context.day());
    const auto held = held_from(context, view);
    if (held == 0) return credit_ended(view, context.day());
    const auto live = most_live_from(context, view);
    if (live >= held)
      return Error(Code::not_expired,
                   "the credit expires on " + view.facts().expiry_on(context.day()).text() +
                       " and papers presented in time are paid first, also under rules that begin "
                       "later");
    auto& draft = context.draft;
    auto facts = view.facts();
    SETOFF_TRY_STATUS(release_hold(context, view, held - live, facts));
    draft.link(LinkKind::follows, view.credit.lot->opened);
    draft.change_lot(view.credit.id, std::move(facts));
    return Ok{};
  }

  static void apply(State& state, const Event&, const CreditExpired&, Draft&& draft, Sequence) {
    change_facts(state, std::move(draft));
  }
};

}  // namespace

SETOFF_RULES(CreditExpired, CreditExpiredRules)

}  // namespace setoff
