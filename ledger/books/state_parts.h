#pragma once
// StateParts: the members of every type in the state, one type per line. A structured binding must
// name all members: one that is added but not listed here does not compile, so that no snapshot can
// omit it. After a change here raise kSnapshotVersion (ledger/writer/snapshot.h): a test compares
// the digest of a small ledger's snapshot with a stored one.

#include <tuple>

#include "ledger/books/state.h"

namespace setoff {

#define SETOFF_PARTS(Type, ...)        \
  static auto of(const Type& whole) {  \
    const auto& [__VA_ARGS__] = whole; \
    return std::tie(__VA_ARGS__);      \
  }                                    \
  static auto of(Type& whole) {        \
    auto& [__VA_ARGS__] = whole;       \
    return std::tie(__VA_ARGS__);      \
  }

struct StateParts {
  SETOFF_PARTS(Agreement, title, book, rules, parties, lines, accounts)
  SETOFF_PARTS(Party, party, side, role)
  SETOFF_PARTS(Line, line, owner, buyer, unit)
  SETOFF_PARTS(BankAccount, account, bank, place, currency, use, open_from)
  SETOFF_PARTS(Rules, rounding, calendar, day_count, grace_days, late_fee, allocation,
               honour_within, buyer_share, credits_need_window, pivot, advances, closing_tolerance,
               bank_rounding, rate_series)

  SETOFF_PARTS(Account, kind, object, line, path)
  SETOFF_PARTS(AccountGroup, object, line, accounts)

  SETOFF_PARTS(DatedSeries, points)
  SETOFF_PARTS(AccountBalance, commodity, series, last_entry, entry_before)
  SETOFF_PARTS(LotBalance, account, lot, commodity, series, next_of_lot)
  SETOFF_PARTS(Balances, accounts, lot_balances, first_of_lot)
  SETOFF_PARTS(Balances::OfAccount, cells, open, closed)
  SETOFF_PARTS(Balances::ClosedLot, closed_on, cell, opened_on)

  SETOFF_PARTS(Lot, name, facts, opened, reversed)
  SETOFF_PARTS(LotFacts, kept)
  SETOFF_PARTS(InvoiceFacts, line, object, issued, due, from, to, amount, credited, debit_notes,
               quantity, written_off, payments, host_seller, kind, makeup_until, kept)
  SETOFF_PARTS(SourceFacts, line, since)
  SETOFF_PARTS(PaymentFacts, account, line, since, amount, value, returned, settled)
  SETOFF_PARTS(SettledDebt, lot, kind, value_date, amount, closed)
  SETOFF_PARTS(ReleaseFacts, account, line, purpose, payee, requested_by, requested, valid_until,
               approvals)
  SETOFF_PARTS(ApprovalFacts, release, given, valid_until, by)
  SETOFF_PARTS(CreditFacts, release, order, account, line, purpose, supplier, issued, in_flight,
               expiries, documents, captured, under, ended)
  SETOFF_PARTS(ApprovalHold, approval, kind, held)
  SETOFF_PARTS(DocumentSet, name, presented, amount, refused)
  SETOFF_PARTS(OrderFacts, good, purpose, supplier, unit, ordered, shipped, landed, short_landed,
               paid, moved_from_transit, lost_from_transit)

  SETOFF_PARTS(Fixings, series)
  SETOFF_PARTS(Fixings::Series, key, numerator, denominator, points)
  SETOFF_PARTS(Fixings::Point, date, value)
  SETOFF_PARTS(Windows, windows)
  SETOFF_PARTS(Window, name, from, to, lines, purposes, places, in_flight)
  SETOFF_PARTS(Listings, changes)
  SETOFF_PARTS(Listings::Change, good, purpose, from, listed)
  SETOFF_PARTS(Limits, limits)
  SETOFF_PARTS(Limit, terms, from)
  SETOFF_PARTS(LimitSet, limit, kind, account, purpose, period, value, on_excess)
  SETOFF_PARTS(Freezes, changes)
  SETOFF_PARTS(Freezes::Change, account, side, from, frozen)
  SETOFF_PARTS(Spans::OfName, name, spans)
  SETOFF_PARTS(Spans::Span, from, to)

  SETOFF_PARTS(LastStatement, to, closing)
  SETOFF_PARTS(ReversalRequest, by, entry)
  SETOFF_PARTS(State, adopted, agreement, rules, chart, balances, lots, fixings, windows, listings,
               limits, freezes, spans, delivered, made_up, closed_through, spent, statements, keys,
               reversed, reversal_requests, next_sequence, last_booked)

  // Tables with an index by name: the table comes before its index, which holds row numbers.
  SETOFF_PARTS(Chart, accounts, groups, by_group)
  SETOFF_PARTS(Lots, lots, by_name)
  SETOFF_PARTS(Spans, named, by_name)
};

#undef SETOFF_PARTS

template <class Value>
concept HasParts = requires(Value& value) { StateParts::of(value); };

}  // namespace setoff
