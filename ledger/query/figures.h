#pragma once
// Figures: the sums of claims by state that people ask for, each with one name and computed only
// here; the terminal, summaries, reports and pages all show these. Minor units of the claims'
// currency. Also converts claims into another currency. Errors: those of value_on(); overflow.

#include <optional>

#include "ledger/query/claims.h"

namespace setoff {

// SETOFF_FIGURE(name, description)
#define SETOFF_FIGURES(FIGURE)                                                                    \
  FIGURE(owed, "owed by the buyer: undue, due, overdue, disputed, penalties, top-ups")            \
  FIGURE(at_banks, "on all accounts: blocked, released, reserve, clearing")                       \
  FIGURE(blocked, "on restricted accounts and not released: restricted, requested")               \
  FIGURE(released, "approved and converted, not spent")                                           \
  FIGURE(spent, "on goods and other purposes: transit, landed, purpose, loss")                    \
  FIGURE(costs, "interest, fees, spread, rounding, write-offs")                                   \
  FIGURE(exchange,                                                                                \
         "exchange losses, realised and not, and what passed to other lines; a "                  \
         "gain is negative")                                                                      \
  FIGURE(liabilities, "owed by the home side, negative: payables, advances, repayables, make-up") \
  FIGURE(earned, "openings, bills, late fees, shortfalls not made up, compensation, interest")

enum class Figure : std::uint8_t {
#define SETOFF_FIGURE(name, about) name,
  SETOFF_FIGURES(SETOFF_FIGURE)
#undef SETOFF_FIGURE
};
inline constexpr std::size_t kFigures = 9;
template <>
struct EnumNames<Figure> {
  static constexpr std::string_view values[] = {
#define SETOFF_FIGURE(name, about) #name,
      SETOFF_FIGURES(SETOFF_FIGURE)
#undef SETOFF_FIGURE
  };
};
[[nodiscard]] std::string_view about(Figure figure);

// owed + at_banks + spent + costs + exchange + liabilities = earned.
class Figures {
 public:
  [[nodiscard]] std::int64_t operator[](Figure figure) const {
    return values_[static_cast<std::size_t>(figure)];
  }
  [[nodiscard]] std::int64_t& operator[](Figure figure) {
    return values_[static_cast<std::size_t>(figure)];
  }
  friend bool operator==(const Figures&, const Figures&) = default;

 private:
  std::array<std::int64_t, kFigures> values_{};
};

[[nodiscard]] Figures figures_of(const LineClaims& line);

// Converts the claims, as of their day, into another currency at the newest rate on or before it.
// Each state is rounded once, and so is what was earned; `rounding` absorbs the remainder. Accounts
// in that currency are not converted but keep their own amounts.
[[nodiscard]] Result<Claims> in_currency(const State& state, const Claims& claims, Currency to);

// The rate between two currencies on a day, rounded to six places for display, in the direction in
// which it is at least one: 1.174398 USD/EUR.
[[nodiscard]] Result<Rate> rate_on(const State& state, Currency one, Currency other, Day day);

// How money in other currencies is valued in claims: at the newest rate on or before their day, or
// at book value where no rate is known by then.
struct RatesUsed {
  std::vector<Rate> at;
  std::vector<Currency> at_books;
};
[[nodiscard]] RatesUsed rates_used(const State& state, const Claims& claims);
// "1 EUR = 1.174398 USD"
[[nodiscard]] std::string rate_text(const Rate& rate);

}  // namespace setoff
