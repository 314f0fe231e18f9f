// credit.issued: a letter of credit is opened and holds approved money.

#include "ledger/arithmetic/shares.h"
#include "ledger/rules/credit_view.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/phrases.h"

namespace setoff {
namespace {

constexpr std::string_view kAdvance = "advance";  // an advance counts as documents of this name

Result<Money> with_tolerance(const RuleContext& context, Money amount, Decimal tolerance) {
  SETOFF_TRY(extra, fraction_of(amount.minor(), tolerance, context.rules().rounding));
  return add(amount, Money(extra, amount.kind()));
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

struct CreditIssuedRules {
  static constexpr std::string_view kMeaning =
      "The bank opens a letter of credit and holds the money for it.";

  static std::string describe(const CreditIssued& data) {
    return data.credit + ", " + amount_phrase(data.amount) + " of " + data.account + " for order " +
           data.order + " under " + data.release + ", expires " + data.expiry.text();
  }

  static Status prepare(const RuleContext& context, const CreditIssued& data);

  static void apply(State& state, const Event&, const CreditIssued& data, Draft&& draft,
                    Sequence sequence) {
    state.lots.open(data.credit, std::move(draft.facts->value), sequence);
  }
};

Status CreditIssuedRules::prepare(const RuleContext& context, const CreditIssued& data) {
  SETOFF_TRY_STATUS(check_issue_form(context, data));
  SETOFF_TRY(account, require_account(context, data.account));
  SETOFF_TRY(release, require_lot<ReleaseFacts>(context, data.release, "release"));
  SETOFF_TRY(order, require_lot<OrderFacts>(context, data.order, "order"));
  SETOFF_TRY_STATUS(require_new_name(context, data.credit));
  const auto& line = release.facts->line;
  const Debit asked{*account,     line,       order.facts->purpose, order.facts->supplier,
                    *release.lot, data.amount};
  SETOFF_TRY_STATUS(check_debit_authority(context, asked, true));
  SETOFF_TRY_STATUS(check_approval(context, asked));
  if (data.amount.kind() != account->currency)
    return Error(
        Code::credit_currency,
        data.amount.text() + " is not in the account's " + std::string(account->currency.code()),
        "data.amount");
  SETOFF_TRY(hold, with_tolerance(context, data.amount, data.tolerance));
  SETOFF_TRY(parts, require_cover(context, {*account, line, order.facts->purpose,
                                            order.facts->supplier, *release.lot, hold}));
  auto& draft = context.draft;
  auto facts = facts_at_issue(context, data, *release.facts, *order.facts);
  add_hold(context, data.credit, {AccountKind::held, data.account, line}, account->currency, parts,
           facts);
  draft.link(LinkKind::releases, release.lot->opened);
  draft.link(LinkKind::follows, order.lot->opened);
  draft.open_lot(data.credit, std::move(facts));
  return Ok{};
}

}  // namespace

SETOFF_RULES(CreditIssued, CreditIssuedRules)

}  // namespace setoff
