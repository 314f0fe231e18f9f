// credit.amended: the amount or the expiry of a letter of credit changes.

#include <algorithm>

#include "ledger/rules/credit_view.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/phrases.h"

namespace setoff {
namespace {

Status check_amendment(const RuleContext& context, const CreditView& view,
                       const CreditAmended& data) {
  const Day expiry = view.facts().expiry_on(context.day());
  const bool lowers = data.direction && *data.direction == Direction::decrease;
  const bool shortens = data.expiry && *data.expiry < expiry;
  if ((lowers || shortens) && !data.consent)
    return Error(Code::consent_missing, "the supplier must agree to less or to a shorter time");
  if (data.expiry && *data.expiry < context.day())
    return Error(Code::bad_range,
                 "it would expire on " + data.expiry->text() + ", before the amendment",
                 "data.expiry");
  if (data.amount)
    SETOFF_TRY_STATUS(require_currency(*data.amount, view.account->currency, "data.amount"));
  if (view.ended(context.day()) || context.day() > expiry) return credit_ended(view, context.day());
  return Ok{};
}

Status amend_amount(const RuleContext& context, const CreditView& view, const CreditAmended& data,
                    CreditFacts& facts) {
  if (*data.direction == Direction::decrease) {
    const auto rest = unclaimed_from(context, view);
    if (data.amount->minor() > rest)
      return Error(Code::exceeds_credit, data.amount->text() + " is more than the " +
                                             view.money(rest).text() +
                                             " that is not claimed by papers");
    return release_hold(context, view, data.amount->minor(), facts);
  }
  const auto debit = debit_of(view, *data.amount);
  SETOFF_TRY_STATUS(check_debit_authority(context, debit, true));
  SETOFF_TRY_STATUS(check_approval(context, debit));
  SETOFF_TRY(parts, require_cover(context, debit));
  add_hold(context, view.credit.lot->name, view.held(), view.account->currency, parts, facts);
  return Ok{};
}

struct CreditAmendedRules {
  static constexpr std::string_view kMeaning =
      "The amount or the expiry of a letter of credit changes.";

  static std::string describe(const CreditAmended& data) {
    return data.credit +
           (data.amount && data.direction ? ", " + std::string(enum_name(*data.direction)) +
                                                " by " + amount_phrase(*data.amount)
                                          : std::string()) +
           (data.expiry ? ", expires " + data.expiry->text() : std::string());
  }

  static Status prepare(const RuleContext& context, const CreditAmended& data) {
    if (data.direction.has_value() != data.amount.has_value())
      return Error(Code::bad_field, "`direction` and `amount` go together", "data.amount");
    if (!data.amount && !data.expiry)
      return Error(Code::bad_field, "an amendment changes the amount or the expiry", "data");
    SETOFF_TRY(view, require_credit(context, data.credit));
    SETOFF_TRY_STATUS(check_amendment(context, view, data));
    auto& draft = context.draft;
    draft.link(LinkKind::follows, view.credit.lot->opened);
    auto facts = view.facts();
    if (data.amount) SETOFF_TRY_STATUS(amend_amount(context, view, data, facts));
    if (data.expiry) {
      const auto place =
          std::ranges::upper_bound(facts.expiries, context.day(), {}, &std::pair<Day, Day>::first);
      facts.expiries.emplace(place, context.day(), *data.expiry);
    }
    draft.change_lot(view.credit.id, std::move(facts));
    return Ok{};
  }

  static void apply(State& state, const Event&, const CreditAmended&, Draft&& draft, Sequence) {
    change_facts(state, std::move(draft));
  }
};

}  // namespace

SETOFF_RULES(CreditAmended, CreditAmendedRules)

}  // namespace setoff
