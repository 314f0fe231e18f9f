#include "ledger/audit/gain_laws.h"

#include <algorithm>

#include "ledger/core/amounts.h"

namespace setoff {
namespace {

constexpr std::string_view kPosition = "equity:home:position:";

// Two shares are rounded when money is used: of the book value, and of what was revalued.
constexpr int kRoundings = 2;

Int128 size_of(Int128 amount) {
  return amount < 0 ? -amount : amount;
}

// What the entry says was realised: with the buyer's share, where a conversion gives him one.
Int128 realised_by(const Event& event, const std::vector<PostedLeg>& legs) {
  const bool shared = std::holds_alternative<FundsConverted>(event.data);
  Int128 gain = 0;
  for (const auto& leg : legs)
    if (leg.kind == Kind::fx || (shared && (leg.kind == Kind::topup || leg.kind == Kind::advance)))
      gain -= leg.posting.amount;
  return gain;
}

// Book value of foreign money that leaves; negative for what comes in. Nothing if it has no rate.
std::optional<Int128> value_of(Int128 foreign, Currency currency, Day day, const State& state) {
  const auto amount = static_cast<std::int64_t>(size_of(foreign));
  const auto value = book_value(state, Money(amount, currency), day);
  if (!value) return std::nullopt;
  return foreign < 0 ? -Int128{value->minor()} : Int128{value->minor()};
}

}  // namespace

std::vector<LawBreach> GainLaws::take(const Entry& entry, const State& state) {
  std::vector<PostingView> postings;
  for (const auto& posting : entry.postings)
    postings.push_back({posting.account, posting.lot, posting.commodity, posting.amount,
                        posting.previous, posting.balance, posting.on});
  return take(ReplayedEntry{entry.sequence, entry.event, entry.refusal, entry.links, postings},
              state);
}

std::vector<LawBreach> GainLaws::take(const ReplayedEntry& entry, const State& state) {
  breaches_.clear();
  const auto moves_position = [](const PostingView& posting) {
    return posting.account.starts_with(kPosition);
  };
  if (entry.refusal || std::ranges::none_of(entry.postings, moves_position)) return {};
  std::vector<PostedLeg> legs;
  for (const auto& posting : entry.postings) {
    // Earmarks, quantities and costs say nothing about gains.
    if (posting.account.starts_with("memo:") || posting.account.starts_with("expenses:")) continue;
    if (const auto leg = posted_leg(posting)) legs.push_back(*leg);
  }
  check(entry.event, legs, moves_of(legs, state.agreement.book), state);
  return std::move(breaches_);
}

GainLaws::Moves GainLaws::moves_of(const std::vector<PostedLeg>& legs, Currency book) {
  Moves moves;
  for (const auto& leg : legs) {
    if (leg.kind != Kind::position && leg.kind != Kind::revaluation) continue;
    auto& move = moves[{std::string(leg.object), std::string(leg.line)}];
    const bool in_book = leg.posting.commodity == Commodity(book);
    if (leg.kind == Kind::revaluation)
      move.revalued += leg.posting.amount;
    else
      (in_book ? move.book : move.foreign) += leg.posting.amount;
    if (const auto currency = Currency::from(leg.posting.commodity); currency && !in_book)
      move.currency = *currency;
  }
  for (const auto& leg : legs)
    for (auto& [key, move] : moves)
      if (leg.kind == Kind::clearing && leg.line == key.second &&
          leg.posting.commodity == Commodity(move.currency))
        move.at_cost = false;
  return moves;
}

void GainLaws::check(const Event& event, const std::vector<PostedLeg>& legs, const Moves& moves,
                     const State& state) {
  // What stood at adoption has the value that the opening gives it; a reversal takes back exactly
  // what the entry did that it names.
  const bool given = std::holds_alternative<AgreementAdopted>(event.data) ||
                     std::holds_alternative<EntryReversed>(event.data);
  const bool revalues = std::holds_alternative<BalanceRevalued>(event.data);
  Int128 gain = 0;
  bool valued = true;
  for (const auto& [key, move] : moves) {
    auto& position = positions_[key];
    if (!given && move.foreign > 0 && move.at_cost)
      check_cost(position, move, rules_on(state, event.value_date).rounding);
    position.foreign -= move.foreign;
    position.cost += move.book + move.revalued;
    position.unrealised -= move.revalued;
    if (revalues) check_revalued(position, move, event, state);
    if (given || move.foreign == 0) continue;
    const auto value = value_of(move.foreign, move.currency, event.value_date, state);
    valued = valued && value.has_value();
    gain += value.value_or(0) + move.book + move.revalued;
  }
  if (given) return;
  if (!valued)
    breach("foreign money is booked without a rate");
  else if (realised_by(event, legs) != gain)
    breach("what is realised is not value less cost");
}

void GainLaws::check_cost(const Position& before, const Move& move, Rounding rounding) {
  if (before.foreign < move.foreign) return breach("more is used than the position holds");
  const auto share =
      share_of(static_cast<std::int64_t>(before.cost), static_cast<std::int64_t>(move.foreign),
               static_cast<std::int64_t>(before.foreign), rounding);
  if (!share || size_of(move.book + move.revalued + *share) > kRoundings)
    breach("what is used does not take its share of the cost");
}

void GainLaws::check_revalued(const Position& after, const Move& move, const Event& event,
                              const State& state) {
  if (move.foreign != 0 || move.book + move.revalued != 0)
    breach("a revaluation changes more than what is unrealised");
  const auto& currency = std::get<BalanceRevalued>(event.data).currency;
  const auto value = value_of(after.foreign, currency, event.value_date, state);
  if (!value || after.unrealised != *value - after.cost)
    breach("what is unrealised after a revaluation is not value less cost");
}

}  // namespace setoff
