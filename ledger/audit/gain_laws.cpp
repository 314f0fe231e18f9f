#include "ledger/audit/gain_laws.h"

#include <algorithm>

#include "ledger/audit/amount_laws.h"
#include "ledger/rules/amounts.h"

namespace setoff {
namespace {

constexpr std::string_view kPosition = "equity:home:position:";

constexpr int kRoundings = 3;

Int128 size_of(Int128 amount) {
  return amount < 0 ? -amount : amount;
}

// What a conversion leaves with the buyer is a debt, settled or open, or an advance.
bool is_with_buyer(AccountKind kind) {
  return kind == AccountKind::topup || kind == AccountKind::advance || kind == AccountKind::claim ||
         kind == AccountKind::penalty;
}

// The gain that the entry says was realised, including the buyer's share in a conversion.
Int128 realised_by(const Event& event, const std::vector<PostedLeg>& legs) {
  const bool shared = std::holds_alternative<FundsConverted>(event.data);
  Int128 gain = 0;
  for (const auto& leg : legs)
    if (leg.kind == AccountKind::fx || (shared && is_with_buyer(leg.kind)))
      gain -= leg.posting.amount;
  return gain;
}

// Entries whose money moves at a value set earlier: balances at adoption, reversals, and payments
// that a bank takes back.
bool has_a_value_of_its_own(const Event& event) {
  return std::holds_alternative<AgreementAdopted>(event.data) ||
         std::holds_alternative<EntryReversed>(event.data) ||
         std::holds_alternative<PaymentReturned>(event.data);
}

// Book value of foreign money that leaves; negative for money that comes in. nullopt
// without a rate.
std::optional<Int128> value_of(Int128 foreign, Currency currency, Day day, const State& state) {
  const Money amount(static_cast<std::int64_t>(size_of(foreign)), currency);
  auto size = recompute_value(state, amount, state.agreement.book, day);
  if (!size) {  // no rate, or overflow of 128 bits
    const auto value = book_value(state, amount, day);
    if (!value) return std::nullopt;
    size = value->minor();
  }
  return foreign < 0 ? -*size : *size;
}

// Money of several lines is valued as a whole and then split, so each part may differ from its own
// value by this much, for roundings in the book currency and in its own.
Int128 missed_max(Currency currency, Day day, const State& state) {
  return kRoundings + value_of(kRoundings, currency, day, state).value_or(0);
}

}  // namespace

std::vector<LawBreach> GainLaws::check_entry(const Entry& entry, const State& state) {
  std::vector<PostingView> postings;
  for (const auto& posting : entry.postings)
    postings.push_back({posting.account, posting.lot, posting.commodity, posting.amount,
                        posting.previous, posting.balance, posting.value_date});
  return check_entry(
      ReplayedEntry{entry.sequence, entry.event, entry.refusal, entry.links, postings}, state);
}

std::vector<LawBreach> GainLaws::check_entry(const ReplayedEntry& entry, const State& state) {
  breaches_.clear();
  const auto moves_position = [](const PostingView& posting) {
    return posting.account.starts_with(kPosition);
  };
  if (entry.refusal || std::ranges::none_of(entry.postings, moves_position)) return {};
  std::vector<PostedLeg> legs;
  for (const auto& posting : entry.postings) {
    // Earmarks, quantities and costs do not affect gains.
    if (posting.account.starts_with("memo:") || posting.account.starts_with("expenses:")) continue;
    if (const auto leg = posted_leg(posting)) legs.push_back(*leg);
  }
  check(entry.event, legs, moves_of(legs, state.agreement.book), state);
  return std::move(breaches_);
}

void GainLaws::add_days(const std::vector<PostedLeg>& legs, Day day, Currency book) {
  for (const auto& leg : legs) {
    if (leg.kind != AccountKind::position) continue;
    auto& position = positions_[{std::string(leg.object), std::string(leg.line)}];
    const bool is_value = leg.posting.commodity == Commodity(book);
    (is_value ? position.value_on : position.foreign_on)
        .add(leg.posting.value_date.value_or(day),
             is_value ? leg.posting.amount : -leg.posting.amount);
  }
}

GainLaws::Moves GainLaws::moves_of(const std::vector<PostedLeg>& legs, Currency book) {
  Moves moves;
  for (const auto& leg : legs) {
    if (leg.kind != AccountKind::position && leg.kind != AccountKind::revaluation) continue;
    auto& move = moves[{std::string(leg.object), std::string(leg.line)}];
    if (leg.posting.commodity == Commodity(book)) {
      (leg.kind == AccountKind::position ? move.value : move.unrealised) += leg.posting.amount;
      if (leg.posting.value_date) move.cleared_later += leg.posting.amount;
      continue;
    }
    move.foreign += leg.posting.amount;
    if (const auto currency = Currency::from(leg.posting.commodity)) move.currency = *currency;
  }
  return moves;
}

void GainLaws::check(const Event& event, const std::vector<PostedLeg>& legs, const Moves& moves,
                     const State& state) {
  const bool given = has_a_value_of_its_own(event);
  const auto day = event.value_date;
  const auto* revalued = std::get_if<BalanceRevalued>(&event.data);
  Int128 gain = 0;
  bool valued = true;
  const bool of_one_line = std::ranges::all_of(
      legs, [&](const PostedLeg& leg) { return leg.line == legs.front().line; });
  add_days(legs, day, state.agreement.book);
  for (const auto& [key, move] : moves) {
    auto& position = positions_[key];
    const auto value =
        move.foreign == 0 ? Int128{0} : value_of(move.foreign, move.currency, day, state);
    valued = valued && value.has_value();
    // If the day is left without money, the whole cost is cleared (law 16).
    if (!given && value && move.foreign != 0 && position.foreign_on.at(day) != 0)
      check_cost(position, move, *value, rules_on(state, day).rounding,
                 of_one_line ? 0 : missed_max(move.currency, day, state));
    if (revalued != nullptr) check_revalued(position, move, revalued->currency, day, state);
    position.foreign -= move.foreign;
    position.value += move.value;
    position.unrealised += move.unrealised;
    gain += value.value_or(0) + move.value + move.unrealised;
  }
  if (given) return;
  // Money of several lines is valued as a whole: allow one unit for each rounding.
  if (!valued)
    breach("foreign money is booked without a rate");
  else if (size_of(realised_by(event, legs) - gain) > std::ssize(moves) - 1)
    breach("what is realised is not value less cost");
}

// Money that extends a position moves at its own value. Money that closes it takes a proportional
// share of the position's value and unrealised part; only the excess over the position moves at its
// own value.
void GainLaws::check_cost(const Position& before, const Move& move, Int128 value, Rounding rounding,
                          Int128 missed_max) {
  const auto whole = size_of(before.foreign);
  const auto moved = size_of(move.foreign);
  const bool closes = before.foreign != 0 && (before.foreign < 0) == (move.foreign < 0);
  const auto closed = closes ? std::min(whole, moved) : 0;
  const auto part = [rounding](Int128 amount, Int128 of, Int128 in) -> std::optional<Int128> {
    if (of == 0) return 0;
    return multiply_divide(static_cast<std::int64_t>(amount), static_cast<std::int64_t>(of),
                           static_cast<std::int64_t>(in), rounding);
  };
  const auto cost = part(before.value, closed, whole);
  const auto unrealised = part(before.unrealised, closed, whole);
  const auto realised = part(value, closed, moved);
  if (!cost || !unrealised || !realised ||
      size_of(move.on_value_date() + *cost + *unrealised + value - *realised) > missed_max)
    breach("what is used does not take its share of the cost");
}

void GainLaws::check_revalued(const Position& after, const Move& move, Currency currency, Day day,
                              const State& state) {
  if (move.foreign != 0 || move.on_value_date() != 0)
    breach("a revaluation changes more than what is unrealised");
  const auto value = value_of(after.foreign_on.at(day), currency, day, state);
  if (!value || after.value_on.at(day) != *value)
    breach("what is unrealised after a revaluation is not value less cost");
}

}  // namespace setoff
