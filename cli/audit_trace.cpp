#include <iostream>

#include "cli/arguments.h"
#include "cli/trace_output.h"

namespace setoff::cli {

int audit_trace(const TraceCommand& command) {
  const auto sequence = parse_sequence(command.sequence);
  if (!sequence) return fail(sequence.error());
  const auto journal = open_to_read(command.ledger);
  if (!journal) return fail(journal.error());
  const auto traced = trace(**journal, *sequence,
                            command.forward ? TraceDirection::forward : TraceDirection::backward);
  if (!traced) return fail(traced.error());
  if (command.json)
    print_trace_json(std::cout, *traced);
  else
    print_trace(std::cout, terminal_of(1), *traced, command.all);
  return kGood;
}

}  // namespace setoff::cli
