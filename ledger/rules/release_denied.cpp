// release.denied: what is asked for, or approved and not used, is taken back.

#include <algorithm>

#include "ledger/rules/approvals.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/phrases.h"
#include "ledger/rules/releases.h"

namespace setoff {
namespace {

struct ReleaseDeniedRules {
  static constexpr std::string_view kMeaning =
      "A request is turned down, or an approval is taken back.";

  static std::string describe(const ReleaseDenied& data) {
    return data.release + ", " + amount_phrase(data.amount) + " by " + data.by +
           quoted_phrase(data.reason);
  }

  static Status prepare(const RuleContext& context, const ReleaseDenied& data) {
    SETOFF_TRY(release, require_lot<ReleaseFacts>(context, data.release, "release"));
    const auto& facts = *release.facts;
    const auto& account = *context.state.agreement.find_account(facts.account);
    SETOFF_TRY_STATUS(require_currency(data.amount, account.currency, "data.amount"));
    const AccountKey requested{AccountKind::requested, account.account, facts.line};
    const auto asked = least_from(context, requested, release.id);
    const auto approvals = all_approvals(context, facts, account.account);
    const auto unused = sum_of(approvals);
    if (data.amount.minor() > asked + unused)
      return Error(Code::exceeds_approval, data.amount.text() + " is more than the " +
                                               Money(asked + unused, account.currency).text() +
                                               " of the release that is not used or held");
    const auto from_request = std::min(asked, data.amount.minor());
    auto& draft = context.draft;
    draft.debit({AccountKind::contra, account.account, facts.line}, {}, account.currency,
                from_request);
    draft.credit(requested, release.lot->name, account.currency, from_request);
    consume_approvals(context, account, facts.line,
                      first_parts(approvals, data.amount.minor() - from_request));
    draft.link(LinkKind::releases, release.lot->opened);
    return Ok{};
  }

  static void apply(State&, const Event&, const ReleaseDenied&, Draft&&, Sequence) {}
};

}  // namespace

SETOFF_RULES(ReleaseDenied, ReleaseDeniedRules)

}  // namespace setoff
