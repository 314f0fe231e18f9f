#pragma once
// Terms of the agreement on what is over or outstanding: advances, remainders of payments,
// documents awaiting payment. Days are calendar days; tolerances are amounts in the payment
// currency.

#include <vector>

#include "ledger/base/amount.h"
#include "ledger/terms/kinds.h"

namespace setoff::simulator {

struct BookTerms {
  AdvanceRule advances = AdvanceRule::next_claim;  // what an advance payment settles
  std::vector<Money> closing_tolerance;            // by currency; otherwise its smallest unit
  int honour_within_days = 21;  // documents presented in time are paid within these days
  friend bool operator==(const BookTerms&, const BookTerms&) = default;
};

}  // namespace setoff::simulator
