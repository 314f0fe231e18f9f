#pragma once
// Law 22 for an event that was booked: its key and the names of persons and parties are in
// canonical form, and the parties it names are in the agreement, on the side that their role
// requires.

#include <vector>

#include "ledger/audit/laws.h"

namespace setoff {

// `agreement`: as it is after the event.
void check_parties(const Agreement& agreement, const Event& event,
                   std::vector<LawBreach>& breaches);

}  // namespace setoff
