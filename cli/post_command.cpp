#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/entry_output.h"
#include "ledger/book/book.h"
#include "ledger/crypto/encoding.h"
#include "ledger/exchange/jsonl.h"
#include "ledger/store/sqlite_journal.h"

namespace setoff::cli {
namespace {

constexpr std::size_t kGroupMax = 4096;

struct PostCounts {
  std::uint64_t booked = 0;
  std::uint64_t replayed = 0;
  std::map<std::string_view, std::uint64_t> refused;
  bool unexpected = false;  // a refusal that the export did not announce
  bool malformed = false;
  std::uint64_t complaints = 0;
};

constexpr std::uint64_t kComplaintsMax = 20;

// On stderr; after so many only their number, at the end.
void complain(PostCounts& counts, const std::string& words) {
  if (++counts.complaints <= kComplaintsMax) std::cerr << words << "\n";
}

void count_outcome(const EventLine& line, const Outcome& outcome, PostCounts& counts) {
  const auto& exchanged = *line.event;
  const bool announced = exchanged.outcome && exchanged.outcome->refusal && outcome.error &&
                         *exchanged.outcome->refusal == outcome.error->code;
  if (outcome.kind == OutcomeKind::booked) ++counts.booked;
  if (outcome.kind == OutcomeKind::replayed) ++counts.replayed;
  if (outcome.kind == OutcomeKind::refused) ++counts.refused[facts_of(outcome.error->code).name];
  if (outcome.kind == OutcomeKind::answered) counts.malformed = true;
  const bool fresh_refusal =
      outcome.kind == OutcomeKind::refused || outcome.kind == OutcomeKind::answered;
  if (!fresh_refusal || announced) return;
  counts.unexpected = true;
  complain(counts, "line " + std::to_string(line.number) + ", " + exchanged.event.key.id + ": " +
                       outcome.error->text());
}

// The entry of an outcome that a dry run met, as it would be written.
Status print_outcome(const Book& book, const Outcome& outcome, const PostCommand& command) {
  if (!outcome.sequence) return Ok{};
  TRY(entry, book.entry(*outcome.sequence));
  TRY(leaf, book.leaf(*outcome.sequence));
  const bool replayed = outcome.kind == OutcomeKind::replayed;
  if (command.json) {
    print_dry_json(std::cout, entry, leaf, replayed);
    return Ok{};
  }
  std::cout << headline(terminal_of(1), entry) << (replayed ? "  (already there)" : "") << "\n";
  if (!entry.postings.empty()) print_postings(std::cout, entry);
  std::cout << "  leaf " << to_hex(leaf.view()) << "\n";
  return Ok{};
}

Status post_lines(std::istream& in, Book& book, const PostCommand& command, PostCounts& counts) {
  EventLines lines(in);
  while (auto line = lines.next()) {
    if (!line->event) {
      counts.malformed = true;
      complain(counts, "line " + std::to_string(line->number) + ": " + line->event.error().text());
      continue;
    }
    TRY(outcome, book.submit(line->event->event, wall_clock()));
    count_outcome(*line, outcome, counts);
    if (command.dry_run)
      TRY_STATUS(print_outcome(book, outcome, command));
    else if (book.uncommitted() >= kGroupMax)
      TRY_STATUS(book.commit());
  }
  if (counts.complaints > kComplaintsMax)
    std::cerr << "and " << counts.complaints - kComplaintsMax << " lines more\n";
  return command.dry_run ? Status(Ok{}) : book.commit();
}

void print_counts(const PostCounts& counts, const Book& book, const PostCommand& command) {
  if (command.json) {
    boost::json::object refused;
    for (const auto& [code, count] : counts.refused)
      refused[code] = count;
    const boost::json::object out{
        {"booked", counts.booked},       {"already_there", counts.replayed},
        {"refused", std::move(refused)}, {"dry_run", command.dry_run},
        {"entries", book.size()},        {"root", to_hex(book.root().view())}};
    std::cout << boost::json::serialize(out) << "\n";
    return;
  }
  std::cout << counts.booked << (command.dry_run ? " would be booked, " : " booked, ")
            << counts.replayed << " already there";
  for (const auto& [code, count] : counts.refused)
    std::cout << ", " << count << " refused: " << code;
  std::cout << "\n" << book.size() << " entries, root " << to_hex(book.root().view()) << "\n";
}

Result<PostCounts> post_into(JournalPort& journal, std::istream& in, const PostCommand& command) {
  TRY(book, Book::open(journal));
  PostCounts counts;
  TRY_STATUS(post_lines(in, *book, command, counts));
  print_counts(counts, *book, command);
  return counts;
}

// The file is opened to read; what is booked stays in the group that is never committed.
Result<PostCounts> dry_run(std::istream& in, const PostCommand& command) {
  std::error_code ignored;
  if (!std::filesystem::exists(command.ledger, ignored)) {
    MemoryJournal empty;
    return post_into(empty, in, command);
  }
  TRY(journal, SqliteJournal::open(command.ledger, OpenMode::read));
  return post_into(*journal, in, command);
}

Result<PostCounts> post_to_file(std::istream& in, const PostCommand& command) {
  TRY(journal,
      SqliteJournal::open(command.ledger, OpenMode::create_or_write, TablesAtOpen::beside));
  TRY(counts, post_into(*journal, in, command));
  TRY(note, journal->close());
  if (note) std::cerr << "note: " << *note << "\n";
  return std::move(counts);
}

}  // namespace

int post_events(const PostCommand& command) {
  std::ifstream file;
  if (command.file != "-") {
    std::error_code ignored;
    if (!std::filesystem::is_directory(command.file, ignored))
      file.open(command.file, std::ios::binary);
    if (!file.is_open())
      return fail(Error(
          Code::cannot_open,
          "cannot read '" + command.file + "'; name a file of events, or - for standard input"));
  }
  std::istream& in = command.file == "-" ? std::cin : file;
  const auto counts = command.dry_run ? dry_run(in, command) : post_to_file(in, command);
  if (!counts) return fail(counts.error());
  if (counts->malformed) return kWrongInput;
  return counts->unexpected ? kFinding : kGood;
}

}  // namespace setoff::cli
