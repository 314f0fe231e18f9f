#include "cli/arguments.h"

#include <charconv>
#include <chrono>
#include <filesystem>

#include "ledger/query/balances.h"
#include "ledger/store/sqlite_journal.h"

namespace setoff::cli {

Result<Sequence> parse_sequence(const std::string& text) {
  Sequence value = 0;
  const auto* end = text.data() + text.size();
  const auto [stop, failed] = std::from_chars(text.data(), end, value);
  if (text.empty() || failed != std::errc{} || stop != end)
    return Error(Code::bad_field,
                 "'" + text + "' is not the number of an entry; they count 0, 1, 2 ...");
  return value;
}

Result<std::optional<Day>> optional_day(const std::string& text) {
  if (text.empty()) return std::optional<Day>{};
  TRY(day, parse_day(text));
  return std::optional<Day>{day};
}

Result<std::optional<Timestamp>> optional_moment(const std::string& text) {
  if (text.empty()) return std::optional<Timestamp>{};
  if (text.size() > 10) {
    TRY(time, parse_timestamp(text));
    return std::optional<Timestamp>{time};
  }
  TRY(day, parse_day(text));
  return std::optional<Timestamp>{Timestamp(Timestamp::at_midnight(day + 1).microseconds() - 1)};
}

Result<std::unique_ptr<JournalPort>> open_to_read(const std::string& ledger) {
  std::error_code ignored;
  if (std::filesystem::is_directory(ledger, ignored))
    return Error(Code::bad_field, "'" + ledger +
                                      "' is a folder; name the ledger file in it, such as '" +
                                      (std::filesystem::path(ledger) / "ledger.db").string() + "'");
  TRY(journal, SqliteJournal::open(ledger, OpenMode::read));
  return std::unique_ptr<JournalPort>(std::move(journal));
}

Result<State> books_as_known(const std::string& ledger, const std::string& known) {
  TRY(moment, optional_moment(known));
  TRY(journal, open_to_read(ledger));
  return replay_journal(*journal, moment);
}

Timestamp wall_clock() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return Timestamp(std::chrono::duration_cast<std::chrono::microseconds>(now).count());
}

}  // namespace setoff::cli
