// release.requested: one person asks for the use of restricted money.

#include "ledger/rules/checks.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/phrases.h"

namespace setoff {
namespace {

struct ReleaseRequestedRules {
  static constexpr std::string_view kMeaning =
      "Somebody asks to use restricted money for a purpose.";

  static std::string describe(const ReleaseRequested& data) {
    return data.release + ", " + amount_phrase(data.amount) + " of " + data.account + " for " +
           data.purpose + " by " + data.by + ", valid until " + data.valid_until.text();
  }

  static Status prepare(const RuleContext& context, const ReleaseRequested& data);

  static void apply(State& state, const Event&, const ReleaseRequested& data, Draft&& draft,
                    Sequence sequence) {
    state.lots.open(data.release, std::move(draft.facts->value), sequence);
  }
};

Status ReleaseRequestedRules::prepare(const RuleContext& context, const ReleaseRequested& data) {
  if (data.valid_until < context.day())
    return Error(Code::bad_range,
                 "the request ends on " + data.valid_until.text() + ", before it begins",
                 "data.valid_until");
  SETOFF_TRY(account, require_account(context, data.account));
  SETOFF_TRY_STATUS(require_line(context, data.line));
  SETOFF_TRY_STATUS(require_new_name(context, data.release));
  SETOFF_TRY_STATUS(require_currency(data.amount, account->currency, "data.amount"));
  if (account->use != AccountUse::deposit)
    return Error(Code::not_accepted, "only a restricted account needs releases", "data.account");
  if (data.payee) SETOFF_TRY_STATUS(check_payee(context, *data.payee));
  if (!context.state.listings.purpose_listed(data.purpose, context.day()))
    return Error(Code::not_listed,
                 "the purpose '" + data.purpose + "' is not listed on " + context.day().text());
  const auto free = lowest_free(context, *account, data.line);
  if (data.amount.minor() > free)
    return Error(Code::insufficient_free, data.amount.text() + " is more than the " +
                                              Money(free, account->currency).text() +
                                              " free of earmarks");
  auto& draft = context.draft;
  draft.debit({AccountKind::requested, data.account, data.line}, data.release, account->currency,
              data.amount.minor());
  draft.credit({AccountKind::contra, data.account, data.line}, {}, account->currency,
               data.amount.minor());
  draft.open_lot(data.release, ReleaseFacts{data.account,
                                            data.line,
                                            data.purpose,
                                            data.payee ? InternedName(*data.payee) : InternedName(),
                                            data.by,
                                            context.day(),
                                            data.valid_until,
                                            {}});
  return Ok{};
}

}  // namespace

SETOFF_RULES(ReleaseRequested, ReleaseRequestedRules)

}  // namespace setoff
