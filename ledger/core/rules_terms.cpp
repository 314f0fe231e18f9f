// Rules of the terms, authority and reference events. Only the openings of the agreement post
// anything.

#include <algorithm>

#include "ledger/core/positions.h"
#include "ledger/core/rule_checks.h"

namespace setoff {
namespace {

Status check_segment(std::string_view name, std::string_view where) {
  if (is_segment(name)) return Ok{};
  return Error(
      Code::bad_field,
      "'" + std::string(name) + "' is not a name of lower-case letters, digits and hyphens",
      std::string(where));
}

constexpr std::string_view kOpeningObject = "book";

// While an agreement is being adopted it is in the event, not yet in the state.
struct OpeningContext {
  const Agreement& agreement;
  Draft& draft;
};

Status open_claim(const OpeningContext& context, const Line& line, const Opening& opening) {
  TRY_STATUS(need_currency(opening.amount, context.agreement.book, "data.openings.amount"));
  const auto kind = opening.kind == OpeningKind::claim ? Kind::claim : Kind::penalty;
  if (opening.kind == OpeningKind::claim && !opening.due)
    return Error(Code::bad_field, "an opening claim needs its due day", "data.openings.due");
  const auto currency = context.agreement.book;
  context.draft.debit({kind, line.buyer, line.line}, opening.lot, currency, opening.amount.minor());
  context.draft.credit({Kind::opening, kOpeningObject, line.line}, {}, currency,
                       opening.amount.minor());
  return Ok{};
}

Status open_money(const OpeningContext& context, const Line& line, const Opening& opening) {
  const auto* account =
      opening.account ? context.agreement.find_account(*opening.account) : nullptr;
  if (account == nullptr)
    return Error(Code::unknown_account, "an opening at a bank names an account of the agreement",
                 "data.openings.account");
  TRY_STATUS(need_currency(opening.amount, account->currency, "data.openings.amount"));
  const auto book = context.agreement.book;
  const bool foreign = account->currency != book;
  if (foreign != opening.book.has_value())
    return Error(Code::bad_field,
                 "`book` is the value in the book currency of a foreign opening, and only of one",
                 "data.openings.book");
  const auto value = foreign ? *opening.book : opening.amount;
  TRY_STATUS(need_currency(value, book, "data.openings.book"));
  const AccountKey key{kind_of(account->use), account->account, line.line};
  const bool keeps_lots = account->use != AccountUse::clearing;
  context.draft.debit(key, keeps_lots ? std::string_view(opening.lot) : std::string_view{},
                      account->currency, opening.amount.minor());
  if (foreign) {
    const AccountKey position{Kind::position, context.draft.keep(segment_of(account->currency)),
                              line.line};
    context.draft.credit(position, {}, account->currency, opening.amount.minor());
    context.draft.debit(position, {}, book, value.minor());
  }
  context.draft.credit({Kind::opening, kOpeningObject, line.line}, {}, book, value.minor());
  return Ok{};
}

// Adds items, or replaces those of the same name.
template <class Item>
void merge(std::vector<Item>& items, const std::vector<Item>& added, std::string Item::* name) {
  for (const auto& item : added) {
    const auto same = std::ranges::find(items, item.*name, name);
    if (same == items.end())
      items.push_back(item);
    else
      *same = item;
  }
}

Agreement amended(const Agreement& before, const AgreementAmended& data) {
  Agreement after = before;
  if (data.rules) after.rules = *data.rules;
  merge(after.parties, data.parties, &Party::party);
  merge(after.lines, data.lines, &Line::line);
  merge(after.accounts, data.accounts, &BankAccount::account);
  return after;
}

DatedRules with_rules(const State& state, Day from, const Rules& rules) {
  auto dated = state.rules;
  const auto place = std::ranges::upper_bound(dated, from, {}, &DatedRules::value_type::first);
  dated.emplace(place, from, rules);
  return dated;
}

// Existing lines and accounts must not change: their postings rely on them.
Status check_kept(const RuleContext& context, const AgreementAmended& data) {
  for (const auto& line : data.lines) {
    const auto* old = context.state.agreement.find_line(line.line);
    if (old != nullptr && *old != line)
      return Error(Code::bad_field,
                   "the line '" + line.line + "' is in use and keeps its owner, buyer and unit",
                   "data.lines");
  }
  for (const auto& account : data.accounts) {
    const auto* old = context.state.agreement.find_account(account.account);
    if (old != nullptr && *old != account)
      return Error(Code::bad_field,
                   "the account '" + account.account + "' is in use and keeps its terms",
                   "data.accounts");
  }
  return Ok{};
}

template <class Data>
Status draft_switch(const RuleContext& context, const Data& data, bool frozen) {
  TRY(account, need_account(context, data.account));
  const auto is = [&](EntrySide side) {
    return context.state.freezes.frozen(account->account, side, context.day()) == frozen;
  };
  const bool unchanged =
      data.side == EntrySide::both ? is(EntrySide::debit) && is(EntrySide::credit) : is(data.side);
  if (unchanged)
    return Error(Code::state_unchanged, "the account '" + data.account + "' is " +
                                            (frozen ? "frozen already" : "not frozen"));
  return Ok{};
}

template <class Data>
Status draft_fixing(const RuleContext& context, const Data& data) {
  if (data.value.numerator == data.value.denominator)
    return Error(Code::bad_field, data.value.units() + " would fix one unit against itself",
                 "data.value");
  const bool known = context.state.fixings.has(data.key, data.date);
  if (known && !data.supersedes)
    return Error(Code::fixing_exists, "'" + data.key + "' is fixed for " + data.date.text() +
                                          "; say `supersedes: true` to replace it");
  if (!known && data.supersedes)
    return Error(Code::fixing_missing, "there is no fixing of '" + data.key + "' for " +
                                           data.date.text() + " to replace");
  if (!context.state.fixings.takes(data.key, data.value))
    return Error(Code::currency_mismatch,
                 "the earlier fixings of '" + data.key + "' are not in " + data.value.units(),
                 "data.value");
  return Ok{};
}

}  // namespace

Status draft_for(const RuleContext& context, const AgreementAdopted& data) {
  TRY_STATUS(check_agreement(data.agreement));
  if (context.state.adopted) return Error(Code::already_adopted);
  auto& draft = context.draft;
  const OpeningContext opening_context{data.agreement, draft};
  for (const auto& opening : data.openings) {
    const auto* line = data.agreement.find_line(opening.line);
    if (line == nullptr)
      return Error(Code::unknown_line, "no line '" + opening.line + "'", "data.openings.line");
    const auto taken = std::ranges::count(data.openings, opening.lot, &Opening::lot);
    if (taken > 1)
      return Error(Code::lot_exists, "'" + opening.lot + "' is named twice", "data.openings.lot");
    const bool claim = opening.kind == OpeningKind::claim || opening.kind == OpeningKind::penalty;
    TRY_STATUS(claim ? open_claim(opening_context, *line, opening)
                     : open_money(opening_context, *line, opening));
  }
  return Ok{};
}

void record(State& state, const Event& event, const AgreementAdopted& data, const Draft&,
            Sequence sequence) {
  state.adopted = true;
  state.agreement = data.agreement;
  for (const auto& opening : data.openings) {
    if (opening.kind == OpeningKind::claim) {
      const auto& buyer = state.agreement.find_line(opening.line)->buyer;
      InvoiceFacts facts;
      facts.line = opening.line;
      facts.object = buyer;
      facts.issued = facts.from = facts.to = event.value_date;
      facts.due = *opening.due;
      facts.amount = opening.amount.minor();
      state.lots.open(opening.lot, std::move(facts), sequence);
    } else {
      state.lots.open(opening.lot, SourceFacts{opening.line, event.value_date}, sequence);
    }
  }
}

Status draft_for(const RuleContext& context, const AgreementAmended& data) {
  TRY_STATUS(check_kept(context, data));
  TRY_STATUS(check_agreement(amended(context.state.agreement, data)));
  bool home = false;
  bool abroad = false;
  for (const auto& name : data.consents) {
    TRY(party, need_party(context, name));
    (party->side == Side::home ? home : abroad) = true;
  }
  if (!home || !abroad)
    return Error(Code::consent_missing, "an amendment needs the consent of a party of each side");
  if (data.rules)
    context.draft.terms = std::make_unique<NewTerms>(NewTerms{
        context.day(), std::nullopt, with_rules(context.state, context.day(), *data.rules)});
  return Ok{};
}

void record(State& state, const Event& event, const AgreementAmended& data, const Draft&,
            Sequence) {
  if (data.rules) state.rules = with_rules(state, event.value_date, *data.rules);
  const auto first_rules = state.agreement.rules;
  state.agreement = amended(state.agreement, data);
  state.agreement.rules = first_rules;
}

Status draft_for(const RuleContext& context, const LimitSet& data) {
  if ((data.period != LimitPeriod::none || data.purpose) && data.kind != LimitKind::spend)
    return Error(Code::bad_field, "only a spend limit has a period or a purpose", "data.period");
  TRY(account, need_account(context, data.account));
  TRY_STATUS(need_currency(data.value, account->currency, "data.value"));
  return Ok{};
}
void record(State& state, const Event& event, const LimitSet& data, const Draft&, Sequence) {
  state.limits.set(data, event.value_date);
}

Status draft_for(const RuleContext& context, const AccountFrozen& data) {
  return draft_switch(context, data, true);
}
void record(State& state, const Event& event, const AccountFrozen& data, const Draft&, Sequence) {
  state.freezes.set(data.account, data.side, event.value_date, true);
}
Status draft_for(const RuleContext& context, const AccountUnfrozen& data) {
  return draft_switch(context, data, false);
}
void record(State& state, const Event& event, const AccountUnfrozen& data, const Draft&, Sequence) {
  state.freezes.set(data.account, data.side, event.value_date, false);
}

Status draft_for(const RuleContext& context, const PeriodClosed& data) {
  const auto& closed = context.state.closed_through;
  if (closed && data.through <= *closed)
    return Error(Code::period_order, "the books are closed through " + closed->text() + " already");
  // A closing cannot be reversed: closing future days would shut the books for good.
  if (data.through > context.event.value_date)
    return Error(Code::bad_range,
                 "the closing is dated " + context.event.value_date.text() +
                     ", before the last day that it closes, " + data.through.text() +
                     "; a period is closed on its last day or later",
                 "data.through");
  return Ok{};
}
void record(State& state, const Event&, const PeriodClosed& data, const Draft&, Sequence) {
  state.closed_through = data.through;
}

Status draft_for(const RuleContext& context, const WindowOpened& data) {
  for (const auto& purpose : data.purposes)
    TRY_STATUS(check_segment(purpose, "data.purposes"));
  for (const auto& place : data.places)
    TRY_STATUS(check_segment(place, "data.places"));
  if (data.to <= data.from)
    return Error(Code::bad_range, "the window ends on " + data.to.text() + ", before its first day",
                 "data.to");
  for (const auto& line : data.lines)
    TRY_STATUS(need_line(context, line));
  if (context.state.windows.find(data.window) != nullptr)
    return Error(Code::lot_exists, "the window name '" + data.window + "' is taken");
  auto windows = context.state.windows;
  windows.open(data);
  context.draft.terms =
      std::make_unique<NewTerms>(NewTerms{data.from, std::move(windows), std::nullopt});
  return Ok{};
}
void record(State& state, const Event&, const WindowOpened& data, const Draft&, Sequence) {
  state.windows.open(data);
}
Status draft_for(const RuleContext& context, const WindowClosed& data) {
  const auto* window = context.state.windows.find(data.window);
  if (window == nullptr) return Error(Code::unknown_lot, "no window '" + data.window + "'");
  if (window->to <= data.from)
    return Error(Code::state_unchanged,
                 "the window is closed from " + window->to.text() + " on already");
  return Ok{};
}
void record(State& state, const Event&, const WindowClosed& data, const Draft&, Sequence) {
  state.windows.close(data.window, data.from);
}

Status draft_for(const RuleContext& context, const GoodsListed& data) {
  TRY_STATUS(check_segment(data.good, "data.good"));
  TRY_STATUS(check_segment(data.purpose, "data.purpose"));
  if (context.state.listings.purpose_of(data.good, context.day()) == data.purpose)
    return Error(Code::state_unchanged,
                 "'" + data.good + "' is listed under '" + data.purpose + "' already");
  return Ok{};
}
void record(State& state, const Event& event, const GoodsListed& data, const Draft&, Sequence) {
  state.listings.set(data.good, data.purpose, event.value_date, true);
}
Status draft_for(const RuleContext& context, const GoodsDelisted& data) {
  if (context.state.listings.purpose_of(data.good, context.day()) != data.purpose)
    return Error(Code::state_unchanged,
                 "'" + data.good + "' is not listed under '" + data.purpose + "'");
  return Ok{};
}
void record(State& state, const Event& event, const GoodsDelisted& data, const Draft&, Sequence) {
  state.listings.set(data.good, data.purpose, event.value_date, false);
}

Status draft_for(const RuleContext&, const CalendarAdopted&) {
  return Ok{};
}
void record(State&, const Event&, const CalendarAdopted&, const Draft&, Sequence) {}

Status draft_for(const RuleContext& context, const PriceFixed& data) {
  return draft_fixing(context, data);
}
void record(State& state, const Event&, const PriceFixed& data, const Draft&, Sequence) {
  state.fixings.set(data.key, data.value, data.date);
}
Status draft_for(const RuleContext& context, const RateFixed& data) {
  if (!data.value.numerator.is_currency() || !data.value.denominator.is_currency())
    return Error(Code::bad_field,
                 "a rate is between two currencies; use price.fixed for " + data.value.units(),
                 "data.value");
  return draft_fixing(context, data);
}
void record(State& state, const Event&, const RateFixed& data, const Draft&, Sequence) {
  state.fixings.set(data.key, data.value, data.date);
}

}  // namespace setoff
