#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <chrono>
#include <fstream>
#include <iostream>
#include <map>

#include "cli/commands.h"
#include "cli/files.h"
#include "ledger/book/book.h"
#include "ledger/crypto/encoding.h"
#include "ledger/exchange/hledger.h"
#include "ledger/exchange/jsonl.h"
#include "ledger/query/balances.h"
#include "ledger/query/claims.h"
#include "ledger/store/sqlite_journal.h"

namespace setoff::cli {
namespace {

constexpr std::size_t kGroupMax = 4096;

Timestamp wall_clock() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return Timestamp(std::chrono::duration_cast<std::chrono::microseconds>(now).count());
}

// The books as `--known` asks for: through the end of that day (UTC), or to a time.
Result<State> books_as_known(const std::string& ledger, const std::string& known) {
  TRY(journal, SqliteJournal::open(ledger, OpenMode::read));
  if (known.empty()) return replay_journal(*journal);
  if (known.size() > 10) {
    TRY(time, parse_timestamp(known));
    return replay_journal(*journal, time);
  }
  TRY(day, parse_day(known));
  return replay_journal(*journal, Timestamp(Timestamp::at_midnight(day + 1).microseconds() - 1));
}

struct PostCounts {
  std::uint64_t booked = 0;
  std::uint64_t replayed = 0;
  std::map<std::string_view, std::uint64_t> refused;
  bool unexpected = false;  // a refusal that the export did not announce
  bool malformed = false;
};

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
  std::cerr << "line " << line.number << ", " << exchanged.event.key.id << ": "
            << outcome.error->text() << "\n";
}

Status post_lines(std::istream& in, Book& book, PostCounts& counts) {
  EventLines lines(in);
  while (auto line = lines.next()) {
    if (!line->event) {
      std::cerr << "line " << line->number << ": " << line->event.error().text() << "\n";
      counts.malformed = true;
      continue;
    }
    TRY(outcome, book.submit(line->event->event, wall_clock()));
    count_outcome(*line, outcome, counts);
    if (book.uncommitted() >= kGroupMax) TRY_STATUS(book.commit());
  }
  return book.commit();
}

void print_counts(const PostCounts& counts, const Book& book) {
  std::cout << counts.booked << " booked, " << counts.replayed << " already there";
  for (const auto& [code, count] : counts.refused)
    std::cout << ", " << count << " refused: " << code;
  std::cout << "\n" << book.size() << " entries, root " << to_hex(book.root().view()) << "\n";
}

Result<PostCounts> post_into(JournalPort& journal, std::istream& in) {
  TRY(book, Book::open(journal));
  PostCounts counts;
  TRY_STATUS(post_lines(in, *book, counts));
  print_counts(counts, *book);
  return counts;
}

// A dry run books into a copy in memory: the file is read and not touched.
Result<PostCounts> dry_run(const std::string& ledger, std::istream& in) {
  MemoryJournal copy;
  std::error_code ignored;
  if (std::filesystem::exists(ledger, ignored)) {
    TRY(journal, SqliteJournal::open(ledger, OpenMode::read));
    TRY_STATUS(journal->each_group(0, [&](const EntryGroup& group) { return copy.append(group); }));
  }
  return post_into(copy, in);
}

Result<PostCounts> post_to_file(const std::string& ledger, std::istream& in) {
  TRY(journal, SqliteJournal::open(ledger, OpenMode::create_or_write));
  TRY(counts, post_into(*journal, in));
  TRY_STATUS(journal->close());
  return std::move(counts);
}

}  // namespace

int post_events(const PostCommand& command) {
  std::ifstream file;
  if (command.file != "-") {
    file.open(command.file, std::ios::binary);
    if (!file) return fail(Error(Code::cannot_open, "cannot read '" + command.file + "'"));
  }
  std::istream& in = command.file == "-" ? std::cin : file;
  const auto counts =
      command.dry_run ? dry_run(command.ledger, in) : post_to_file(command.ledger, in);
  if (!counts) return fail(counts.error());
  if (counts->malformed) return kWrongInput;
  return counts->unexpected ? kFinding : kGood;
}

int show_balance(const BalanceCommand& command) {
  std::optional<Day> valued;
  if (!command.valued.empty()) {
    const auto day = parse_day(command.valued);
    if (!day) return fail(day.error());
    valued = *day;
  }
  const auto state = books_as_known(command.ledger, command.known);
  if (!state) return fail(state.error());
  boost::json::array rows;
  for (const auto& row : trial_balance(*state, valued)) {
    const auto amount = format_minor(row.amount, row.commodity.scale());
    if (command.json)
      rows.push_back(
          {{"account", row.account}, {"amount", amount}, {"commodity", row.commodity.code()}});
    else
      std::cout << fmt::format("{:<48}{:>26} {}\n", row.account, amount, row.commodity.code());
  }
  if (command.json) std::cout << boost::json::serialize(rows) << "\n";
  return kGood;
}

namespace {

void print_claims(const Claims& claims) {
  std::cout << "Claims by state on " << claims.on.text() << ", " << claims.book.code() << "\n\n"
            << fmt::format("{:<14}", "");
  for (const auto& line : claims.lines)
    std::cout << fmt::format("{:>22}", line.line);
  std::cout << fmt::format("{:>22}\n", "all");
  const auto row = [&](std::string_view name, auto&& value_of) {
    std::int64_t all = 0;
    std::string cells;
    for (const auto& line : claims.lines) {
      all += value_of(line);
      cells += fmt::format("{:>22}", format_minor(value_of(line), claims.book.scale()));
    }
    const bool any =
        std::ranges::any_of(claims.lines, [&](const auto& line) { return value_of(line) != 0; });
    if (any)
      std::cout << fmt::format("{:<14}", name) << cells
                << fmt::format("{:>22}\n", format_minor(all, claims.book.scale()));
  };
  for (std::size_t i = 0; i < kClaimParts; ++i) {
    const auto part = static_cast<ClaimPart>(i);
    row(enum_name(part), [&](const LineClaims& line) { return line[part]; });
  }
  row("= earned", [](const LineClaims& line) { return line.earned; });
  for (const auto& line : claims.lines)
    for (const auto& money : line.foreign)
      for (std::size_t i = 0; i < kClaimParts; ++i)
        if (money.parts[i] != 0)
          std::cout << fmt::format("\n{} {}: {}", line.line, enum_name(static_cast<ClaimPart>(i)),
                                   Money(money.parts[i], money.currency).text());
  std::cout << "\n";
}

void print_claims_json(const Claims& claims) {
  boost::json::array lines;
  for (const auto& line : claims.lines) {
    boost::json::object parts;
    for (std::size_t i = 0; i < kClaimParts; ++i)
      parts[enum_name(static_cast<ClaimPart>(i))] =
          format_minor(line.parts[i], claims.book.scale());
    boost::json::object foreign;
    for (const auto& money : line.foreign)
      for (std::size_t i = 0; i < kClaimParts; ++i)
        if (money.parts[i] != 0)
          foreign[enum_name(static_cast<ClaimPart>(i))] =
              Money(money.parts[i], money.currency).text();
    lines.push_back({{"line", line.line},
                     {"parts", parts},
                     {"foreign", foreign},
                     {"earned", format_minor(line.earned, claims.book.scale())}});
  }
  const boost::json::object out{
      {"on", claims.on.text()}, {"currency", claims.book.code()}, {"lines", lines}};
  std::cout << boost::json::serialize(out) << "\n";
}

}  // namespace

int show_claims(const ClaimsCommand& command) {
  const auto day = parse_day(command.on);
  if (!day) return fail(day.error());
  const auto state = books_as_known(command.ledger, {});
  if (!state) return fail(state.error());
  const auto claims = claims_on(*state, *day);
  if (!claims) return fail(claims.error());
  command.json ? print_claims_json(*claims) : print_claims(*claims);
  return kGood;
}

namespace {

Status each_entry(const JournalPort& journal, const std::function<void(const Entry&)>& visit) {
  return journal.each_group(0, [&](const EntryGroup& group) -> Status {
    for (std::size_t i = 0; i < group.size(); ++i) {
      TRY(entry, decode_entry(group.at(i)));
      visit(entry);
    }
    return Ok{};
  });
}

Status print_jsonl(const JournalPort& journal, std::ostream& out) {
  std::string line;
  return each_entry(journal, [&](const Entry& entry) {
    line.clear();
    print_event(entry, line);
    out << line << "\n";
  });
}

Status print_hledger(const JournalPort& journal, const std::string& ledger, std::ostream& out) {
  HledgerExport exporter;
  TRY_STATUS(each_entry(journal, [&](const Entry& entry) { exporter.declare(entry); }));
  exporter.print_head(std::filesystem::path(ledger).filename().string(), out);
  return each_entry(journal, [&](const Entry& entry) { exporter.print(entry, out); });
}

}  // namespace

int export_entries(const ExportCommand& command) {
  if (command.format != "jsonl" && command.format != "hledger")
    return fail(
        Error(Code::bad_field, "--format is jsonl or hledger, not '" + command.format + "'"));
  const auto journal = SqliteJournal::open(command.ledger, OpenMode::read);
  if (!journal) return fail(journal.error());
  const auto print = [&](std::ostream& out) {
    return command.format == "jsonl" ? print_jsonl(**journal, out)
                                     : print_hledger(**journal, command.ledger, out);
  };
  const auto status = command.output.empty() ? print(std::cout) : write_file(command.output, print);
  return status ? kGood : fail(status.error());
}

}  // namespace setoff::cli
