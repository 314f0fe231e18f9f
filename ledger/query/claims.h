#pragma once
// Claims by state: what became, by a day, of everything that a line has earned: still owed, held in
// accounts, spent, or lost on the way. Signed, so that the parts add up to `earned` exactly (law 2,
// ledger/audit/laws.h): costs and losses count as what became of the money, and what the home side
// owes counts negative. `earned` comes from the income accounts and the openings, the parts from
// all other accounts; neither is derived from the other. Minor units of the book currency; sums are
// computed in 128 bits. Errors: corrupt if the parts do not add up; overflow if one, or a group of
// them, does not fit into 64 bits, for a line or for all lines. Source: docs/model.md, "The
// figures".

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "ledger/books/state.h"

namespace setoff {

// SETOFF_CLAIM_PART(name, group, description)
#define SETOFF_CLAIM_PARTS(PART)                                                            \
  PART(undue, claim, "billed, not yet due")                                                 \
  PART(due, claim, "due, within the days of grace")                                         \
  PART(overdue, claim, "past due and grace, not paid")                                      \
  PART(disputed, claim, "disputed by the buyer, and not resolved")                          \
  PART(penalty, claim, "late fees, not paid")                                               \
  PART(topup, claim, "losses of a conversion that the buyer owes")                          \
  PART(restricted, money, "paid in; nobody has asked to use it")                            \
  PART(requested, money, "a release is asked for, not decided")                             \
  PART(approved, money, "released for a purpose, not spent")                                \
  PART(converted, money, "released and in the currency of the purchase")                    \
  PART(reserve, money, "on free accounts")                                                  \
  PART(clearing, money, "on clearing accounts, which may be on either side")                \
  PART(transit, spent, "paid for goods that are under way")                                 \
  PART(landed, spent, "paid for goods that have landed")                                    \
  PART(purpose, spent, "paid for other purposes")                                           \
  PART(loss, spent, "paid for goods that did not land")                                     \
  PART(carry, cost, "negative interest")                                                    \
  PART(fee, cost, "fees of banks")                                                          \
  PART(spread, cost, "kept by the bank in conversions")                                     \
  PART(rounding, cost, "left by rounding")                                                  \
  PART(writeoff, cost, "given up")                                                          \
  PART(fx, exchange, "exchange losses, realised; a gain is negative")                       \
  PART(revaluation, exchange, "exchange losses on money that is there; a gain is negative") \
  PART(crossing, exchange, "passed to other lines")                                         \
  PART(payable, liability, "owed to host sellers")                                          \
  PART(advance, liability, "paid ahead by the buyer")                                       \
  PART(repayable, liability, "owed back to banks")                                          \
  PART(deferred, liability, "claimed under take or pay, can still be made up")

enum class ClaimGroup : std::uint8_t { claim, money, spent, cost, exchange, liability };
enum class ClaimPart : std::uint8_t {
#define SETOFF_CLAIM_PART(name, group, about) name,
  SETOFF_CLAIM_PARTS(SETOFF_CLAIM_PART)
#undef SETOFF_CLAIM_PART
};
inline constexpr std::size_t kClaimParts = 28;
template <>
struct EnumNames<ClaimPart> {
  static constexpr std::string_view values[] = {
#define SETOFF_CLAIM_PART(name, group, about) #name,
      SETOFF_CLAIM_PARTS(SETOFF_CLAIM_PART)
#undef SETOFF_CLAIM_PART
  };
};
[[nodiscard]] ClaimGroup group_of(ClaimPart part);
[[nodiscard]] std::string_view about(ClaimPart part);

using ClaimParts = std::array<std::int64_t, kClaimParts>;

// How money in another currency is valued.
enum class Valuation : std::uint8_t {
  // At the newest rate on or before the day; the difference from the books, which are revalued from
  // time to time, is in `revaluation`. Without any rate: as `books`. For all ordinary queries.
  rates,
  books  // at the value in the books; for the laws of the books
};

// A line's money on a bank account, and what the line owes to the bank (`repayable`).
struct AccountClaims {
  std::string account;
  Currency currency;
  ClaimParts parts{};  // in `currency`
  // In the book currency: the account's balance is valued and rounded once, then split over its
  // states by largest remainder.
  ClaimParts values{};
  std::int64_t worth = 0;    // of the money on it, excluding what is owed back
  std::int64_t blocked = 0;  // the part of it that is restricted or requested
  std::int64_t held = 0;     // by letters of credit, included in the parts; in `currency`

  [[nodiscard]] std::int64_t operator[](ClaimPart part) const {
    return parts[static_cast<std::size_t>(part)];
  }
  [[nodiscard]] std::int64_t value(ClaimPart part) const {
    return values[static_cast<std::size_t>(part)];
  }
};

// What was spent on a good (`transit`, `landed`, `loss`) or for another purpose.
struct Spending {
  ClaimPart part = ClaimPart::landed;
  std::string object;  // the good or the purpose
  std::int64_t value = 0;
};

enum class Income : std::uint8_t { opening, billed, latefee, shortfall, compensation, interest };
template <>
struct EnumNames<Income> {
  static constexpr std::string_view values[] = {"opening",   "billed",       "latefee",
                                                "shortfall", "compensation", "interest"};
};
inline constexpr std::size_t kIncomes = 6;

struct LineClaims {
  std::string line;
  ClaimParts parts{};       // all currencies
  std::int64_t earned = 0;  // sum of the incomes
  std::array<std::int64_t, kIncomes> incomes{};
  std::vector<AccountClaims> accounts;  // those with a posting, in the agreement's order
  std::vector<Spending> spendings;      // in order of account opening; sum to `spent`

  [[nodiscard]] std::int64_t operator[](ClaimPart part) const {
    return parts[static_cast<std::size_t>(part)];
  }
  [[nodiscard]] std::int64_t income(Income of) const {
    return incomes[static_cast<std::size_t>(of)];
  }
  [[nodiscard]] std::int64_t group(ClaimGroup group) const;
};

// The part of a line's claims that is in one currency.
struct CurrencyClaims {
  Currency currency;
  ClaimParts parts{};     // in `currency`
  ClaimParts values{};    // in the book currency
  std::int64_t held = 0;  // by letters of credit, included in the parts; in `currency`
};
// The book currency comes first and includes everything that is not money on accounts in another
// currency; the values of all add up to the line's parts.
[[nodiscard]] std::vector<CurrencyClaims> by_currency(const LineClaims& line, Currency book);

struct Claims {
  Day on;
  Currency book;
  std::vector<LineClaims> lines;  // in the order of the agreement
  LineClaims all;                 // all lines combined
};

[[nodiscard]] Result<Claims> claims_on(const State& state, Day day,
                                       Valuation valuation = Valuation::rates);

// All lines combined: states, incomes, each account, each good and purpose.
[[nodiscard]] Result<LineClaims> all_lines(const std::vector<LineClaims>& lines, Currency book);

}  // namespace setoff
