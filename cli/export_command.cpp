#include <filesystem>
#include <functional>
#include <iostream>

#include "cli/arguments.h"
#include "ledger/exchange/event_json.h"
#include "ledger/exchange/hledger.h"
#include "ledger/store/output_file.h"

namespace setoff::cli {
namespace {

Status each_entry(const JournalPort& journal, const std::function<void(const Entry&)>& visit) {
  return journal.each_group(0, [&](const EntryGroup& group) -> Status {
    for (std::size_t i = 0; i < group.size(); ++i) {
      SETOFF_TRY(entry, decode_entry(group.at(i)));
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
  SETOFF_TRY_STATUS(each_entry(journal, [&](const Entry& entry) { exporter.declare(entry); }));
  exporter.print_head(std::filesystem::path(ledger).filename().string(), out);
  return each_entry(journal, [&](const Entry& entry) { exporter.print(entry, out); });
}

}  // namespace

int export_entries(const ExportCommand& command) {
  if (command.format != "jsonl" && command.format != "hledger")
    return fail(
        Error(Code::bad_field, "--format is jsonl or hledger, not '" + command.format + "'"));
  const OutputRules rules{command.force, {}, {command.ledger.file}};
  if (!command.output.empty())
    if (const auto free = check_output(command.output, rules); !free) return fail(free.error());
  const auto journal = open_to_read(command.ledger);
  if (!journal) return fail(journal.error());
  const auto print = [&](std::ostream& out) {
    return command.format == "jsonl" ? print_jsonl(**journal, out)
                                     : print_hledger(**journal, command.ledger.file, out);
  };
  const auto status =
      command.output.empty() ? print(std::cout) : write_output(command.output, rules, print);
  return status ? kGood : fail(status.error());
}

}  // namespace setoff::cli
