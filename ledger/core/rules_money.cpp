// Rules of money at banks: conversion, transfer, interest, fees, revaluation, cover.

#include <algorithm>

#include "ledger/core/amounts.h"
#include "ledger/core/approvals.h"
#include "ledger/core/money_moves.h"
#include "ledger/core/positions.h"
#include "ledger/core/rule_checks.h"

namespace setoff {
namespace {

// How far a bank's amount may differ from the terms: the agreement's tolerance for the currency, or
// `otherwise`: two of its smallest units for a conversion, none for interest.
std::int64_t bank_rounding(const RuleContext& context, Currency currency, std::int64_t otherwise) {
  const auto& terms = context.rules().bank_rounding;
  const auto named = std::ranges::find(terms, currency, &Money::kind);
  return named == terms.end() ? otherwise : named->minor();
}
constexpr std::int64_t kConversionResidue = 2;

// The other account must be restricted, too, and at a place that a window covers.
Status check_destination(const RuleContext& context, const BankAccount& to,
                         const ReleaseFacts& release) {
  if (to.use != AccountUse::deposit)
    return Error(Code::restriction_lost,
                 "the account '" + to.account + "' is not restricted; restrictions travel along");
  if (context.state.windows.covering(release.line, release.purpose, to.place, context.day()) ==
      nullptr)
    return Error(Code::place_not_covered,
                 "no window covers the place '" + to.place + "' on " + context.day().text());
  return Ok{};
}

// Splits `total` in proportion to the lots that it comes from.
Result<std::vector<LotPart>> follow_lots(const std::vector<LotPart>& from, std::int64_t total) {
  std::vector<std::int64_t> weights;
  for (const auto& part : from)
    weights.push_back(part.amount);
  TRY(amounts, split(total, weights));
  std::vector<LotPart> parts;
  for (std::size_t i = 0; i < from.size(); ++i)
    if (amounts[i] != 0) parts.push_back({from[i].lot, amounts[i]});
  return parts;
}

// Books the buyer's share of a conversion loss to a topup, or of a gain to an advance.
Status share_with_buyer(const RuleContext& context, Draft& draft, const FundsConverted& data,
                        const Line& line, std::int64_t gain) {
  const auto book = context.book();
  TRY(exact, Exact(gain, book.scale()).times(context.rules().fx_buyer_share));
  TRY(share, exact.round(book.scale(), context.rules().rounding));
  if (share == 0) return Ok{};
  draft.debit({Kind::fx, data.account, line.line}, {}, book, share);
  const auto kind = share < 0 ? Kind::topup : Kind::advance;
  draft.credit({kind, line.buyer, line.line}, data.conversion, book, share);
  return Ok{};
}

// Adds part of an approval to the other account, at stage `kind`.
void add_approval(const RuleContext& context, const BankAccount& to, std::string_view line,
                  Kind kind, LotId approval, std::int64_t amount) {
  auto& draft = context.draft;
  draft.debit({kind, to.account, line}, context.state.lots[approval].name, to.currency, amount);
  draft.credit({Kind::contra, to.account, line}, {}, to.currency, amount);
}

// Transfers the approvals of the converted money to the money received for it.
Status convert_approvals(const RuleContext& context, const BankAccount& from, const BankAccount& to,
                         std::string_view line, const std::vector<ApprovalPart>& drawn,
                         std::int64_t received) {
  use_approvals(context, from, line, drawn);
  std::vector<std::int64_t> weights;
  for (const auto& part : drawn)
    weights.push_back(part.amount);
  TRY(amounts, split(received, weights));
  for (std::size_t i = 0; i < drawn.size(); ++i)
    add_approval(context, to, line, Kind::converted, drawn[i].lot, amounts[i]);
  return Ok{};
}

std::string interest_lot(const InterestAccrued& data) {
  // Events cannot use such a name, so that it cannot be taken for another kind of lot.
  return "interest#" + data.account + "#" + data.line + "#" + data.to.text();
}

}  // namespace

Status draft_for(const RuleContext& context, const FundsConverted& data) {
  TRY(account, need_account(context, data.account));
  TRY(to, need_account(context, data.to_account));
  TRY(release, need_lot<ReleaseFacts>(context, data.release, "release"));
  TRY_STATUS(need_new_name(context, data.conversion));
  TRY_STATUS(need_currency(data.amount, account->currency, "data.amount"));
  TRY_STATUS(need_currency(data.received, to->currency, "data.received"));
  if (to->currency == account->currency)
    return Error(Code::currency_mismatch,
                 "a conversion is between two currencies; within one, funds are transferred",
                 "data.to_account");
  const auto& line = *context.state.agreement.find_line(release.facts->line);
  const Debit debit{*account, line.line, release.facts->purpose, {}, *release.lot, data.amount};
  TRY(conversion,
      conversion_amount(context.state, data.amount, to->currency, data.spread, context.day()));
  TRY_STATUS(check_open(context, debit, true));
  TRY_STATUS(check_incoming(context, *to, line.line));
  TRY_STATUS(check_approval(context, debit));
  TRY_STATUS(check_destination(context, *to, *release.facts));
  const auto residue = conversion.received.minor() - data.received.minor();
  const auto residue_max = bank_rounding(context, to->currency, kConversionResidue);
  if (residue > residue_max || residue < -residue_max)
    return Error(Code::residue_too_large, "the terms give " + conversion.received.text() +
                                              ", the event says " + data.received.text());
  TRY(drawn, need_cover(context, debit));
  TRY_STATUS(check_credit_limits(context, *to, data.received));

  auto& draft = context.draft;
  TRY(out, take_out(context, draft, *account, line.line, data.amount));
  TRY(received, book_value(context.state, data.received, context.day()));
  TRY(spread, book_value(context.state, conversion.spread, context.day()));
  TRY(parts, follow_lots(out.lots, data.received.minor()));
  TRY_STATUS(put_in(context, draft, *to, line.line, parts, received.minor()));
  draft.debit({Kind::spread, data.account, line.line}, {}, context.book(), spread.minor());
  draft.debit({Kind::rounding, data.account, line.line}, {}, context.book(),
              out.value - received.minor() - spread.minor());
  TRY_STATUS(share_with_buyer(context, draft, data, line, out.gain));
  TRY_STATUS(convert_approvals(context, *account, *to, line.line, drawn, data.received.minor()));
  draft.link(LinkKind::releases, release.lot->opened);
  return Ok{};
}
void record(State& state, const Event& event, const FundsConverted& data, const Draft&,
            Sequence sequence) {
  const auto line = state.lots[state.lots.find(data.release)].facts.as<ReleaseFacts>().line;
  state.lots.open(data.conversion, SourceFacts{line, event.value_date}, sequence);
}

Status draft_for(const RuleContext& context, const ConversionFailed& data) {
  TRY_STATUS(need_account(context, data.account));
  TRY(release, need_lot<ReleaseFacts>(context, data.release, "release"));
  auto& draft = context.draft;
  draft.link(LinkKind::releases, release.lot->opened);
  return Ok{};
}
void record(State&, const Event&, const ConversionFailed&, const Draft&, Sequence) {}

Status draft_for(const RuleContext& context, const FundsTransferred& data) {
  TRY(account, need_account(context, data.account));
  TRY(to, need_account(context, data.to_account));
  TRY(release, need_lot<ReleaseFacts>(context, data.release, "release"));
  TRY_STATUS(need_new_name(context, data.transfer));
  TRY_STATUS(need_currency(data.amount, account->currency, "data.amount"));
  if (to->currency != account->currency || to->account == account->account)
    return Error(Code::currency_mismatch, "a transfer is between two accounts of one currency",
                 "data.to_account");
  const auto& line = release.facts->line;
  const Debit debit{*account, line, release.facts->purpose, {}, *release.lot, data.amount};
  TRY_STATUS(check_open(context, debit, true));
  TRY_STATUS(check_incoming(context, *to, line));
  TRY_STATUS(check_approval(context, debit));
  TRY_STATUS(check_destination(context, *to, *release.facts));
  TRY(drawn, need_cover(context, debit));
  TRY_STATUS(check_credit_limits(context, *to, data.amount));
  TRY(parts, lots_for(context, *account, line, data.amount));
  auto& draft = context.draft;
  for (const auto& part : parts) {
    draft.debit({kind_of(to->use), to->account, line}, part.lot, to->currency, part.amount);
    draft.credit({kind_of(account->use), account->account, line}, part.lot, account->currency,
                 part.amount);
  }
  use_approvals(context, *account, line, drawn);
  for (const auto& part : drawn)
    add_approval(context, *to, line, part.kind, part.lot, part.amount);
  draft.link(LinkKind::releases, release.lot->opened);
  return Ok{};
}
void record(State& state, const Event& event, const FundsTransferred& data, const Draft&,
            Sequence sequence) {
  const auto line = state.lots[state.lots.find(data.release)].facts.as<ReleaseFacts>().line;
  state.lots.open(data.transfer, SourceFacts{line, event.value_date}, sequence);
}

Status draft_for(const RuleContext& context, const InterestAccrued& data) {
  if (data.to <= data.from) return Error(Code::bad_range, "the span has no day", "data.to");
  if (context.state.spans.overlaps(interest_span(data.account, data.line), data.from, data.to))
    return Error(Code::period_overlap,
                 "interest on the account is booked for a part of the span already");
  TRY(account, need_account(context, data.account));
  TRY(line, need_line(context, data.line));
  TRY_STATUS(need_currency(data.amount, account->currency, "data.amount"));
  TRY(amount, interest_amount(context.state, data.account, data.line, data.from, data.to,
                              data.rate_per_year));
  const auto missed = data.amount.minor() - amount.minor();
  const auto missed_max = bank_rounding(context, account->currency, 0);
  if (missed > missed_max || missed < -missed_max)
    return Error(
        Code::amount_mismatch,
        "daily balances and rate give " + amount.text() + ", the event says " + data.amount.text(),
        "data.amount");
  auto& draft = context.draft;
  // The bank's rounding is booked separately from the interest that follows from the rate.
  TRY(due, book_value(context.state, amount, context.day()));
  const AccountKey rounding{Kind::rounding, data.account, line->line};
  if (data.direction == InterestDirection::charged) {
    TRY_STATUS(check_available(context, *account, data.line, data.amount));
    TRY(out, take_out(context, draft, *account, data.line, data.amount));
    draft.debit({Kind::carry, data.account, line->line}, {}, context.book(), due.minor());
    draft.debit(rounding, {}, context.book(), out.value - due.minor());
    return Ok{};
  }
  TRY(value, book_value(context.state, data.amount, context.day()));
  const std::vector<LotPart> parts{{draft.keep(interest_lot(data)), data.amount.minor()}};
  TRY_STATUS(put_in(context, draft, *account, line->line, parts, value.minor()));
  repay_bank(context, draft, *account, line->line, parts);
  draft.credit({Kind::interest, data.account, line->line}, {}, context.book(), due.minor());
  draft.debit(rounding, {}, context.book(), due.minor() - value.minor());
  return Ok{};
}
void record(State& state, const Event&, const InterestAccrued& data, const Draft&, Sequence) {
  state.spans.book(interest_span(data.account, data.line), data.from, data.to);
}

Status draft_for(const RuleContext& context, const FeeCharged& data) {
  TRY(account, need_account(context, data.account));
  TRY(line, need_line(context, data.line));
  TRY_STATUS(need_currency(data.amount, account->currency, "data.amount"));
  if (context.state.freezes.frozen(data.account, EntrySide::debit, context.day()))
    return Error(Code::account_frozen, "the account '" + data.account + "' is frozen");
  TRY_STATUS(check_available(context, *account, data.line, data.amount));
  TRY_STATUS(check_debit_limits(context, *account, {}, data.amount));
  auto& draft = context.draft;
  TRY(out, take_out(context, draft, *account, data.line, data.amount));
  draft.debit({Kind::fee, data.account, line->line}, {}, context.book(), out.value);
  return Ok{};
}
void record(State&, const Event&, const FeeCharged&, const Draft&, Sequence) {}

Status draft_for(const RuleContext& context, const BalanceRevalued& data) {
  TRY(line, need_line(context, data.line));
  if (data.currency == context.book())
    return Error(Code::currency_mismatch, "the book currency is not revalued", "data.currency");
  auto& draft = context.draft;
  const auto segment = draft.keep(segment_of(data.currency));
  const AccountKey position{Kind::position, segment, line->line};
  const Money money(-balance_on(context.state, position, data.currency, context.day()),
                    data.currency);
  TRY(value, book_value(context.state, money, context.day()));
  const auto gain =
      value.minor() - balance_on(context.state, position, context.book(), context.day());
  draft.debit(position, {}, context.book(), gain);
  draft.credit({Kind::revaluation, segment, line->line}, {}, context.book(), gain);
  return Ok{};
}
void record(State&, const Event&, const BalanceRevalued&, const Draft&, Sequence) {}

Status draft_for(const RuleContext& context, const CoverIssued& data) {
  TRY(account, need_account(context, data.account));
  TRY(line, need_line(context, data.line));
  TRY_STATUS(need_currency(data.against, account->currency, "data.against"));
  TRY_STATUS(check_available(context, *account, data.line, data.against));
  auto& draft = context.draft;
  draft.debit({Kind::cover, data.account, line->line}, {}, data.amount.kind(), data.amount.minor());
  draft.credit({Kind::contra, data.account, line->line}, {}, data.amount.kind(),
               data.amount.minor());
  return Ok{};
}
void record(State&, const Event&, const CoverIssued&, const Draft&, Sequence) {}

}  // namespace setoff
