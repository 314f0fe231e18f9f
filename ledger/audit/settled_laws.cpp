// Laws 16, 17 and 20: what is used up leaves no balance, and money paid in advance counts.

#include <algorithm>
#include "ledger/audit/laws.h"
#include "ledger/audit/posted_leg.h"
#include "ledger/audit/ratio.h"
#include "ledger/books/holds.h"
#include "ledger/rules/money_moves.h"
#include "ledger/rules/positions.h"

namespace setoff {
namespace {

// Whether a bank account's money is part of the positions of `object`: its currency, or the account
// itself.
bool in_position(const BankAccount& account, std::string_view object) {
  return account.account == object || segment_of(account.currency) == object;
}

bool holds_nothing(const State& state, const Account& position, Day day) {
  return std::ranges::none_of(state.agreement.accounts, [&](const BankAccount& account) {
    const AccountKey held{kind_of(account.use), account.account, position.line};
    const AccountKey owed{AccountKind::repayable, account.account, position.line};
    return in_position(account, position.object) &&
           balance_on(state, held, account.currency, day) +
                   balance_on(state, owed, account.currency, day) !=
               0;
  });
}

// Whether a lot is open on the day and stays open: what later days settle cannot be settled again.
bool has_open_lot(const State& state, const AccountKey& key, Day day) {
  bool open = false;
  state.balances.each_lot_on(state.chart.find(key), day, [&](const LotBalance& cell) {
    open = open || cell.series.min_from(day) > 0 || cell.series.max_from(day) < 0;
  });
  return open;
}

// The kinds of a buyer's debts.
constexpr AccountKind kOwed[] = {AccountKind::claim, AccountKind::topup, AccountKind::penalty};

}  // namespace

std::vector<LawBreach> check_zeros(const State& state, Day day) {
  std::vector<LawBreach> breaches;
  for (std::uint32_t i = 0; i < state.chart.size(); ++i) {
    const auto& account = state.chart[AccountId(i)];
    if (account.kind != AccountKind::position && account.kind != AccountKind::revaluation) continue;
    const auto left = [&](const AccountBalance& cell) { return cell.series.at(day) != 0; };
    if (std::ranges::any_of(state.balances.balances_of(AccountId(i)), left) &&
        holds_nothing(state, account, day))
      breaches.push_back({Law::zeros_are_zero, account.path + " is not zero on " + day.text() +
                                                   " though no such money is left"});
  }
  return breaches;
}

std::vector<LawBreach> check_advances(const State& state, Day day) {
  std::vector<LawBreach> breaches;
  if (!rules_on(state, day).advances_meet_claims()) return breaches;
  const auto owes = [&](const Line& line) {
    return std::ranges::any_of(kOwed, [&](AccountKind kind) {
      return has_open_lot(state, {kind, line.buyer, line.line}, day);
    });
  };
  for (const auto& line : state.agreement.lines)
    if (has_open_lot(state, {AccountKind::advance, line.buyer, line.line}, day) && owes(line))
      breaches.push_back({Law::advances_are_met, "an advance of " + line.buyer + " on " +
                                                     line.line + " is beside an open claim on " +
                                                     day.text()});
  return breaches;
}

std::vector<LawBreach> check_late_fee(const State& state, const LatefeeCharged& fee, Day day,
                                      std::span<const PostingView> postings) {
  const auto breach = [&](const std::string& what) {
    return std::vector<LawBreach>{{Law::late_fees_are_owed, "'" + fee.latefee + "' " + what}};
  };
  const auto* facts = state.lots.find_as<InvoiceFacts>(fee.invoice);
  if (facts == nullptr) return breach("is charged on no invoice");
  const auto& rules = rules_on(state, fee.to);
  if (fee.from < facts->due + rules_on(state, day).grace_days)
    return breach("begins before its invoice is overdue");
  const auto claim = state.chart.find({AccountKind::claim, facts->object, facts->line});
  const auto advance = state.chart.find({AccountKind::advance, facts->object, facts->line});
  const auto& balances = state.balances;
  const auto* owed = balances.find(claim, state.agreement.book);
  const auto* prepaid = balances.find(advance, state.agreement.book);
  const auto* open = balances.find(claim, state.lots.find(fee.invoice));
  const auto on_day = [](const auto* cell, Day on) {
    return cell == nullptr ? 0 : cell->series.at(on);
  };
  // What the entry moved itself counts for nothing, of a kind and, if one is named, of a lot.
  const auto moved = [&](AccountKind kind, std::string_view lot, Day on) {
    Int128 sum = 0;
    for (const auto& posting : postings) {
      const auto leg = posted_leg(posting);
      const bool same = leg && leg->kind == kind && leg->object == facts->object &&
                        leg->line == facts->line && (lot.empty() || posting.lot == lot);
      if (same && posting.value_date.value_or(day) <= on) sum += posting.amount;
    }
    return sum;
  };
  Int128 sum = 0;
  for (Day on = fee.from; on < fee.to; on = on + 1) {
    const Int128 ahead = moved(AccountKind::advance, {}, on) - on_day(prepaid, on);
    const Int128 claimed = on_day(owed, on) - moved(AccountKind::claim, {}, on);
    if (rules_on(state, on).advances_meet_claims() && ahead >= claimed) continue;
    sum += on_day(open, on) - moved(AccountKind::claim, fee.invoice, on);
  }
  const int year = rules.day_count == DayCount::act_360 ? 360 : 365;
  const auto given =
      Ratio(sum).times(rules.late_fee_per_year).over(Decimal(year, 0)).rounded(0, rules.rounding);
  if (!given || *given == fee.amount.minor()) return {};
  return breach("is not what was open, day by day, from " + fee.from.text() + " to " +
                fee.to.text());
}

}  // namespace setoff
