#pragma once
// Terms: what the first day books: the agreement with its openings, and the list of goods and uses.
// Names of the scenario are written with - instead of _. Openings in a foreign currency are valued
// at the rates of the first day. Errors: fixing_missing where no rate converts an opening.

#include "simulator/engine/event_submitter.h"

namespace setoff::simulator {

[[nodiscard]] Status adopt_terms(const Scenario& scenario, DayContext& today);

}  // namespace setoff::simulator
