#pragma once
// The value that an expectation compares an observation with: an amount, a rate or a number, in a
// unit that suits the observation. Faults have no place: the caller knows where the value stands.

#include <optional>

#include "ledger/text/measure.h"
#include "simulator/scenario/expectations.h"
#include "simulator/scenario/observables.h"

namespace setoff::simulator {

// `goods` is the unit of the line or good that the observation names; invalid if it names none.
[[nodiscard]] Parsed<ExpectedValue> expected_value(const ObservableInfo& facts,
                                                   const Measure& measure, Unit goods);
// |value| x share, with as many decimal places as fit; nullopt if none does.
[[nodiscard]] std::optional<Decimal> tolerance_of(Decimal value, Decimal share);

}  // namespace setoff::simulator
