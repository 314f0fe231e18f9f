#pragma once
// Terms of the agreement that say how the books deal with what is over or left: advances,
// remainders of payments, papers that wait to be paid. Days are calendar days; tolerances are
// amounts of the currency that is paid.

#include <vector>

#include "ledger/base/amount.h"

namespace setoff::sim {

enum class Advances : std::uint8_t { next_claim, by_instruction };

struct BookTerms {
  Advances advances = Advances::next_claim;  // what a payment ahead meets
  std::vector<Money> closing_tolerance;      // by currency; else its smallest unit
  int honour_within_days = 21;               // papers presented in time are paid within
  friend bool operator==(const BookTerms&, const BookTerms&) = default;
};

}  // namespace setoff::sim
