#pragma once
// Law 22, of an event that was booked: its key and the names of persons and parties are in their
// one form, and the parties that it names are in the agreement, on the side that their role asks
// for.

#include <vector>

#include "ledger/audit/laws.h"

namespace setoff {

// `agreement` is that after the event.
void check_parties(const Agreement& agreement, const Event& event,
                   std::vector<LawBreach>& breaches);

}  // namespace setoff
