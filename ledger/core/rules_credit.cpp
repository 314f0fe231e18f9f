// Rules of letters of credit: a hold on approved money, papers, payment against papers, the end of
// the hold.

#include "ledger/core/amounts.h"
#include "ledger/core/money_moves.h"
#include "ledger/core/rule_checks.h"

namespace setoff {
namespace {

using FoundCredit = FoundLot<CreditFacts>;

struct CreditView {
  FoundCredit credit;
  const BankAccount* account = nullptr;
  const Lot* release = nullptr;
  const Lot* order = nullptr;

  [[nodiscard]] AccountKey held() const {
    return {Kind::held, credit.facts->account, credit.facts->line};
  }
  [[nodiscard]] AccountKey contra() const {
    return {Kind::contra, credit.facts->account, credit.facts->line};
  }
};

Result<CreditView> view_credit(const RuleContext& context, std::string_view name) {
  TRY(credit, need_lot<CreditFacts>(context, name, "credit"));
  return CreditView{credit, context.state.agreement.find_account(credit.facts->account),
                    &context.state.lots[credit.facts->release],
                    &context.state.lots[credit.facts->order]};
}

std::int64_t held_from(const RuleContext& context, const CreditView& view) {
  const auto* cell =
      context.state.balances.find(context.state.chart.find(view.held()), view.credit.id);
  return cell == nullptr ? 0 : cell->series.min_from(context.day());
}

Error ended(const CreditView& view, Day day) {
  return {Code::credit_ended,
          "the credit '" + view.credit.lot->name + "' has ended or expired on " + day.text()};
}

bool has_ended(const CreditView& view, Day day) {
  return view.credit.facts->ended && day >= *view.credit.facts->ended;
}

Debit debit_of(const CreditView& view, Money amount) {
  const auto& facts = *view.credit.facts;
  return {*view.account, facts.line, facts.purpose, facts.supplier, *view.release, amount};
}

// Complying papers, whenever they came, that are not paid yet.
std::int64_t unpaid(const CreditView& view, Day day) {
  return unpaid_documents(*view.credit.facts, kLastDay, kLastDay - kFirstDay, day);
}

void free_hold(Draft& draft, const CreditView& view, std::int64_t amount) {
  draft.debit(view.contra(), {}, view.account->currency, amount);
  draft.credit(view.held(), view.credit.lot->name, view.account->currency, amount);
}

Result<Money> with_tolerance(const RuleContext& context, Money amount, Decimal tolerance) {
  TRY(extra, Exact(amount.minor(), amount.kind().scale()).times(tolerance));
  TRY(minor, extra.round(amount.kind().scale(), context.rules().rounding));
  return add(amount, Money(minor, amount.kind()));
}

}  // namespace

Result<Draft> draft_for(const RuleContext& context, const CreditIssued& data) {
  if (data.expiry < context.day())
    return Error(Code::bad_range, "it expires on " + data.expiry.text() + ", before it is issued",
                 "data.expiry");
  TRY(account, need_account(context, data.account));
  TRY(release, need_lot<ReleaseFacts>(context, data.release, "release"));
  TRY(order, need_lot<OrderFacts>(context, data.order, "order"));
  TRY_STATUS(need_new_name(context, data.credit));
  if (data.amount.kind() != account->currency)
    return Error(
        Code::credit_currency,
        data.amount.text() + " is not in the account's " + std::string(account->currency.code()),
        "data.amount");
  if (data.advance &&
      (data.advance->kind() != account->currency || data.advance->minor() > data.amount.minor()))
    return Error(Code::bad_field, "the advance is a part of the amount", "data.advance");
  TRY(hold, with_tolerance(context, data.amount, data.tolerance));
  const Debit debit{
      *account, release.facts->line, order.facts->purpose, order.facts->supplier, *release.lot,
      hold};
  TRY_STATUS(check_open(context, debit, true));
  TRY_STATUS(check_approval(context, debit));
  TRY_STATUS(check_cover(context, debit));
  Draft draft;
  const auto& line = release.facts->line;
  draft.debit({Kind::held, data.account, line}, data.credit, account->currency, hold.minor());
  draft.credit({Kind::contra, data.account, line}, {}, account->currency, hold.minor());
  draft.link(LinkKind::releases, release.lot->opened);
  draft.link(LinkKind::follows, order.lot->opened);
  return draft;
}
void record(State& state, const Event& event, const CreditIssued& data, const Draft&,
            Sequence sequence) {
  const auto release = state.lots.find(data.release);
  const auto order = state.lots.find(data.order);
  const auto& release_facts = std::get<ReleaseFacts>(state.lots[release].facts);
  const auto& order_facts = std::get<OrderFacts>(state.lots[order].facts);
  const auto& place = state.agreement.find_account(data.account)->place;
  CreditFacts facts;
  facts.release = release;
  facts.order = order;
  facts.account = data.account;
  facts.line = release_facts.line;
  facts.purpose = order_facts.purpose;
  facts.supplier = order_facts.supplier;
  facts.issued = event.value_date;
  const auto* window = state.windows.covering(facts.line, facts.purpose, place, event.value_date);
  if (window != nullptr) facts.in_flight = window->in_flight;
  facts.expiries.emplace_back(event.value_date, data.expiry);
  if (data.advance)
    facts.documents.push_back({"advance", event.value_date, data.advance->minor(), {}});
  state.lots.open(data.credit, std::move(facts), sequence);
}

Result<Draft> draft_for(const RuleContext& context, const CreditAmended& data) {
  if (data.direction.has_value() != data.amount.has_value())
    return Error(Code::bad_field, "`direction` and `amount` go together", "data.amount");
  if (!data.amount && !data.expiry)
    return Error(Code::bad_field, "an amendment changes the amount or the expiry", "data");
  TRY(view, view_credit(context, data.credit));
  if (data.amount) TRY_STATUS(need_currency(*data.amount, view.account->currency, "data.amount"));
  const Day expiry = view.credit.facts->expiry_on(context.day());
  if (has_ended(view, context.day()) || context.day() > expiry) return ended(view, context.day());
  const bool lowers = data.direction && *data.direction == Direction::decrease;
  const bool shortens = data.expiry && *data.expiry < expiry;
  if ((lowers || shortens) && !data.consent)
    return Error(Code::consent_missing, "the supplier must agree to less or to a shorter time");
  Draft draft;
  draft.link(LinkKind::follows, view.credit.lot->opened);
  if (!data.amount) return draft;
  if (lowers) {
    const auto rest = held_from(context, view) - unpaid(view, context.day());
    if (data.amount->minor() > rest)
      return Error(Code::exceeds_credit, data.amount->text() + " is more than the " +
                                             Money(rest, view.account->currency).text() +
                                             " that is not claimed by papers");
    free_hold(draft, view, data.amount->minor());
    return draft;
  }
  const auto debit = debit_of(view, *data.amount);
  TRY_STATUS(check_open(context, debit, true));
  TRY_STATUS(check_approval(context, debit));
  TRY_STATUS(check_cover(context, debit));
  free_hold(draft, view, -data.amount->minor());
  return draft;
}
void record(State& state, const Event& event, const CreditAmended& data, const Draft&, Sequence) {
  auto& facts = std::get<CreditFacts>(state.lots.at(state.lots.find(data.credit)).facts);
  if (data.expiry) facts.expiries.emplace_back(event.value_date, *data.expiry);
}

Result<Draft> draft_for(const RuleContext& context, const DocumentsPresented& data) {
  TRY(view, view_credit(context, data.credit));
  TRY_STATUS(need_currency(data.amount, view.account->currency, "data.amount"));
  const Day day = context.day();
  if (has_ended(view, day) || day > view.credit.facts->expiry_on(day)) return ended(view, day);
  const auto rest = held_from(context, view) - unpaid(view, day);
  if (data.amount.minor() > rest)
    return Error(Code::exceeds_credit, data.amount.text() + " is more than the " +
                                           Money(rest, view.account->currency).text() +
                                           " of the credit that no papers claim");
  Draft draft;
  draft.link(LinkKind::follows, view.credit.lot->opened);
  return draft;
}
void record(State& state, const Event& event, const DocumentsPresented& data, const Draft&,
            Sequence) {
  auto& facts = std::get<CreditFacts>(state.lots.at(state.lots.find(data.credit)).facts);
  if (!data.complying) return;
  facts.documents.push_back({data.documents, event.value_date, data.amount.minor(), {}});
}

Result<Draft> draft_for(const RuleContext& context, const DocumentsRefused& data) {
  TRY(view, view_credit(context, data.credit));
  for (const auto& papers : view.credit.facts->documents) {
    if (papers.name != data.documents) continue;
    if (papers.refused)
      return Error(Code::state_unchanged, "the papers were refused on " + papers.refused->text());
    Draft draft;
    draft.link(LinkKind::follows, view.credit.lot->opened);
    return draft;
  }
  return Error(Code::unknown_lot, "the credit has no complying papers '" + data.documents + "'");
}
void record(State& state, const Event& event, const DocumentsRefused& data, const Draft&,
            Sequence) {
  auto& facts = std::get<CreditFacts>(state.lots.at(state.lots.find(data.credit)).facts);
  for (auto& papers : facts.documents)
    if (papers.name == data.documents && !papers.refused) papers.refused = event.value_date;
}

namespace {

// Whether the windows let a credit in flight be honoured today.
Status check_in_flight(const RuleContext& context, const CreditView& view) {
  const auto& facts = *view.credit.facts;
  if (facts.in_flight == InFlight::run_off) return Ok{};
  const bool covered =
      context.state.windows.covering(facts.line, facts.purpose, view.account->place,
                                     context.day()) != nullptr;
  if (covered) return Ok{};
  return Error(Code::window_closed, "the credit '" + view.credit.lot->name +
                                        "' is held back outside its windows (in_flight: " +
                                        std::string(enum_name(facts.in_flight)) + ")");
}

// Value of goods that landed before they were paid for: it leaves transit at once.
Result<std::int64_t> landed_before(const RuleContext& context, const OrderFacts& order,
                                   std::int64_t value, std::int64_t quantity) {
  const auto waiting = order.landed + order.short_landed - order.settled;
  if (waiting <= 0) return std::int64_t{0};
  return share_of(value, std::min(waiting, quantity), quantity, context.rules().rounding);
}

Status check_honour(const RuleContext& context, const CreditView& view,
                    const CreditHonoured& data) {
  const Day day = context.day();
  const auto& facts = *view.credit.facts;
  const auto& order = std::get<OrderFacts>(view.order->facts);
  TRY_STATUS(need_currency(data.amount, view.account->currency, "data.amount"));
  if (Commodity(data.quantity.kind()) != order.unit)
    return Error(Code::currency_mismatch, data.quantity.text() + " is not in the order's unit",
                 "data.quantity");
  if (has_ended(view, day)) return ended(view, day);
  TRY_STATUS(check_open(context, debit_of(view, data.amount), false));
  TRY_STATUS(check_in_flight(context, view));
  const auto live = live_hold(context.state, view.credit.id, day);
  if (live == 0) return ended(view, day);
  const auto papers = unpaid_documents(facts, facts.expiry_on(day), kLastDay - kFirstDay, day);
  if (data.amount.minor() > papers)
    return Error(Code::documents_missing, data.amount.text() + " is more than the " +
                                              Money(papers, view.account->currency).text() +
                                              " that complying papers claim");
  if (data.amount.minor() > live)
    return Error(Code::exceeds_credit, data.amount.text() + " is more than the " +
                                           Money(live, view.account->currency).text() + " held");
  if (data.quantity.minor() > order.ordered - order.paid)
    return Error(Code::exceeds_order,
                 data.quantity.text() + " is more than was ordered and not yet paid");
  return check_debit_limits(context, *view.account, facts.purpose, data.amount, data.amount);
}

}  // namespace

Result<Draft> draft_for(const RuleContext& context, const CreditHonoured& data) {
  TRY(view, view_credit(context, data.credit));
  TRY_STATUS(check_honour(context, view, data));
  const auto& order = std::get<OrderFacts>(view.order->facts);
  const auto& line = view.credit.facts->line;
  Draft draft;
  TRY(out, take_out(context, draft, *view.account, line, data.amount));
  const AccountKey transit{Kind::transit, order.good, line};
  TRY(landed, landed_before(context, order, out.value, data.quantity.minor()));
  draft.debit(transit, view.order->name, context.book(), out.value - landed);
  draft.debit({Kind::landed, order.good, line}, {}, context.book(), landed);
  const auto stage = stage_of(context.state, *view.release, view.account->account);
  draft.debit(view.contra(), {}, view.account->currency, data.amount.minor());
  draft.credit(stage, view.release->name, view.account->currency, data.amount.minor());
  free_hold(draft, view, data.final ? held_from(context, view) : data.amount.minor());
  draft.debit({Kind::q_paid, order.good, order.good}, view.order->name, order.unit,
              data.quantity.minor());
  draft.credit({Kind::q_contra, order.good, order.good}, {}, order.unit, data.quantity.minor());
  draft.link(LinkKind::captures, view.credit.lot->opened);
  return draft;
}
void record(State& state, const Event& event, const CreditHonoured& data, const Draft&, Sequence) {
  auto& facts = std::get<CreditFacts>(state.lots.at(state.lots.find(data.credit)).facts);
  facts.captured.add(event.value_date, data.amount.minor());
  if (data.final) facts.ended = event.value_date + 1;
  auto& order = std::get<OrderFacts>(state.lots.at(facts.order).facts);
  const auto waiting = std::max<std::int64_t>(0, order.landed + order.short_landed - order.settled);
  order.settled += std::min(waiting, data.quantity.minor());
  order.paid += data.quantity.minor();
  note_spent(state, facts.account, facts.purpose, event.value_date, data.amount.minor());
}

Result<Draft> draft_for(const RuleContext& context, const CreditExpired& data) {
  TRY(view, view_credit(context, data.credit));
  if (has_ended(view, context.day())) return ended(view, context.day());
  const auto held = held_from(context, view);
  if (held == 0) return ended(view, context.day());
  const auto live = live_hold(context.state, view.credit.id, context.day());
  if (live >= held)
    return Error(Code::not_expired, "the credit expires on " +
                                        view.credit.facts->expiry_on(context.day()).text() +
                                        " and papers presented in time are paid first");
  Draft draft;
  free_hold(draft, view, held - live);
  draft.link(LinkKind::follows, view.credit.lot->opened);
  return draft;
}
void record(State&, const Event&, const CreditExpired&, const Draft&, Sequence) {}

Result<Draft> draft_for(const RuleContext& context, const CreditCancelled& data) {
  TRY(view, view_credit(context, data.credit));
  if (has_ended(view, context.day())) return ended(view, context.day());
  if (!data.consent)
    return Error(Code::consent_missing, "the supplier must agree to a cancellation");
  Draft draft;
  free_hold(draft, view, held_from(context, view));
  draft.link(LinkKind::follows, view.credit.lot->opened);
  return draft;
}
void record(State& state, const Event& event, const CreditCancelled& data, const Draft&, Sequence) {
  std::get<CreditFacts>(state.lots.at(state.lots.find(data.credit)).facts).ended = event.value_date;
}

}  // namespace setoff
