#pragma once
// Canonical layout of a YAML file: block style with two spaces per level; a mapping or list that
// its author wrote in brackets stays on its line if the line fits into 100 columns, not counting
// its comment. Keys keep their order, scalars their text, comments their place. Errors: those of
// parse_yaml, and not_formatted with the place, for what cannot be laid out safely: plain and
// quoted text over several lines, markers of documents, single pairs in a list.

#include <optional>
#include <string>

#include "ledger/text/diagnostic.h"
#include "ledger/text/source.h"

namespace setoff {

inline constexpr std::size_t kLayoutColumns = 100;

// The text in its canonical layout, which means the same: it is read again and compared. nullopt if
// that is impossible; `diagnostics` says why.
[[nodiscard]] std::optional<std::string> canonical_yaml(const SourceFile& file,
                                                        Diagnostics& diagnostics);

}  // namespace setoff
