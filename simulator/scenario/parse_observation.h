#pragma once
// The expectation language: SUM COMPARISON VALUE [+- TOLERANCE], where SUM is one observation or
// several of one kind with + and - between them, as in
//   billed(gas, 2020-03-20..2020-06-20) + billed(power) == 1.211 BUSD +- 2 %
// and the language of questions: SUM [in UNIT].
// An observation has at most one name (of a line, account, good, purpose or refusal code) and at
// most one day or range. Errors: Faults expectation_syntax, unknown_observation, unit_mismatch,
// unknown_<kind>, and those of measures, dates and ranges.

#include <string_view>

#include "ledger/text/parsed.h"
#include "simulator/scenario/context.h"
#include "simulator/scenario/expectations.h"

namespace setoff::simulator {

// Returns the observation, comparison, expected value, tolerance and text of an Expectation; its
// other members stay empty. `scenario` must have its exports and imports, for the units of lines
// and goods.
[[nodiscard]] Parsed<Expectation> parse_observation(std::string_view text, const Context& context,
                                                    const Scenario& scenario);

// Money without a unit is in the currency of reports, goods in the unit of their line or good,
// a share in per cent.
[[nodiscard]] Parsed<RunQuestion> parse_question(std::string_view text, const Context& context,
                                                 const Scenario& scenario);

// [ever] SUM COMPARISON VALUE; `ever` names no days itself and asks for no equality.
[[nodiscard]] Parsed<RunEvent> parse_event(std::string_view text, const Context& context,
                                           const Scenario& scenario);

}  // namespace setoff::simulator
