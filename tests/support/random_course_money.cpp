#include "ledger/core/amounts.h"
#include "ledger/core/holds.h"
#include "tests/support/random_course_lots.h"

namespace setoff::test {

RandomCourse::Made RandomCourse::convert_funds() {
  const auto name = any_lot<ReleaseFacts>([&](const Lot&, const ReleaseFacts& facts) {
    return facts.approval_live(day_) || one_in(20);
  });
  if (name.empty()) return std::nullopt;
  const auto& facts = *state().lots.find_as<ReleaseFacts>(name);
  const auto& account = *state().agreement.find_account(facts.account);
  const auto& to = any_account(AccountUse::deposit);
  const auto left =
      lot_balance_on(state(), {Kind::approved, facts.account, facts.line}, name, day_);
  const Money amount(part_of(left), account.currency);
  const auto spread = one_in(2) ? decimal("0.01") : Decimal{};
  const auto given = conversion_amount(state(), amount, to.currency, spread, day_);
  if (!given || given->received.minor() < 10) return std::nullopt;
  const auto residue = static_cast<std::int64_t>(below(7)) - 3;
  return FundsConverted{fresh("conversion"),
                        name,
                        account.account,
                        to.account,
                        amount,
                        Money(given->received.minor() + residue, to.currency),
                        spread};
}

RandomCourse::Made RandomCourse::fail_conversion() {
  const auto name = any_lot<ReleaseFacts>([](const Lot&, const ReleaseFacts&) { return true; });
  if (name.empty()) return std::nullopt;
  return ConversionFailed{name, "tbi-iqd", {"no euros"}};
}

RandomCourse::Made RandomCourse::transfer() {
  const auto name = any_lot<ReleaseFacts>([&](const Lot&, const ReleaseFacts& facts) {
    return facts.approval_live(day_) || one_in(20);
  });
  if (name.empty()) return std::nullopt;
  const auto& facts = *state().lots.find_as<ReleaseFacts>(name);
  const auto& account = *state().agreement.find_account(facts.account);
  const auto& to = any_account(one_in(8) ? AccountUse::reserve : AccountUse::deposit);
  const auto left =
      lot_balance_on(state(), {Kind::approved, facts.account, facts.line}, name, day_);
  return FundsTransferred{fresh("transfer"), name, account.account, to.account,
                          Money(part_of(left / 2 + 1), account.currency)};
}

RandomCourse::Made RandomCourse::accrue() {
  const auto& account = any_account(one_in(4) ? AccountUse::reserve : AccountUse::deposit);
  InterestAccrued data;
  data.account = account.account;
  data.line = any_line().line;
  data.to = day_;
  data.from = day_ - 1 - static_cast<int>(below(30));
  data.rate_per_year = decimal("0.0071");
  data.direction = one_in(2) ? InterestDirection::paid : InterestDirection::charged;
  const auto amount =
      interest_amount(state(), data.account, data.line, data.from, data.to, data.rate_per_year);
  if (!amount || !amount->is_positive()) return std::nullopt;
  data.amount = *amount;
  return data;
}

RandomCourse::Made RandomCourse::charge_fee() {
  const auto& account = any_account(static_cast<AccountUse>(below(3)));
  const bool iqd = account.currency.code() == "IQD";
  return FeeCharged{account.account,
                    any_line().line,
                    Money(part_of(iqd ? 1'000'000 : 10'000), account.currency),
                    {"swift"}};
}

RandomCourse::Made RandomCourse::revalue() {
  return BalanceRevalued{currency(one_in(20) ? "EUR" : "IQD"), any_line().line};
}

RandomCourse::Made RandomCourse::issue_cover() {
  const auto& account = any_account(AccountUse::deposit);
  return CoverIssued{account.account, any_line().line, money("1000.00 USD"),
                     Money(part_of(10'000), account.currency)};
}

// An entry of the last sixty, mostly one that can be reversed.
std::optional<Sequence> RandomCourse::any_booked() {
  const auto& entries = books_->entries();
  std::vector<Sequence> candidates;
  const std::size_t first = entries.size() > 60 ? entries.size() - 60 : 0;
  for (std::size_t i = first; i < entries.size(); ++i)
    if (facts_of(entries[i].event.type()).reversible || one_in(40))
      candidates.push_back(entries[i].sequence);
  if (candidates.empty()) return std::nullopt;
  return any_of(candidates);
}

RandomCourse::Made RandomCourse::ask_reversal() {
  const auto sequence = any_booked();
  if (!sequence) return std::nullopt;
  return ReversalRequested{*sequence, one_in(4) ? "auditor" : "clerk", {"booked wrongly"}};
}

RandomCourse::Made RandomCourse::reverse() {
  const auto sequence = any_booked();
  if (!sequence) return std::nullopt;
  // Mostly on or after the day of what is reversed.
  if (!one_in(8)) day_ = std::max(day_, books_->entries()[*sequence].event.value_date);
  return EntryReversed{*sequence, "auditor", one_in(20) ? "auditor" : "clerk", {"booked wrongly"}};
}

RandomCourse::Made RandomCourse::receive_statement() {
  const auto& account = any_account(AccountUse::deposit);
  const auto last = state().statements.find(account.account);
  StatementReceived data;
  data.statement = fresh("statement");
  data.account = account.account;
  const bool first = last == state().statements.end();
  data.from = first || one_in(8) ? day_ - 1 : last->second.to;
  data.to = std::max(day_, data.from + 1);
  data.opening = first ? Money(0, account.currency) : last->second.closing;
  data.closing = Money(static_cast<std::int64_t>(below(1'000'000)), account.currency);
  return data;
}

}  // namespace setoff::test
