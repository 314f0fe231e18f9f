#include <boost/json.hpp>
#include <iostream>

#include "cli/arguments.h"
#include "cli/printable_stream.h"
#include "ledger/audit/verify.h"
#include "ledger/crypto/encoding.h"
#include "ledger/store/sqlite_tables.h"
#include "ledger/text/printable.h"

namespace setoff::cli {
namespace {

void print_report(const AuditReport& report) {
  std::cout << (report.clean() ? "clean" : "NOT CLEAN") << ": " << report.entries
            << " entries, root " << to_hex(report.root.view()) << "\n";
  for (const auto& finding : report.findings)
    std::cout << (finding.sequence ? "entry " + std::to_string(*finding.sequence) + ": "
                                   : std::string())
              << printable(finding.what) << "\n";
  for (const auto& note : report.notes)
    std::cout << "note: " << printable(note) << "\n";
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
  print_json(std::cout, boost::json::serialize(out));
}

Result<int> verify_ledger(const VerifyCommand& command) {
  SETOFF_TRY(expected, expected_head(command.ledger));
  SETOFF_TRY(journal, open_journal(command.ledger));
  SETOFF_TRY(tables, SqliteTables::open(command.ledger.file));
  SETOFF_TRY(report, verify(*journal, expected, tables.get()));
  command.json ? print_report_json(report) : print_report(report);
  return report.clean() ? kGood : kFinding;
}

}  // namespace

int audit_verify(const VerifyCommand& command) {
  const auto status = verify_ledger(command);
  return status ? *status : fail(status.error());
}

}  // namespace setoff::cli
