#include "ledger/books/holds.h"
#include "ledger/rules/amounts.h"
#include "tests/support/random_world_lots.h"

namespace setoff::tests {

RandomWorld::Made RandomWorld::convert_funds() {
  const auto approved = any_approved();
  if (!approved) return std::nullopt;
  const auto& account = *approved->account;
  const auto& to = other_account(account, false);
  const Money amount(part_of(approved->amount), account.currency);
  const auto spread = one_in(2) ? decimal(one_in(2) ? "0.01" : "0.003333") : Decimal{};
  const auto given = conversion_amount(state(), amount, to.currency, spread, day_);
  if (!given || given->received.minor() < 1) return std::nullopt;
  const auto residue = one_in(2) ? 0 : between(-3, 3);
  return FundsConverted{
      fresh("conversion"),
      approved->release,
      account.account,
      to.account,
      amount,
      Money(std::max<std::int64_t>(1, given->received.minor() - residue), to.currency),
      spread};
}

RandomWorld::Made RandomWorld::fail_conversion() {
  const auto name = any_lot<ReleaseFacts>([](const Lot&, const ReleaseFacts&) { return true; });
  if (name.empty()) return std::nullopt;
  return ConversionFailed{name, any_account().account, {"no euros"}};
}

RandomWorld::Made RandomWorld::transfer() {
  const auto approved = any_approved();
  if (!approved) return std::nullopt;
  const auto& account = *approved->account;
  const auto& to = other_account(account, true);
  const auto amount = part_of(one_in(2) ? approved->amount : approved->amount / 2 + 1);
  return FundsTransferred{fresh("transfer"), approved->release, account.account, to.account,
                          Money(amount, account.currency)};
}

// Interest paid or charged on any account, over periods that may overlap or leave gaps.
RandomWorld::Made RandomWorld::accrue() {
  const auto& account = any_account();
  InterestAccrued data;
  data.account = account.account;
  data.line = any_line().line;
  data.to = one_in(3) ? day_ + between(0, 20) : day_;
  data.from = data.to - between(1, 31);
  constexpr const char* kRates[] = {"0.0071", "0.05", "0.00333333"};
  data.rate_per_year = decimal(any_of(kRates));
  data.direction = one_in(2) ? InterestDirection::paid : InterestDirection::charged;
  if (one_in(4)) data.beyond = Money(between(1, 5'000'000), account.currency);
  const auto earned = interest_amount(state(), data.account, data.line, data.from, data.to,
                                      data.rate_per_year, data.beyond ? data.beyond->minor() : 0);
  if (!earned || earned->is_zero()) return std::nullopt;
  const Money amount(std::abs(earned->minor()), account.currency);
  data.amount = one_in(30) ? Money(amount.minor() + 1, amount.kind()) : amount;
  return data;
}

RandomWorld::Made RandomWorld::charge_fee() {
  const auto& account = any_account();
  const auto& line = any_line().line;
  const auto has =
      balance_on(state(), {kind_of(account.use), account.account, line}, account.currency, day_);
  if (has <= 0 && !one_in(4)) return std::nullopt;
  if (has > 0 && one_in(terms_.drained))
    return FeeCharged{account.account, line, Money(has, account.currency), {"all of it"}};
  const auto most = one_in(6) ? has : has / 50 + 1;
  return FeeCharged{account.account, line, Money(part_of(most), account.currency), {"swift"}};
}

RandomWorld::Made RandomWorld::revalue() {
  const auto& account = any_account();
  if (account.currency == book() && !one_in(10)) return std::nullopt;
  return BalanceRevalued{account.currency, any_line().line};
}

RandomWorld::Made RandomWorld::issue_cover() {
  const auto* account = any_account(AccountUse::deposit);
  if (account == nullptr) return std::nullopt;
  return CoverIssued{account->account, any_line().line, money("1000.00 USD"),
                     Money(draws_.up_to(terms_.size), account->currency)};
}

// One of the last sixty entries, usually one that can be reversed.
std::optional<Sequence> RandomWorld::any_booked() {
  const auto& entries = books_->entries();
  std::vector<Sequence> candidates;
  const std::size_t first = entries.size() > 60 ? entries.size() - 60 : 0;
  for (std::size_t i = first; i < entries.size(); ++i)
    if ((info_of(entries[i].event.type()).reversible && !entries[i].refusal) || one_in(60))
      candidates.push_back(i);
  if (candidates.empty()) return std::nullopt;
  return one_in(60) ? entries.size() + 7 : any_of(candidates);
}

RandomWorld::Made RandomWorld::ask_reversal() {
  const auto sequence = any_booked();
  if (!sequence) return std::nullopt;
  return ReversalRequested{*sequence, one_in(4) ? "auditor" : "clerk", {"booked wrongly"}};
}

RandomWorld::Made RandomWorld::reverse() {
  const auto sequence = any_booked();
  if (!sequence) return std::nullopt;
  // Usually on or after the value date of the reversed entry.
  if (*sequence < books_->entries().size() && !one_in(8))
    day_ = std::max(day_, books_->entries()[*sequence].event.value_date);
  return EntryReversed{*sequence, "auditor", one_in(20) ? "auditor" : "clerk", {"booked wrongly"}};
}

RandomWorld::Made RandomWorld::receive_statement() {
  const auto& account = any_account();
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

// Half of them pay an invoice of a host seller, half settle a clearing balance of either sign.
RandomWorld::Made RandomWorld::settle() {
  SettlementPaid data;
  data.settlement = fresh("settlement");
  const auto* pays = any_account(one_in(3) ? AccountUse::clearing : AccountUse::reserve);
  const auto& account = pays == nullptr || one_in(15) ? any_account() : *pays;
  data.account = account.account;
  data.line = any_line().line;
  if (one_in(2)) {
    data.owed = any_claim(true);
    if (data.owed->empty()) return std::nullopt;
    const auto open = part_of(open_of(*data.owed, AccountKind::payable));
    data.amount = Money(worth(open, account.currency), account.currency);
    const auto value = book_value(state(), data.amount, day_);
    if (!value || !value->is_positive()) return std::nullopt;
    data.settled = one_in(20) ? Money(open, book()) : *value;
    return data;
  }
  const auto* clearing = any_account(one_in(20) ? AccountUse::deposit : AccountUse::clearing);
  if (clearing == nullptr) return std::nullopt;
  data.clearing_account = clearing->account;
  if (one_in(3)) data.of_line = any_line().line;
  const AccountKey key{kind_of(clearing->use), clearing->account,
                       data.of_line ? *data.of_line : data.line};
  const auto balance = balance_on(state(), key, clearing->currency, day_);
  const auto most = balance == INT64_MIN ? INT64_MAX : (balance < 0 ? -balance : balance);
  data.settled = Money(part_of(most), clearing->currency);
  const auto given = conversion_amount(state(), data.settled, account.currency, Decimal{}, day_);
  if (!given || !given->mid.is_positive()) return std::nullopt;
  data.amount = one_in(20) ? Money(part_of(most), account.currency) : given->mid;
  return data;
}

}  // namespace setoff::tests
