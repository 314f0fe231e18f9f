#pragma once
// Parses command arguments and opens the ledger that a command reads. Errors: bad_field with the
// value and what is allowed; those of CheckedJournal.

#include <memory>
#include <optional>
#include <string>

#include "cli/commands.h"
#include "ledger/audit/checked_journal.h"

namespace setoff::cli {

[[nodiscard]] Result<Sequence> parse_sequence(const std::string& text);
// A day of either calendar: "2024-06-30" or "SH 1403-04-10".
[[nodiscard]] Result<Day> day_argument(const std::string& text);
// An empty text is no day.
[[nodiscard]] Result<std::optional<Day>> optional_day(const std::string& text);
// A span of days, both inclusive; an empty text leaves that end open.
struct DaySpan {
  std::optional<Day> from;
  std::optional<Day> to;
};
[[nodiscard]] Result<DaySpan> span_argument(const std::string& from, const std::string& to);
// A day means the end of that day (UTC); a text with a 'T' is a time. An empty text is no moment.
[[nodiscard]] Result<std::optional<Timestamp>> optional_moment(const std::string& text);

[[nodiscard]] Result<std::optional<ExpectedHead>> expected_head(const LedgerToRead& ledger);
// Opens the journal without checking it; for the audit.
[[nodiscard]] Result<std::unique_ptr<JournalPort>> open_journal(const LedgerToRead& ledger);
// The only way to open a ledger whose contents are shown. With `known`, its books are as they were
// known at that time.
[[nodiscard]] Result<std::unique_ptr<CheckedJournal>> open_to_read(
    const LedgerToRead& ledger, std::optional<Timestamp> known = {});

[[nodiscard]] Timestamp wall_clock();

}  // namespace setoff::cli
