#pragma once
// Receipt: the answer to one event as JSON: `id`, `source` (null if the text did not name them),
// `outcome` and, if known, `sequence`, `leaf` (hex), `code`, `detail`, `where`. A replayed refusal
// repeats its original `code`. Format: docs/protocol.md.

#include <string>

#include "cli/daemon/intake/submission.h"

namespace setoff::cli {

// The most that a receipt repeats of a text it was sent, in bytes: of a name, and of an error
// message.
inline constexpr std::size_t kEchoMax = 256;
inline constexpr std::size_t kDetailMax = 1000;

void print_receipt(const Submission& submission, std::string& out);
// Prints one line per single submission, and one line with a list for those of a list.
void print_receipt_lines(const Batch& batch, std::string& out);
// Prints the last line of a connection that is turned away: `outcome` closed, and the reason.
void print_closing(const Error& error, std::string& out);

}  // namespace setoff::cli
