// Rules of letters of credit: the hold on approved money, its amendments, documents, and the end of
// the hold. Payment against documents: rules_honour.cpp.

#include <algorithm>

#include "ledger/core/amounts.h"
#include "ledger/core/credit_view.h"

namespace setoff {
namespace {

constexpr std::string_view kAdvance = "advance";  // an advance counts as documents of this name

Result<Money> with_tolerance(const RuleContext& context, Money amount, Decimal tolerance) {
  TRY(extra, Exact(amount.minor(), amount.kind().scale()).times(tolerance));
  TRY(minor, extra.round(amount.kind().scale(), context.rules().rounding));
  return add(amount, Money(minor, amount.kind()));
}

CreditFacts facts_at_issue(const RuleContext& context, const CreditIssued& data,
                           const ReleaseFacts& release, const OrderFacts& order) {
  const Day day = context.day();
  const auto& place = context.state.agreement.find_account(data.account)->place;
  CreditFacts facts;
  facts.release = context.state.lots.find(data.release);
  facts.order = context.state.lots.find(data.order);
  facts.account = data.account;
  facts.line = release.line;
  facts.purpose = order.purpose;
  facts.supplier = order.supplier;
  facts.issued = day;
  const auto* window = context.state.windows.covering(facts.line, facts.purpose, place, day);
  if (window != nullptr) facts.in_flight = window->in_flight;
  facts.expiries.emplace_back(day, data.expiry);
  if (data.advance)
    facts.documents.push_back({std::string(kAdvance), day, data.advance->minor(), {}});
  return facts;
}

Status check_issue_form(const RuleContext& context, const CreditIssued& data) {
  if (data.advance &&
      (data.advance->kind() != data.amount.kind() || data.advance->minor() > data.amount.minor()))
    return Error(Code::bad_field, "the advance is a part of the amount", "data.advance");
  if (data.expiry < context.day())
    return Error(Code::bad_range, "it expires on " + data.expiry.text() + ", before it is issued",
                 "data.expiry");
  return Ok{};
}

// Whether the documents are paid, at least in part: captures pay the oldest documents first.
bool is_paid(const CreditFacts& facts, const Documents& papers) {
  std::int64_t older = 0;
  for (const auto& other : facts.documents) {
    if (&other == &papers) break;
    if (!other.refused) older += other.amount;
  }
  return facts.captured.last() > older;
}

}  // namespace

Status draft_for(const RuleContext& context, const CreditIssued& data) {
  TRY_STATUS(check_issue_form(context, data));
  TRY(account, need_account(context, data.account));
  TRY(release, need_lot<ReleaseFacts>(context, data.release, "release"));
  TRY(order, need_lot<OrderFacts>(context, data.order, "order"));
  TRY_STATUS(need_new_name(context, data.credit));
  const auto& line = release.facts->line;
  const Debit asked{*account,     line,       order.facts->purpose, order.facts->supplier,
                    *release.lot, data.amount};
  TRY_STATUS(check_open(context, asked, true));
  TRY_STATUS(check_approval(context, asked));
  if (data.amount.kind() != account->currency)
    return Error(
        Code::credit_currency,
        data.amount.text() + " is not in the account's " + std::string(account->currency.code()),
        "data.amount");
  TRY(hold, with_tolerance(context, data.amount, data.tolerance));
  TRY(parts, need_cover(context, {*account, line, order.facts->purpose, order.facts->supplier,
                                  *release.lot, hold}));
  auto& draft = context.draft;
  auto facts = facts_at_issue(context, data, *release.facts, *order.facts);
  add_hold(context, data.credit, {Kind::held, data.account, line}, account->currency, parts, facts);
  draft.link(LinkKind::releases, release.lot->opened);
  draft.link(LinkKind::follows, order.lot->opened);
  draft.set_facts(data.credit, std::move(facts));
  return Ok{};
}
void record(State& state, const Event&, const CreditIssued& data, const Draft& draft,
            Sequence sequence) {
  state.lots.open(data.credit, std::move(draft.facts->value), sequence);
}

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
  if (data.amount) TRY_STATUS(need_currency(*data.amount, view.account->currency, "data.amount"));
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
    return free_hold(context, view, data.amount->minor(), facts);
  }
  const auto debit = debit_of(view, *data.amount);
  TRY_STATUS(check_open(context, debit, true));
  TRY_STATUS(check_approval(context, debit));
  TRY(parts, need_cover(context, debit));
  add_hold(context, view.credit.lot->name, view.held(), view.account->currency, parts, facts);
  return Ok{};
}

}  // namespace

Status draft_for(const RuleContext& context, const CreditAmended& data) {
  if (data.direction.has_value() != data.amount.has_value())
    return Error(Code::bad_field, "`direction` and `amount` go together", "data.amount");
  if (!data.amount && !data.expiry)
    return Error(Code::bad_field, "an amendment changes the amount or the expiry", "data");
  TRY(view, view_credit(context, data.credit));
  TRY_STATUS(check_amendment(context, view, data));
  auto& draft = context.draft;
  draft.link(LinkKind::follows, view.credit.lot->opened);
  auto facts = view.facts();
  if (data.amount) TRY_STATUS(amend_amount(context, view, data, facts));
  if (data.expiry) {
    const auto place =
        std::ranges::upper_bound(facts.expiries, context.day(), {}, &std::pair<Day, Day>::first);
    facts.expiries.emplace(place, context.day(), *data.expiry);
  }
  draft.set_facts(view.credit.lot->name, std::move(facts));
  return Ok{};
}
void record(State& state, const Event&, const CreditAmended&, const Draft& draft, Sequence) {
  change_facts(state, draft);
}

Status draft_for(const RuleContext& context, const DocumentsPresented& data) {
  TRY(view, view_credit(context, data.credit));
  const Day day = context.day();
  auto facts = view.facts();
  if (std::ranges::find(facts.documents, data.documents, &Documents::name) != facts.documents.end())
    return Error(Code::lot_exists, "the credit has papers '" + data.documents + "' already",
                 "data.documents");
  TRY_STATUS(need_currency(data.amount, view.account->currency, "data.amount"));
  if (view.ended(day) || day > facts.expiry_on(day)) return credit_ended(view, day);
  const auto rest = unclaimed_from(context, view);
  if (data.amount.minor() > rest)
    return Error(Code::exceeds_credit, data.amount.text() + " is more than the " +
                                           view.money(rest).text() +
                                           " of the credit that no papers claim");
  auto& draft = context.draft;
  draft.link(LinkKind::follows, view.credit.lot->opened);
  if (data.complying) {
    const auto place = std::ranges::upper_bound(facts.documents, day, {}, &Documents::presented);
    facts.documents.insert(place, {data.documents, day, data.amount.minor(), {}});
  }
  draft.set_facts(view.credit.lot->name, std::move(facts));
  return Ok{};
}
void record(State& state, const Event&, const DocumentsPresented&, const Draft& draft, Sequence) {
  change_facts(state, draft);
}

Status draft_for(const RuleContext& context, const DocumentsRefused& data) {
  TRY(view, view_credit(context, data.credit));
  auto facts = view.facts();
  const auto papers = std::ranges::find(facts.documents, data.documents, &Documents::name);
  if (papers == facts.documents.end())
    return Error(Code::unknown_lot, "the credit has no complying papers '" + data.documents + "'");
  if (papers->refused)
    return Error(Code::state_unchanged, "the papers were refused on " + papers->refused->text());
  if (is_paid(facts, *papers))
    return Error(Code::has_dependents, "the papers '" + data.documents + "' are paid already");
  papers->refused = context.day();
  auto& draft = context.draft;
  draft.link(LinkKind::follows, view.credit.lot->opened);
  draft.set_facts(view.credit.lot->name, std::move(facts));
  return Ok{};
}
void record(State& state, const Event&, const DocumentsRefused&, const Draft& draft, Sequence) {
  change_facts(state, draft);
}

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

}  // namespace

Status draft_for(const RuleContext& context, const CreditExpired& data) {
  TRY(view, view_credit(context, data.credit));
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
  TRY_STATUS(free_hold(context, view, held - live, facts));
  draft.link(LinkKind::follows, view.credit.lot->opened);
  draft.set_facts(view.credit.lot->name, std::move(facts));
  return Ok{};
}
void record(State& state, const Event&, const CreditExpired&, const Draft& draft, Sequence) {
  change_facts(state, draft);
}

Status draft_for(const RuleContext& context, const CreditCancelled& data) {
  TRY(view, view_credit(context, data.credit));
  if (!data.consent)
    return Error(Code::consent_missing, "the supplier must agree to a cancellation");
  if (view.ended(context.day())) return credit_ended(view, context.day());
  const auto& captured = view.facts().captured;
  if (captured.last() != captured.at(context.day()))
    return Error(Code::has_dependents,
                 "the credit was paid after " + context.day().text() + "; cancel it from then on");
  auto facts = view.facts();
  facts.ended = context.day();
  auto& draft = context.draft;
  TRY_STATUS(free_hold(context, view, held_from(context, view), facts));
  draft.link(LinkKind::follows, view.credit.lot->opened);
  draft.set_facts(view.credit.lot->name, std::move(facts));
  return Ok{};
}
void record(State& state, const Event&, const CreditCancelled&, const Draft& draft, Sequence) {
  change_facts(state, draft);
}

}  // namespace setoff
