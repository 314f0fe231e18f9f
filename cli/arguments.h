#pragma once
// Arguments of commands from text, and the ledger they ask about. Errors: bad_field with the value
// and what is allowed; those of CheckedJournal.

#include <memory>
#include <optional>
#include <string>

#include "cli/commands.h"
#include "ledger/audit/checked_journal.h"

namespace setoff::cli {

[[nodiscard]] Result<Sequence> parse_sequence(const std::string& text);
// A day of either calendar, "2024-06-30" or "SH 1403-04-10".
[[nodiscard]] Result<Day> day_argument(const std::string& text);
// Nothing for an empty text.
[[nodiscard]] Result<std::optional<Day>> optional_day(const std::string& text);
// A day means its end (UTC), else a time.
[[nodiscard]] Result<std::optional<Timestamp>> optional_moment(const std::string& text);

[[nodiscard]] Result<std::optional<ExpectedHead>> expected_head(const LedgerToRead& ledger);
// Unchecked, for the audit.
[[nodiscard]] Result<std::unique_ptr<JournalPort>> open_journal(const LedgerToRead& ledger);
// The one way to a ledger whose contents are to be shown; its books are as they were known then.
[[nodiscard]] Result<std::unique_ptr<CheckedJournal>> open_to_read(
    const LedgerToRead& ledger, std::optional<Timestamp> known = {});

[[nodiscard]] Timestamp wall_clock();

}  // namespace setoff::cli
