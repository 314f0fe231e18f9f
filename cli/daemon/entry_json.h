#pragma once
// An entry as JSON: `sequence`, `leaf`, `outcome`, `event` (CloudEvents), `postings`, `links`.
// Amounts are decimal strings with the commodity's digits; debit is positive.

#include <string>

#include "ledger/core/codec.h"
#include "ledger/crypto/digest.h"

namespace setoff::cli {

void print_entry(const Entry& entry, const Digest& leaf, std::string& out);
// From its stored bytes. Errors: corrupt.
[[nodiscard]] Status print_stored_entry(ByteView bytes, std::string& out);

}  // namespace setoff::cli
