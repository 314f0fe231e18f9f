// Rules of releases: requested by one person, approved by another, under an open window.

#include "ledger/core/approvals.h"

namespace setoff {
namespace {

// Smallest balance of a release's lot from the value date on.
std::int64_t rest_of(const RuleContext& context, const AccountKey& key, LotId release) {
  const auto* cell = context.state.balances.find(context.state.chart.find(key), release);
  return cell == nullptr ? 0 : cell->series.min_from(context.day());
}

}  // namespace

Status draft_for(const RuleContext& context, const ReleaseRequested& data) {
  if (data.valid_until < context.day())
    return Error(Code::bad_range,
                 "the request ends on " + data.valid_until.text() + ", before it begins",
                 "data.valid_until");
  TRY(account, need_account(context, data.account));
  TRY_STATUS(need_line(context, data.line));
  TRY_STATUS(need_new_name(context, data.release));
  TRY_STATUS(need_currency(data.amount, account->currency, "data.amount"));
  if (account->use != AccountUse::deposit)
    return Error(Code::not_accepted, "only a restricted account needs releases", "data.account");
  if (data.payee) TRY_STATUS(check_payee(context, *data.payee));
  if (!context.state.listings.purpose_listed(data.purpose, context.day()))
    return Error(Code::not_listed,
                 "the purpose '" + data.purpose + "' is not listed on " + context.day().text());
  const auto free = lowest_free(context, *account, data.line);
  if (data.amount.minor() > free)
    return Error(Code::insufficient_free, data.amount.text() + " is more than the " +
                                              Money(free, account->currency).text() +
                                              " free of earmarks");
  auto& draft = context.draft;
  draft.debit({Kind::requested, data.account, data.line}, data.release, account->currency,
              data.amount.minor());
  draft.credit({Kind::contra, data.account, data.line}, {}, account->currency, data.amount.minor());
  draft.set_facts(data.release, ReleaseFacts{data.account,
                                             data.line,
                                             data.purpose,
                                             data.payee ? KeptName(*data.payee) : KeptName(),
                                             data.by,
                                             context.day(),
                                             data.valid_until,
                                             {}});
  return Ok{};
}
void record(State& state, const Event&, const ReleaseRequested& data, const Draft& draft,
            Sequence sequence) {
  state.lots.open(data.release, std::move(draft.facts->value), sequence);
}

Status draft_for(const RuleContext& context, const ReleaseApproved& data) {
  TRY(release, need_lot<ReleaseFacts>(context, data.release, "release"));
  const auto& facts = *release.facts;
  if (data.by == facts.requested_by)
    return Error(Code::four_eyes, "'" + data.by + "' asked for the release and may not approve it",
                 "data.by");
  if (data.valid_until < context.day())
    return Error(Code::bad_range,
                 "the approval ends on " + data.valid_until.text() + ", before it begins",
                 "data.valid_until");
  const auto& account = *context.state.agreement.find_account(facts.account);
  TRY_STATUS(need_currency(data.amount, account.currency, "data.amount"));
  if (!facts.request_live(context.day()))
    return Error(Code::request_lapsed, "the request was live from " + facts.requested.text() +
                                           " to " + facts.request_valid_until.text());
  if (context.state.windows.covering(facts.line, facts.purpose, account.place, context.day()) ==
      nullptr)
    return Error(Code::window_closed, "no window covers " + facts.line + ", purpose " +
                                          facts.purpose + ", place " + account.place + " on " +
                                          context.day().text());
  const AccountKey requested{Kind::requested, account.account, facts.line};
  const auto rest = rest_of(context, requested, release.id);
  if (data.amount.minor() > rest)
    return Error(Code::exceeds_request, data.amount.text() + " is more than the " +
                                            Money(rest, account.currency).text() + " requested");
  auto& draft = context.draft;
  const AccountKey contra{Kind::contra, account.account, facts.line};
  const auto& name = release.lot->name;
  const auto approval = draft.keep(approval_name(name, facts.approvals.size() + 1));
  draft.debit({Kind::approved, account.account, facts.line}, approval, account.currency,
              data.amount.minor());
  draft.credit(requested, name, account.currency, data.amount.minor());
  if (data.final) {
    draft.debit(contra, {}, account.currency, rest - data.amount.minor());
    draft.credit(requested, name, account.currency, rest - data.amount.minor());
  }
  draft.link(LinkKind::releases, release.lot->opened);
  draft.set_facts(approval, ApprovalFacts{release.id, context.day(), data.valid_until, data.by});
  return Ok{};
}
void record(State& state, const Event&, const ReleaseApproved& data, const Draft& draft,
            Sequence sequence) {
  const auto approval = state.lots.open(draft.facts->lot, std::move(draft.facts->value), sequence);
  auto& release = state.lots.at(state.lots.find(data.release)).facts.as<ReleaseFacts>();
  release.approvals.push_back(approval);
}

Status draft_for(const RuleContext& context, const ReleaseDenied& data) {
  TRY(release, need_lot<ReleaseFacts>(context, data.release, "release"));
  const auto& facts = *release.facts;
  const auto& account = *context.state.agreement.find_account(facts.account);
  TRY_STATUS(need_currency(data.amount, account.currency, "data.amount"));
  const AccountKey requested{Kind::requested, account.account, facts.line};
  const auto asked = rest_of(context, requested, release.id);
  const auto approvals = approvals_ever(context, facts, account.account);
  const auto unused = sum_of(approvals);
  if (data.amount.minor() > asked + unused)
    return Error(Code::exceeds_approval, data.amount.text() + " is more than the " +
                                             Money(asked + unused, account.currency).text() +
                                             " of the release that is not used or held");
  const auto from_request = std::min(asked, data.amount.minor());
  auto& draft = context.draft;
  draft.debit({Kind::contra, account.account, facts.line}, {}, account.currency, from_request);
  draft.credit(requested, release.lot->name, account.currency, from_request);
  use_approvals(context, account, facts.line, drawn(approvals, data.amount.minor() - from_request));
  draft.link(LinkKind::releases, release.lot->opened);
  return Ok{};
}
void record(State&, const Event&, const ReleaseDenied&, const Draft&, Sequence) {}

}  // namespace setoff
