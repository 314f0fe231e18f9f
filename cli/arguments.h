#pragma once
// Arguments of commands from text, and the journal or books they ask about. Errors: bad_field with
// the value and what is allowed; those of the journal.

#include <memory>
#include <optional>
#include <string>

#include "ledger/book/journal.h"
#include "ledger/core/state.h"

namespace setoff::cli {

[[nodiscard]] Result<Sequence> parse_sequence(const std::string& text);
// Nothing for an empty text.
[[nodiscard]] Result<std::optional<Day>> optional_day(const std::string& text);
// A day means its end (UTC), else a time.
[[nodiscard]] Result<std::optional<Timestamp>> optional_moment(const std::string& text);

[[nodiscard]] Result<std::unique_ptr<JournalPort>> open_to_read(const std::string& ledger);
// The books as known at that moment, all of them for an empty text.
[[nodiscard]] Result<State> books_as_known(const std::string& ledger, const std::string& known);

[[nodiscard]] Timestamp wall_clock();

}  // namespace setoff::cli
