#include "ledger/query/account_values.h"

#include <algorithm>

#include "ledger/query/signed_split.h"
#include "ledger/rules/positions.h"

namespace setoff {
namespace {

// What a line has at one bank in another currency: its account, or what is owed back.
struct ForeignItem {
  WideAccount* account;
  ClaimGroup group;  // money or liability
  std::int64_t amount = 0;
  std::int64_t value = 0;
};

class CurrencyValues {
 public:
  CurrencyValues(const State& state, const ValuedLine& of, Currency currency)
      : state_(state), of_(of), currency_(currency) {}

  Result<Int128> value(std::span<WideAccount> accounts) {
    SETOFF_TRY_STATUS(collect_items(accounts));
    const std::string segment = segment_of(currency_);
    const AccountKey position{AccountKind::position, segment, of_.line};
    const auto carried = balance_on(state_, position, book(), of_.day);
    SETOFF_TRY_STATUS(value_items(carried));
    Int128 unbooked = carried;
    for (const auto& item : items_) {
      SETOFF_TRY_STATUS(share(item));
      unbooked -= item.value;
    }
    return unbooked;
  }

 private:
  [[nodiscard]] Currency book() const { return state_.agreement.book; }

  Status collect_items(std::span<WideAccount> accounts) {
    Narrowing narrowing(of_.line);
    for (auto& bank : accounts) {
      if (bank.currency != currency_) continue;
      const auto parts = narrowing(bank.parts);
      for (const auto group : {ClaimGroup::money, ClaimGroup::liability}) {
        Int128 sum = 0;
        for (std::size_t i = 0; i < kClaimParts; ++i)
          if (group_of(static_cast<ClaimPart>(i)) == group) sum += parts[i];
        if (sum != 0) items_.push_back({&bank, group, narrowing(sum), 0});
      }
    }
    return narrowing.status();
  }

  Status value_items(std::int64_t carried) {
    if (of_.valuation == Valuation::rates) {
      const auto done = value_at_rate();
      if (done || done.error().code != Code::fixing_missing) return done;
    }
    std::vector<std::int64_t> amounts;
    for (const auto& item : items_)
      amounts.push_back(item.amount);
    SETOFF_TRY(values, split_signed(carried, amounts));
    for (std::size_t i = 0; i < items_.size(); ++i)
      items_[i].value = values[i];
    return Ok{};
  }

  Status value_at_rate() {
    for (auto& item : items_) {
      SETOFF_TRY(exact, value_on(state_, Money(item.amount, currency_), book(), of_.day));
      SETOFF_TRY(value, exact.round(book().scale(), rules_on(state_, of_.day).rounding));
      item.value = value;
    }
    return Ok{};
  }

  // The states of an account turn into one another as days pass, so rounding differences stay among
  // them.
  static Status share(const ForeignItem& item) {
    ClaimParts weights{};
    for (std::size_t i = 0; i < kClaimParts; ++i)
      if (group_of(static_cast<ClaimPart>(i)) == item.group)
        weights[i] = narrow(item.account->parts[i]).value();
    SETOFF_TRY(shares, split_signed(item.value, weights));
    for (std::size_t i = 0; i < kClaimParts; ++i)
      item.account->values[i] += shares[i];
    return Ok{};
  }

  const State& state_;
  const ValuedLine& of_;
  Currency currency_;
  std::vector<ForeignItem> items_;
};

}  // namespace

Status Narrowing::status() const {
  if (!wide_) return Ok{};
  return Error(Code::overflow,
               "a sum of the claims of line " + std::string(line_) +
                   " does not fit into 64 bits of minor units; ask for balances",
               std::string(line_));
}

Result<Int128> value_accounts(const State& state, const ValuedLine& of,
                              std::span<WideAccount> accounts) {
  std::vector<Currency> foreign;
  for (auto& bank : accounts) {
    const auto currency = bank.currency;
    if (currency == state.agreement.book)
      bank.values = bank.parts;
    else if (std::ranges::find(foreign, currency) == foreign.end())
      foreign.push_back(currency);
  }
  Int128 unbooked = 0;
  for (const auto currency : foreign) {
    SETOFF_TRY(difference, CurrencyValues(state, of, currency).value(accounts));
    unbooked += difference;
  }
  return unbooked;
}

}  // namespace setoff
