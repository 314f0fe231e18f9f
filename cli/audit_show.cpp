#include <iostream>

#include "cli/arguments.h"
#include "cli/entry_output.h"

namespace setoff::cli {

int audit_show(const ShowCommand& command) {
  const auto sequence = parse_sequence(command.sequence);
  if (!sequence) return fail(sequence.error());
  const auto journal = open_to_read(command.ledger);
  if (!journal) return fail(journal.error());
  const auto view = view_entry(**journal, *sequence);
  if (!view) return fail(view.error());
  command.json ? print_view_json(std::cout, *view) : print_view(std::cout, terminal_of(1), *view);
  return kGood;
}

}  // namespace setoff::cli
