#pragma once
// Claims by state: what became, on a day, of everything that a line has earned: still owed, lying
// in accounts, used, lost on the way. Signed so that the parts add up to `earned` exactly (law 2):
// costs and losses count as what became of the money, what the home side owes counts negative. Book
// currency, minor units; money in another currency carries its position's book value, split by
// largest remainder. Sums are made in 128 bits. Errors: corrupt if the parts do not add up,
// overflow if one, or a group of them, does not fit into 64 bits. Source: the accounting model,
// section 3.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "ledger/core/state.h"

namespace setoff {

// SETOFF_CLAIM_PART(name, group)
#define SETOFF_CLAIM_PARTS(PART) \
  PART(undue, claim)             \
  PART(due, claim)               \
  PART(overdue, claim)           \
  PART(penalty, claim)           \
  PART(topup, claim)             \
  PART(restricted, money)        \
  PART(requested, money)         \
  PART(approved, money)          \
  PART(converted, money)         \
  PART(reserve, money)           \
  PART(clearing, money)          \
  PART(transit, used)            \
  PART(landed, used)             \
  PART(purpose, used)            \
  PART(loss, used)               \
  PART(carry, cost)              \
  PART(fee, cost)                \
  PART(spread, cost)             \
  PART(rounding, cost)           \
  PART(writeoff, cost)           \
  PART(fx, exchange)             \
  PART(revaluation, exchange)    \
  PART(crossing, exchange)       \
  PART(payable, owed)            \
  PART(advance, owed)            \
  PART(repayable, owed)

enum class ClaimGroup : std::uint8_t { claim, money, used, cost, exchange, owed };
enum class ClaimPart : std::uint8_t {
#define SETOFF_CLAIM_PART(name, group) name,
  SETOFF_CLAIM_PARTS(SETOFF_CLAIM_PART)
#undef SETOFF_CLAIM_PART
};
inline constexpr std::size_t kClaimParts = 26;
template <>
struct EnumNames<ClaimPart> {
  static constexpr std::string_view values[] = {
#define SETOFF_CLAIM_PART(name, group) #name,
      SETOFF_CLAIM_PARTS(SETOFF_CLAIM_PART)
#undef SETOFF_CLAIM_PART
  };
};
[[nodiscard]] ClaimGroup group_of(ClaimPart part);

using ClaimParts = std::array<std::int64_t, kClaimParts>;

// Money of a line in one currency other than the book's.
struct ForeignMoney {
  Currency currency;
  ClaimParts parts{};     // in that currency
  ClaimParts values{};    // what each stands for in the books; they add up to `book`
  std::int64_t book = 0;  // book value of all of it
  std::int64_t held = 0;  // by letters of credit, within the parts; in that currency
};

struct LineClaims {
  std::string line;
  ClaimParts parts{};       // book value of all currencies
  std::int64_t earned = 0;  // book currency
  std::int64_t held = 0;  // by letters of credit on accounts in the book currency, within the parts
  std::vector<ForeignMoney> foreign;

  // What stands in the book currency itself: the parts less the values of foreign money.
  [[nodiscard]] ClaimParts own() const;
  [[nodiscard]] std::int64_t operator[](ClaimPart part) const {
    return parts[static_cast<std::size_t>(part)];
  }
  [[nodiscard]] std::int64_t group(ClaimGroup group) const;
};

struct Claims {
  Day on;
  Currency book;
  std::vector<LineClaims> lines;  // in the order of the agreement
};

[[nodiscard]] Result<Claims> claims_on(const State& state, Day day);

}  // namespace setoff
