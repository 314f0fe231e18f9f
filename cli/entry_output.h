#pragma once
// Prints an entry as text and as JSON: its event, postings with running balances, links, leaf hash.

#include <iosfwd>

#include "cli/terminal.h"
#include "ledger/audit/entry_view.h"

namespace setoff::cli {

// "entry 12  2020-06-03  payment.received  472.8 IQD from moe", or with the code of the refusal.
void print_headline(std::ostream& out, const Terminal& terminal, const Entry& entry);
void print_postings(std::ostream& out, const Entry& entry);
void print_view(std::ostream& out, const Terminal& terminal, const EntryView& view);

// Prints one line: {"sequence", "type", "value_date", "booked", "outcome", "what", "event",
// "postings", "links"}; for a dry run also "leaf" and "already_there"; for a view also "linked_by",
// "bytes", "leaf" and "proof".
void print_entry_json(std::ostream& out, const Entry& entry);
void print_dry_json(std::ostream& out, const Entry& entry, const Digest& leaf, bool already_there);
void print_view_json(std::ostream& out, const EntryView& view);

}  // namespace setoff::cli
