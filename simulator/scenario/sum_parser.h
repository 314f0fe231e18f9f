#pragma once
// SumParser: reads one observation, or several of one kind with + and - between them, and leaves
// the cursor behind them. What follows is for the parsers of expectations and of questions. Faults:
// see parse_observation.h.

#include <string>
#include <string_view>
#include <vector>

#include "ledger/text/parsed.h"
#include "simulator/scenario/context.h"
#include "simulator/scenario/cursor.h"
#include "simulator/scenario/expectations.h"
#include "simulator/scenario/observables.h"

namespace setoff::simulator {

// A fault of the form, with the form as its help.
[[nodiscard]] Fault bad_observation(std::string message, std::size_t at, std::size_t length);

class SumParser {
 public:
  SumParser(std::string_view text, const Context& context, const Scenario& scenario)
      : cursor_(text), context_(context), scenario_(scenario) {}

  // Observations of one kind, added and subtracted; the facts of the first.
  [[nodiscard]] Parsed<const ObservableInfo*> sum();
  // The unit of the named line or good; an invalid Unit if none is named.
  [[nodiscard]] Unit goods_unit() const;

  [[nodiscard]] Cursor& cursor() { return cursor_; }
  [[nodiscard]] const Scenario& scenario() const { return scenario_; }
  [[nodiscard]] Observation& first() { return first_; }
  [[nodiscard]] std::vector<ObservationTerm>& further() { return further_; }

 private:
  // Into seen_.
  [[nodiscard]] Parsed<const ObservableInfo*> term();
  [[nodiscard]] Parsed<const ObservableInfo*> observation();
  [[nodiscard]] Parsed<bool> arguments(const ObservableInfo& facts);
  [[nodiscard]] Parsed<bool> time(const ObservableInfo& facts, std::string_view text,
                                  std::size_t at);
  [[nodiscard]] Parsed<bool> name(const ObservableInfo& facts, std::string_view text,
                                  std::size_t at);

  Cursor cursor_;
  Observation seen_;  // the term being read
  const Context& context_;
  const Scenario& scenario_;
  Observation first_;
  std::vector<ObservationTerm> further_;
};

}  // namespace setoff::simulator
