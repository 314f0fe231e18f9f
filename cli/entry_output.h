#pragma once
// An entry for people and as JSON: its event, postings with running balances, links, leaf hash.

#include <iosfwd>

#include "cli/terminal.h"
#include "ledger/audit/entry_view.h"

namespace setoff::cli {

// "entry 12  2020-06-03  payment.received  472.8 IQD from moe", or with the code of the refusal.
void print_headline(std::ostream& out, const Terminal& terminal, const Entry& entry);
void print_postings(std::ostream& out, const Entry& entry);
void print_view(std::ostream& out, const Terminal& terminal, const EntryView& view);

// One line: {"sequence", "type", "value_date", "booked", "outcome", "what", "event", "postings",
// "links"}; of a dry run with "leaf" and "already_there"; of a view with "linked_by", "bytes",
// "leaf" and "proof".
void print_entry_json(std::ostream& out, const Entry& entry);
void print_dry_json(std::ostream& out, const Entry& entry, const Digest& leaf, bool already_there);
void print_view_json(std::ostream& out, const EntryView& view);

}  // namespace setoff::cli
