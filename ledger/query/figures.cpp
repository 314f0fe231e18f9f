#include "ledger/query/figures.h"

#include <algorithm>

#include "ledger/base/int128.h"

namespace setoff {
namespace {

constexpr std::string_view kFigureMeanings[] = {
#define SETOFF_FIGURE(name, about) (about),
    SETOFF_FIGURES(SETOFF_FIGURE)
#undef SETOFF_FIGURE
};
static_assert(std::size(kFigureMeanings) == kFigures);

class InCurrency {
 public:
  InCurrency(const State& state, const Claims& claims, Currency to)
      : state_(state), claims_(claims), to_(to) {}

  Result<Claims> make() {
    Claims out = claims_;
    out.book = to_;
    for (auto& line : out.lines)
      SETOFF_TRY_STATUS(convert(line));
    SETOFF_TRY(all, all_lines(out.lines, to_));
    out.all = std::move(all);
    // An account's worth is rounded once, however many lines share it.
    for (std::size_t i = 0; i < out.all.accounts.size(); ++i) {
      auto& account = out.all.accounts[i];
      if (account.currency == to_) continue;
      account.worth = claims_.all.accounts[i].worth;
      account.blocked = claims_.all.accounts[i].blocked;
      SETOFF_TRY_STATUS(convert(account.worth));
      SETOFF_TRY_STATUS(convert(account.blocked));
    }
    return out;
  }

 private:
  Status convert(std::int64_t& minor) const {
    if (minor == 0) return Ok{};
    SETOFF_TRY(exact, value_on(state_, Money(minor, claims_.book), to_, claims_.on));
    SETOFF_TRY(rounded, exact.round(to_.scale(), rules_on(state_, claims_.on).rounding));
    minor = rounded;
    return Ok{};
  }

  Status convert(LineClaims& line) const {
    for (auto& part : line.parts)
      SETOFF_TRY_STATUS(convert(part));
    SETOFF_TRY_STATUS(convert(line.earned));
    for (auto& income : line.incomes)
      SETOFF_TRY_STATUS(convert(income));
    for (auto& account : line.accounts)
      SETOFF_TRY_STATUS(convert(account));
    for (auto& spending : line.spendings)
      SETOFF_TRY_STATUS(convert(spending.value));
    Int128 left = line.earned;
    for (const auto part : line.parts)
      left -= part;
    auto& rounding = line.parts[static_cast<std::size_t>(ClaimPart::rounding)];
    const auto closed = narrow(rounding + left);
    if (!closed) return Error(Code::overflow, "a sum of the claims does not fit into 64 bits");
    rounding = *closed;
    return Ok{};
  }

  Status convert(AccountClaims& account) const {
    if (account.currency == to_) return as_it_is(account);
    for (auto& value : account.values)
      SETOFF_TRY_STATUS(convert(value));
    SETOFF_TRY_STATUS(convert(account.worth));
    return convert(account.blocked);
  }

  // Money already in the currency needs no conversion.
  static Status as_it_is(AccountClaims& account) {
    account.values = account.parts;
    Int128 worth = 0;
    for (std::size_t i = 0; i < kClaimParts; ++i)
      if (group_of(static_cast<ClaimPart>(i)) == ClaimGroup::money) worth += account.parts[i];
    const auto blocked =
        narrow(Int128{account[ClaimPart::restricted]} + account[ClaimPart::requested]);
    const auto whole = narrow(worth);
    if (!whole || !blocked)
      return Error(Code::overflow, "a sum of the claims does not fit into 64 bits");
    account.worth = *whole;
    account.blocked = *blocked;
    return Ok{};
  }

  const State& state_;
  const Claims& claims_;
  Currency to_;
};

}  // namespace

std::string_view about(Figure figure) {
  return kFigureMeanings[static_cast<std::size_t>(figure)];
}

Figures figures_of(const LineClaims& line) {
  Figures out;
  out[Figure::owed] = line.group(ClaimGroup::claim);
  out[Figure::at_banks] = line.group(ClaimGroup::money);
  out[Figure::blocked] = line[ClaimPart::restricted] + line[ClaimPart::requested];
  out[Figure::released] = line[ClaimPart::approved] + line[ClaimPart::converted];
  out[Figure::spent] = line.group(ClaimGroup::spent);
  out[Figure::costs] = line.group(ClaimGroup::cost);
  out[Figure::exchange] = line.group(ClaimGroup::exchange);
  out[Figure::liabilities] = line.group(ClaimGroup::liability);
  out[Figure::earned] = line.earned;
  return out;
}

Result<Claims> in_currency(const State& state, const Claims& claims, Currency to) {
  if (to == claims.book) return claims;
  return InCurrency(state, claims, to).make();
}

Result<Rate> rate_on(const State& state, Currency one, Currency other, Day day) {
  constexpr int kPlaces = 6;
  std::int64_t whole = 1;
  for (int i = 0; i < one.scale(); ++i)
    whole *= 10;
  SETOFF_TRY(exact, value_on(state, Money(whole, one), other, day));
  SETOFF_TRY(minor, exact.round(kPlaces, Rounding::half_even));
  if (minor < 1'000'000 && one != other) return rate_on(state, other, one, day);
  return Rate{Decimal(minor, -kPlaces), other, one};
}

std::string rate_text(const Rate& rate) {
  return "1 " + std::string(rate.denominator.code()) + " = " + rate.value.text() + " " +
         std::string(rate.numerator.code());
}

RatesUsed rates_used(const State& state, const Claims& claims) {
  RatesUsed out;
  for (const auto& part : by_currency(claims.all, claims.book)) {
    if (part.currency == claims.book) continue;
    if (auto rate = rate_on(state, claims.book, part.currency, claims.on))
      out.at.push_back(*rate);
    else
      out.at_books.push_back(part.currency);
  }
  return out;
}

}  // namespace setoff
