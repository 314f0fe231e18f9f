#include "cli/arguments.h"

#include <chrono>
#include <filesystem>

#include "ledger/base/whole_number.h"
#include "ledger/crypto/encoding.h"
#include "ledger/store/sqlite_journal.h"
#include "ledger/text/date_text.h"

namespace setoff::cli {

Result<Sequence> parse_sequence(const std::string& text) {
  if (const auto value = parse_whole_number(text)) return *value;
  return Error(Code::bad_field,
               "'" + text + "' is not the number of an entry; they count 0, 1, 2 ...");
}

Result<Day> day_argument(const std::string& text) {
  const auto date = parse_date_text(text);
  if (date) return date->day;
  return Error(Code::bad_field, "'" + text + "': " + date.error().message +
                                    "; days are written 2024-06-30 or \"SH 1403-04-10\"");
}

Result<std::optional<Day>> optional_day(const std::string& text) {
  if (text.empty()) return std::optional<Day>{};
  SETOFF_TRY(day, day_argument(text));
  return std::optional<Day>{day};
}

Result<DaySpan> span_argument(const std::string& from, const std::string& to) {
  SETOFF_TRY(first, optional_day(from));
  SETOFF_TRY(last, optional_day(to));
  if (first && last && *last < *first)
    return Error(Code::bad_field, "--to " + last->text() + " is before --from " + first->text());
  return DaySpan{first, last};
}

Result<std::optional<Timestamp>> optional_moment(const std::string& text) {
  if (text.empty()) return std::optional<Timestamp>{};
  if (text.find('T') != std::string::npos) {
    SETOFF_TRY(time, parse_timestamp(text));
    return std::optional<Timestamp>{time};
  }
  SETOFF_TRY(day, day_argument(text));
  return std::optional<Timestamp>{Timestamp(Timestamp::at_midnight(day + 1).microseconds() - 1)};
}

Result<std::optional<ExpectedHead>> expected_head(const LedgerToRead& ledger) {
  if (ledger.expect_root.empty()) {
    if (ledger.expect_size.empty()) return std::optional<ExpectedHead>{};
    return Error(Code::bad_field,
                 "--expect-size says over how many entries the root of --expect-root is; name that "
                 "root too");
  }
  SETOFF_TRY(root, digest_from_hex(ledger.expect_root));
  std::optional<ExpectedHead> expected(ExpectedHead{root, {}});
  if (ledger.expect_size.empty()) return expected;
  SETOFF_TRY(size, parse_sequence(ledger.expect_size));
  expected->size = size;
  return expected;
}

Result<std::unique_ptr<JournalPort>> open_journal(const LedgerToRead& ledger) {
  std::error_code ignored;
  if (std::filesystem::is_directory(ledger.file, ignored))
    return Error(Code::bad_field,
                 "'" + ledger.file + "' is a folder; name the ledger file in it, such as '" +
                     (std::filesystem::path(ledger.file) / "ledger.db").string() + "'");
  SETOFF_TRY(journal, SqliteJournal::open(ledger.file, OpenMode::read));
  return std::unique_ptr<JournalPort>(std::move(journal));
}

Result<std::unique_ptr<CheckedJournal>> open_to_read(const LedgerToRead& ledger,
                                                     std::optional<Timestamp> known) {
  SETOFF_TRY(expected, expected_head(ledger));
  SETOFF_TRY(journal, open_journal(ledger));
  auto checked = CheckedJournal::open(std::move(journal), expected, known);
  if (!checked && checked.error().code == Code::corrupt)
    return Error(Code::corrupt, "'" + ledger.file +
                                    "' is not what it says: " + checked.error().detail +
                                    "; nothing of it is shown. `setoff audit verify` says more");
  return checked;
}

Timestamp wall_clock() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return Timestamp(std::chrono::duration_cast<std::chrono::microseconds>(now).count());
}

}  // namespace setoff::cli
