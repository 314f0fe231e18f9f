// Laws 16, 17 and 20: what is used up leaves nothing behind, and money paid in advance counts.

#include <algorithm>
#include <map>

#include "ledger/audit/laws.h"
#include "ledger/core/advances.h"
#include "ledger/core/holds.h"
#include "ledger/core/money_moves.h"
#include "ledger/core/positions.h"

namespace setoff {
namespace {

// Whether a bank account's money stands in the positions of that object: of its currency, or of the
// account itself.
bool in_position(const BankAccount& account, std::string_view object) {
  return account.account == object || segment_of(account.currency) == object;
}

bool holds_nothing(const State& state, const Account& position, Day day) {
  return std::ranges::none_of(state.agreement.accounts, [&](const BankAccount& account) {
    const AccountKey held{kind_of(account.use), account.account, position.line};
    const AccountKey owed{Kind::repayable, account.account, position.line};
    return in_position(account, position.object) &&
           balance_on(state, held, account.currency, day) +
                   balance_on(state, owed, account.currency, day) !=
               0;
  });
}

// Whether a lot is open on the day and stays so: what later days settle, nothing else can meet.
bool has_open_lot(const State& state, const AccountKey& key, Day day) {
  bool open = false;
  state.balances.each_lot_on(state.chart.find(key), day, [&](const LotCell& cell) {
    open = open || cell.series.min_from(day) > 0 || cell.series.max_from(day) < 0;
  });
  return open;
}

struct Ratio {
  Int128 numerator = 0;
  Int128 denominator = 1;
};

Int128 rounded(Ratio ratio, Rounding rounding) {
  const auto whole = ratio.numerator / ratio.denominator;
  const auto rest = ratio.numerator % ratio.denominator;
  const auto twice = 2 * rest;
  switch (rounding) {
    case Rounding::down:
      return whole;
    case Rounding::up:
      return whole + (rest > 0 ? 1 : 0);
    case Rounding::half_up:
      return whole + (twice >= ratio.denominator ? 1 : 0);
    case Rounding::half_even:
      break;
  }
  const bool up = twice > ratio.denominator || (twice == ratio.denominator && whole % 2 != 0);
  return whole + (up ? 1 : 0);
}

// Simple interest on a sum of daily amounts; nothing where 128 bits are too few.
std::optional<Ratio> interest_on(Int128 sum_of_days, Decimal per_year, int days_of_year) {
  Ratio ratio{0, days_of_year};
  if (__builtin_mul_overflow(sum_of_days, Int128{per_year.mantissa()}, &ratio.numerator))
    return std::nullopt;
  for (int exponent = per_year.exponent(); exponent < 0; ++exponent)
    if (__builtin_mul_overflow(ratio.denominator, Int128{10}, &ratio.denominator))
      return std::nullopt;
  for (int exponent = per_year.exponent(); exponent > 0; --exponent)
    if (__builtin_mul_overflow(ratio.numerator, Int128{10}, &ratio.numerator)) return std::nullopt;
  return ratio;
}

}  // namespace

std::vector<LawBreach> check_zeros(const State& state, Day day) {
  std::vector<LawBreach> breaches;
  for (std::uint32_t i = 0; i < state.chart.size(); ++i) {
    const auto& account = state.chart[AccountId(i)];
    if (account.kind != Kind::position && account.kind != Kind::revaluation) continue;
    const auto left = [&](const BalanceCell& cell) { return cell.series.at(day) != 0; };
    if (std::ranges::any_of(state.balances.cells(AccountId(i)), left) &&
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
    return std::ranges::any_of(
        kDebts, [&](Kind kind) { return has_open_lot(state, {kind, line.buyer, line.line}, day); });
  };
  for (const auto& line : state.agreement.lines)
    if (has_open_lot(state, {Kind::advance, line.buyer, line.line}, day) && owes(line))
      breaches.push_back({Law::advances_are_met, "an advance of " + line.buyer + " on " +
                                                     line.line + " is beside an open claim on " +
                                                     day.text()});
  return breaches;
}

std::vector<LawBreach> check_late_fee(const State& state, const LatefeeCharged& fee) {
  const auto breach = [&](const std::string& what) {
    return std::vector<LawBreach>{{Law::late_fees_are_owed, "'" + fee.latefee + "' " + what}};
  };
  const auto* facts = state.lots.find_as<InvoiceFacts>(fee.invoice);
  if (facts == nullptr) return breach("is charged on no invoice");
  const auto& rules = rules_on(state, fee.to);
  if (fee.from < facts->due) return breach("begins before its invoice is due");
  const AccountKey claim{Kind::claim, facts->object, facts->line};
  const AccountKey advance{Kind::advance, facts->object, facts->line};
  const Currency book = state.agreement.book;
  Int128 sum = 0;
  for (Day day = fee.from; day < fee.to; day = day + 1) {
    const auto prepaid = -balance_on(state, advance, book, day);
    const bool covered = rules_on(state, day).advances_meet_claims() &&
                         prepaid >= balance_on(state, claim, book, day);
    if (!covered) sum += lot_balance_on(state, claim, fee.invoice, day);
  }
  const auto exact =
      interest_on(sum, rules.late_fee_per_year, rules.day_count == DayCount::act_360 ? 360 : 365);
  if (!exact || rounded(*exact, rules.rounding) == fee.amount.minor()) return {};
  return breach("is not what was open, day by day, from " + fee.from.text() + " to " +
                fee.to.text());
}

}  // namespace setoff
