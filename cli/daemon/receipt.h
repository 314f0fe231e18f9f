#pragma once
// Receipt: the answer to one event as JSON: `id`, `source` (null if the text did not name them),
// `outcome`, and as far as they are known `sequence`, `leaf` (hex), `code`, `detail`, `where`. A
// replayed refusal has the `code` of the first time. Form: docs/protocol.md.

#include <string>

#include "cli/daemon/submission.h"

namespace setoff::cli {

// What is given back of foreign text: of a name, and of an error's words.
inline constexpr std::size_t kEchoMax = 256;
inline constexpr std::size_t kDetailMax = 1000;
// At most `size` bytes, without a part of a character.
[[nodiscard]] std::string_view beginning(std::string_view text, std::size_t size);

void print_receipt(const Submission& submission, std::string& out);
// One line for each submission alone, one line with a list for those of a list.
void print_receipt_lines(const Batch& batch, std::string& out);
// The line that a connection ends with when it is turned away: `outcome` closed and why.
void print_closing(const Error& error, std::string& out);

}  // namespace setoff::cli
