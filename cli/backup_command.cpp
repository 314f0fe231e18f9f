#include <boost/json.hpp>
#include <iostream>

#include "cli/commands.h"
#include "cli/printable_stream.h"
#include "ledger/audit/verify.h"
#include "ledger/crypto/encoding.h"
#include "ledger/store/backup.h"
#include "ledger/store/sqlite_journal.h"
#include "ledger/store/sqlite_tables.h"
#include "ledger/text/printable.h"

namespace setoff::cli {
namespace {

Result<AuditReport> audit(const std::filesystem::path& copy) {
  SETOFF_TRY(journal, SqliteJournal::open(copy, OpenMode::read));
  SETOFF_TRY(tables, SqliteTables::open(copy));
  return verify(*journal, {}, tables.get());
}

void print_findings(const AuditReport& report, const std::string& ledger) {
  std::cerr << "setoff: the copy of '" << ledger << "' is not clean and was not kept\n";
  for (const auto& finding : report.findings)
    std::cerr << (finding.sequence ? "entry " + std::to_string(*finding.sequence) + ": " : "")
              << printable(finding.what) << "\n";
}

void print_kept(const AuditReport& report, const BackupCommand& command) {
  const auto root = to_hex(report.root.view());
  if (command.json) {
    const boost::json::object out{
        {"file", command.file}, {"entries", report.entries}, {"root", root}};
    print_json(std::cout, boost::json::serialize(out));
    return;
  }
  std::cout << command.file << ": " << report.entries << " entries, root " << root << "\n";
}

Result<int> back_up(const BackupCommand& command) {
  SETOFF_TRY(backup, Backup::make(command.ledger, command.file));
  SETOFF_TRY(report, audit(backup.copy()));
  if (!report.clean()) {
    print_findings(report, command.ledger);
    return kFinding;
  }
  SETOFF_TRY_STATUS(backup.finish());
  print_kept(report, command);
  return kGood;
}

}  // namespace

int backup_ledger(const BackupCommand& command) {
  const auto status = back_up(command);
  return status ? *status : fail(status.error());
}

}  // namespace setoff::cli
