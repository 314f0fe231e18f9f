// release.approved: another person approves a request, under an open window.

#include "ledger/rules/approvals.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/phrases.h"
#include "ledger/rules/releases.h"

namespace setoff {
namespace {

struct ReleaseApprovedRules {
  static constexpr std::string_view kMeaning =
      "Somebody else approves a requested release, in whole or in part.";

  static std::string describe(const ReleaseApproved& data) {
    return data.release + ", " + amount_phrase(data.amount) + " by " + data.by + ", valid until " +
           data.valid_until.text() + quoted_phrase(data.reference);
  }

  static Status prepare(const RuleContext& context, const ReleaseApproved& data);

  static void apply(State& state, const Event&, const ReleaseApproved& data, Draft&& draft,
                    Sequence sequence) {
    const auto approval =
        state.lots.open(draft.facts->name, std::move(draft.facts->value), sequence);
    auto& release = state.lots.at(state.lots.find(data.release)).facts.as<ReleaseFacts>();
    release.approvals.push_back(approval);
  }
};

Status ReleaseApprovedRules::prepare(const RuleContext& context, const ReleaseApproved& data) {
  SETOFF_TRY(release, require_lot<ReleaseFacts>(context, data.release, "release"));
  const auto& facts = *release.facts;
  if (data.by == facts.requested_by)
    return Error(Code::four_eyes, "'" + data.by + "' asked for the release and may not approve it",
                 "data.by");
  if (data.valid_until < context.day())
    return Error(Code::bad_range,
                 "the approval ends on " + data.valid_until.text() + ", before it begins",
                 "data.valid_until");
  const auto& account = *context.state.agreement.find_account(facts.account);
  SETOFF_TRY_STATUS(require_currency(data.amount, account.currency, "data.amount"));
  if (!facts.request_live(context.day()))
    return Error(Code::request_lapsed, "the request was live from " + facts.requested.text() +
                                           " to " + facts.request_valid_until.text());
  if (context.state.windows.covering(facts.line, facts.purpose, account.place, context.day()) ==
      nullptr)
    return Error(Code::window_closed, "no window covers " + facts.line + ", purpose " +
                                          facts.purpose + ", place " + account.place + " on " +
                                          context.day().text());
  const AccountKey requested{AccountKind::requested, account.account, facts.line};
  const auto rest = least_from(context, requested, release.id);
  if (data.amount.minor() > rest)
    return Error(Code::exceeds_request, data.amount.text() + " is more than the " +
                                            Money(rest, account.currency).text() + " requested");
  auto& draft = context.draft;
  const AccountKey contra{AccountKind::contra, account.account, facts.line};
  const auto& name = release.lot->name;
  const auto approval = draft.store_name(approval_name(name, facts.approvals.size() + 1));
  draft.debit({AccountKind::approved, account.account, facts.line}, approval, account.currency,
              data.amount.minor());
  draft.credit(requested, name, account.currency, data.amount.minor());
  if (data.final) {
    draft.debit(contra, {}, account.currency, rest - data.amount.minor());
    draft.credit(requested, name, account.currency, rest - data.amount.minor());
  }
  draft.link(LinkKind::releases, release.lot->opened);
  draft.open_lot(approval, ApprovalFacts{release.id, context.day(), data.valid_until, data.by});
  return Ok{};
}

}  // namespace

SETOFF_RULES(ReleaseApproved, ReleaseApprovedRules)

}  // namespace setoff
