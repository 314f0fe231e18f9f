#include <boost/json.hpp>
#include <filesystem>
#include <iostream>
#include <map>

#include "cli/arguments.h"
#include "cli/entry_output.h"
#include "cli/lines_ahead.h"
#include "cli/printable_stream.h"
#include "cli/staged_journal.h"
#include "ledger/crypto/encoding.h"
#include "ledger/exchange/input_file.h"
#include "ledger/store/sqlite_journal.h"
#include "ledger/text/printable.h"
#include "ledger/writer/ledger_writer.h"
#include "ledger/writer/time_bounds.h"

namespace setoff::cli {
namespace {

constexpr std::uint64_t kComplaintsMax = 20;

// How the events of an input are treated.
struct PostRules {
  bool atomic = false;  // one refusal keeps all events out of the ledger
  bool dry_run = false;
  bool json = false;
  TimeBounds bounds;
};

struct PostCounts {
  std::uint64_t booked = 0;
  std::uint64_t replayed = 0;
  std::map<std::string_view, std::uint64_t> refused;
  std::uint64_t malformed = 0;   // lines that are not events
  std::uint64_t kept_out = 0;    // answered without an entry: a reused id, a wrong booking time
  std::uint64_t unexpected = 0;  // refusals that the export did not announce
  std::uint64_t complaints = 0;
  bool dropped = false;  // nothing of the input was booked
};

// Prints to standard error; above the limit it only counts, and the number is printed at the end.
void complain(PostCounts& counts, std::uint64_t line, const std::string& words) {
  if (++counts.complaints <= kComplaintsMax)
    std::cerr << "line " << line << ": " << printable(words) << "\n";
}

// Whether the event is wrong whatever the books hold, so that the line must be corrected before
// anything is booked.
bool is_about_form(const Error& error) {
  return error.family() == Family::malformed && error.code != Code::id_reused &&
         error.code != Code::time_order && error.code != Code::time_bounds;
}

void count_outcome(const EventLine& line, const Outcome& outcome, PostCounts& counts) {
  const auto& exchanged = *line.event;
  switch (outcome.kind) {
    case OutcomeKind::booked:
      ++counts.booked;
      return;
    case OutcomeKind::replayed:
      ++counts.replayed;
      return;
    case OutcomeKind::refused:
      ++counts.refused[info_of(outcome.error->code).name];
      if (exchanged.outcome && exchanged.outcome->refusal == outcome.error->code) return;
      ++counts.unexpected;
      break;
    case OutcomeKind::rejected:
      ++(is_about_form(*outcome.error) ? counts.malformed : counts.kept_out);
      break;
  }
  complain(counts, line.number, exchanged.event.key.id + ": " + outcome.error->text());
}

// Prints the entry of an outcome in a dry run, as it would be written.
Status print_outcome(const LedgerWriter& book, const Outcome& outcome, const PostRules& rules) {
  if (!outcome.sequence) return Ok{};
  SETOFF_TRY(entry, book.entry(*outcome.sequence));
  SETOFF_TRY(leaf, book.leaf(*outcome.sequence));
  const bool replayed = outcome.kind == OutcomeKind::replayed;
  if (rules.json) {
    print_dry_json(std::cout, entry, leaf, replayed);
    return Ok{};
  }
  print_headline(std::cout, terminal_of(1), entry);
  std::cout << (replayed ? "  (already there)" : "") << "\n";
  if (!entry.postings.empty()) print_postings(std::cout, entry);
  std::cout << "  leaf " << to_hex(leaf.view()) << "\n";
  return Ok{};
}

// Books an event under the same clock bounds as the daemon's listeners.
Result<Outcome> book_event(LedgerWriter& book, const Event& event, const TimeBounds& bounds) {
  const auto now = wall_clock();
  auto within = check_times(event, now, bounds);
  if (within && !event.booked) within = check_clock(book.state().last_booked, now, bounds);
  if (within) return book.submit(event, now);
  within.error().detail +=
      "; --clock-tolerance, --value-days-ahead and --value-days-behind allow it";
  return Outcome{OutcomeKind::rejected, {}, std::move(within).error(), {}};
}

Status book_line(const EventLine& line, LedgerWriter& book, const PostRules& rules,
                 PostCounts& counts) {
  if (!line.event) {
    ++counts.malformed;
    complain(counts, line.number, line.event.error().text());
    return Ok{};
  }
  // After a malformed line nothing is committed to the ledger; the rest is read only to report
  // further errors.
  SETOFF_TRY(outcome, book_event(book, line.event->event, rules.bounds));
  count_outcome(line, outcome, counts);
  if (rules.dry_run) SETOFF_TRY_STATUS(print_outcome(book, outcome, rules));
  return book.uncommitted() >= kEventsPerCommit ? book.commit() : Ok{};
}

Status book_lines(InputFile& input, LedgerWriter& book, const PostRules& rules,
                  PostCounts& counts) {
  EventStream stream([&](std::span<char> out) { return input.read(out); });
  LinesAhead ahead(stream, input.size() > 0);  // a regular file
  for (const auto* lines = &ahead.next(); !lines->empty(); lines = &ahead.next())
    for (const auto& line : *lines)
      SETOFF_TRY_STATUS(book_line(line, book, rules, counts));
  if (stream.failure())
    return Error(stream.failure()->code, stream.failure()->detail + "; nothing was booked");
  if (counts.complaints > kComplaintsMax)
    std::cerr << "and " << counts.complaints - kComplaintsMax << " lines more\n";
  return book.commit();
}

// Why nothing is booked; empty if everything bookable is.
std::string why_dropped(const PostCounts& counts, const PostRules& rules) {
  if (counts.malformed > 0)
    return "some of it is no event. Mend the lines named above and post all of it again";
  if (!rules.atomic || (counts.unexpected == 0 && counts.kept_out == 0)) return {};
  return "the books do not take all of it. Mend the lines named above and post all of it again; "
         "--keep-going books what the books take and records the refusals";
}

// Size and root of the ledger.
struct LedgerHead {
  Sequence entries = 0;
  Digest root;
};

void print_counts(const PostCounts& counts, const LedgerHead& head, const PostRules& rules) {
  const auto booked = counts.dropped ? 0 : counts.booked;
  if (rules.json) {
    boost::json::object refused;
    for (const auto& [code, count] : counts.refused)
      refused[code] = count;
    const boost::json::object out{{"booked", booked},          {"already_there", counts.replayed},
                                  {"refused", refused},        {"malformed", counts.malformed},
                                  {"dropped", counts.dropped}, {"dry_run", rules.dry_run},
                                  {"entries", head.entries},   {"root", to_hex(head.root.view())}};
    print_json(std::cout, boost::json::serialize(out));
    return;
  }
  std::cout << booked << (rules.dry_run ? " would be booked, " : " booked, ") << counts.replayed
            << " already there";
  if (!counts.dropped)
    for (const auto& [code, count] : counts.refused)
      std::cout << ", " << count << " refused: " << code;
  std::cout << "\n" << head.entries << " entries, root " << to_hex(head.root.view()) << "\n";
}

// Books everything into a staged journal first; it reaches the ledger only once all of the input
// has been checked.
Result<PostCounts> post_into(JournalPort& journal, InputFile& input, const PostCommand& command,
                             const PostRules& rules) {
  const auto folder = std::filesystem::path(command.ledger).parent_path();
  StagedJournal staged(journal, folder.empty() ? "." : folder);
  SETOFF_TRY(book, LedgerWriter::open(staged));
  const LedgerHead before{book->size(), book->root()};
  PostCounts counts;
  SETOFF_TRY_STATUS(book_lines(input, *book, rules, counts));
  if (const auto why = why_dropped(counts, rules); !why.empty()) {
    counts.dropped = true;
    std::cerr << (rules.dry_run ? "nothing would be booked: " : "nothing was booked: ") << why
              << "\n";
  } else if (!rules.dry_run) {
    SETOFF_TRY_STATUS(staged.release());
  }
  print_counts(counts, counts.dropped ? before : LedgerHead{book->size(), book->root()}, rules);
  return counts;
}

// Opens the ledger read-only and releases nothing.
Result<PostCounts> dry_run(InputFile& input, const PostCommand& command, const PostRules& rules) {
  std::error_code ignored;
  if (!std::filesystem::exists(command.ledger, ignored)) {
    MemoryJournal empty;
    return post_into(empty, input, command, rules);
  }
  SETOFF_TRY(journal, SqliteJournal::open(command.ledger, OpenMode::read));
  return post_into(*journal, input, command, rules);
}

Result<PostCounts> post_to_file(InputFile& input, const PostCommand& command,
                                const PostRules& rules) {
  SETOFF_TRY(journal, SqliteJournal::open(command.ledger, OpenMode::create_or_write,
                                          TablesAtOpen::background));
  SETOFF_TRY(counts, post_into(*journal, input, command, rules));
  SETOFF_TRY(note, journal->close());
  if (note) std::cerr << "note: " << *note << "\n";
  return std::move(counts);
}

Result<int> days_option(const std::string& text, const char* name) {
  constexpr int kDaysMax = 110'000;  // the whole range of days that the books support
  const auto days = parse_sequence(text);
  if (days && *days <= kDaysMax) return static_cast<int>(*days);
  return Error(Code::bad_field,
               "'" + text + "' is not a number of days up to " + std::to_string(kDaysMax), name);
}

Result<TimeBounds> bounds_of(const PostCommand& command) {
  const auto seconds = parse_sequence(command.clock_tolerance_s);
  constexpr std::uint64_t kSecondsMax = 10'000'000'000;  // more than the range of the books
  if (!seconds || *seconds > kSecondsMax)
    return Error(Code::bad_field,
                 "'" + command.clock_tolerance_s + "' is not a number of seconds up to " +
                     std::to_string(kSecondsMax),
                 "--clock-tolerance");
  SETOFF_TRY(ahead, days_option(command.value_days_ahead, "--value-days-ahead"));
  SETOFF_TRY(behind, days_option(command.value_days_behind, "--value-days-behind"));
  return TimeBounds{std::chrono::seconds(*seconds), ahead, behind};
}

Result<PostCounts> post_input(const PostCommand& command) {
  if (command.atomic && command.keep_going)
    return Error(Code::bad_field, "--atomic and --keep-going contradict each other; say one");
  SETOFF_TRY(bounds, bounds_of(command));
  const bool from_file = command.file != "-";
  const PostRules rules{command.atomic || (from_file && !command.keep_going), command.dry_run,
                        command.json, bounds};
  SETOFF_TRY(input, InputFile::open(command.file));
  return command.dry_run ? dry_run(input, command, rules) : post_to_file(input, command, rules);
}

}  // namespace

int post_events(const PostCommand& command) {
  const auto counts = post_input(command);
  if (!counts) return fail(counts.error());
  if (counts->malformed > 0 || counts->kept_out > 0) return kWrongInput;
  return counts->unexpected > 0 ? kFinding : kGood;
}

}  // namespace setoff::cli
