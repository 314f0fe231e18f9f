#include <fmt/format.h>

#include <boost/json.hpp>
#include <charconv>
#include <iostream>

#include "cli/commands.h"
#include "ledger/audit/verify.h"
#include "ledger/crypto/encoding.h"
#include "ledger/exchange/event_json.h"
#include "ledger/proof/merkle.h"
#include "ledger/store/sqlite_journal.h"
#include "ledger/store/sqlite_tables.h"

namespace setoff::cli {
namespace {

Result<Sequence> parse_sequence(const std::string& text) {
  Sequence value = 0;
  const auto* end = text.data() + text.size();
  const auto [stop, failed] = std::from_chars(text.data(), end, value);
  if (failed != std::errc{} || stop != end)
    return Error(Code::bad_field, "'" + text + "' is not a number of an entry");
  return value;
}

Result<std::optional<ExpectedHead>> expected_of(const VerifyCommand& command) {
  std::optional<ExpectedHead> expected;
  if (command.expect_root.empty()) return expected;
  TRY(root, digest_from_hex(command.expect_root));
  expected = ExpectedHead{root, {}};
  if (command.expect_size.empty()) return expected;
  TRY(size, parse_sequence(command.expect_size));
  expected->size = size;
  return expected;
}

void print_report(const AuditReport& report) {
  std::cout << (report.clean() ? "clean" : "NOT CLEAN") << ": " << report.entries
            << " entries, root " << to_hex(report.root.view()) << "\n";
  for (const auto& finding : report.findings)
    std::cout << (finding.sequence ? "entry " + std::to_string(*finding.sequence) + ": "
                                   : std::string())
              << finding.what << "\n";
  for (const auto& note : report.notes)
    std::cout << "note: " << note << "\n";
}

void print_report_json(const AuditReport& report) {
  boost::json::array findings;
  for (const auto& finding : report.findings) {
    boost::json::object item{{"what", finding.what}};
    if (finding.sequence) item["sequence"] = *finding.sequence;
    findings.push_back(std::move(item));
  }
  const boost::json::object out{
      {"root", to_hex(report.root.view())},
      {"entries", report.entries},
      {"clean", report.clean()},
      {"findings", findings},
      {"notes", boost::json::array(report.notes.begin(), report.notes.end())}};
  std::cout << boost::json::serialize(out) << "\n";
}

Result<int> verify_ledger(const VerifyCommand& command) {
  TRY(expected, expected_of(command));
  TRY(journal, SqliteJournal::open(command.ledger, OpenMode::read));
  TRY(tables, SqliteTables::open(command.ledger));
  TRY(report, verify(*journal, expected, tables.get()));
  command.json ? print_report_json(report) : print_report(report);
  return report.clean() ? kGood : kFinding;
}

struct LogFilter {
  std::string account;
  std::string type;
  std::optional<Day> from;
  std::optional<Day> to;

  [[nodiscard]] bool takes(const Entry& entry) const {
    const Day day = entry.event.value_date;
    if ((from && day < *from) || (to && day > *to)) return false;
    if (!type.empty() && entry.event.type_name() != type) return false;
    return account.empty() || std::ranges::any_of(entry.postings, [&](const Posting& posting) {
             return posting.account.starts_with(account);
           });
  }
};

Result<std::optional<Day>> day_option(const std::string& text) {
  if (text.empty()) return std::optional<Day>{};
  TRY(day, parse_day(text));
  return std::optional<Day>{day};
}

Result<int> log_entries(const LogCommand& command) {
  LogFilter filter{command.account, command.type, {}, {}};
  if (filter.type.starts_with("setoff.")) filter.type.erase(0, 7);
  if (!filter.type.empty() && find_event_type(filter.type) == nullptr)
    return Error(Code::unknown_type, "there is no event type '" + command.type + "'");
  TRY(from, day_option(command.from));
  TRY(to, day_option(command.to));
  filter.from = from;
  filter.to = to;
  TRY(journal, SqliteJournal::open(command.ledger, OpenMode::read));
  TRY_STATUS(journal->each_group(0, [&](const EntryGroup& group) -> Status {
    for (std::size_t i = 0; i < group.size(); ++i) {
      TRY(entry, decode_entry(group.at(i)));
      if (!filter.takes(entry)) continue;
      const auto outcome = entry.refusal ? "refused: " + std::string(facts_of(*entry.refusal).name)
                                         : std::to_string(entry.postings.size()) + " postings";
      std::cout << fmt::format("{:>8}  {}  {:<22}{:<40}  {}\n", entry.sequence,
                               entry.event.value_date.text(), entry.event.type_name(),
                               entry.event.key.id, outcome);
    }
    return Ok{};
  }));
  return kGood;
}

Result<int> show_entry(const std::string& ledger, const std::string& text) {
  TRY(sequence, parse_sequence(text));
  TRY(journal, SqliteJournal::open(ledger, OpenMode::read));
  TRY(bytes, journal->read(sequence));
  TRY(entry, decode_entry(bytes));
  std::string event;
  print_event(entry, event);
  std::cout << "entry " << entry.sequence << ", " << entry.event.type_name() << ", value date "
            << entry.event.value_date.text() << "\nleaf  "
            << to_hex(hash_leaf(std::as_bytes(std::span(bytes))).view()) << "\nevent " << event
            << "\n";
  for (const auto& posting : entry.postings)
    std::cout << fmt::format("  {:<44}{:>26} {:<6}{:>26}  {}\n", posting.account,
                             format_minor(posting.amount, posting.commodity.scale()),
                             posting.commodity.code(),
                             format_minor(posting.balance, posting.commodity.scale()), posting.lot);
  for (const auto& link : entry.links)
    std::cout << "  " << enum_name(link.kind) << " entry " << link.sequence << "\n";
  return kGood;
}

int status_of(const Result<int>& result) {
  return result ? *result : fail(result.error());
}

}  // namespace

int audit_verify(const VerifyCommand& command) {
  return status_of(verify_ledger(command));
}
int audit_log(const LogCommand& command) {
  return status_of(log_entries(command));
}
int audit_show(const std::string& ledger, const std::string& sequence) {
  return status_of(show_entry(ledger, sequence));
}

}  // namespace setoff::cli
