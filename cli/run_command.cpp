#include <filesystem>
#include <iostream>

#include "cli/commands.h"
#include "cli/printable_stream.h"
#include "cli/result_folder.h"
#include "cli/run_summary.h"
#include "cli/scenario_input.h"
#include "cli/staged_journal.h"
#include "cli/study_points.h"
#include "cli/terminal.h"
#include "ledger/crypto/sha256.h"
#include "ledger/store/output_file.h"
#include "ledger/store/sqlite_journal.h"
#include "simulator/report/manifest.h"
#include "simulator/report/page.h"
#include "simulator/report/series_csv.h"

namespace setoff::cli {
namespace {

namespace fs = std::filesystem;

Digest digest_of(std::string_view text) {
  return sha256(bytes_of(text));
}

Status write_results(const fs::path& folder, const simulator::RunRecord& record,
                     const simulator::Summary& summary) {
  const std::vector<std::pair<std::string, std::string>> files = {
      {"series.csv", simulator::series_csv(record)},
      {"summary.json", simulator::summary_json(record, summary)},
      {"report.html", simulator::report_page(record, summary)},
  };
  std::vector<simulator::WrittenFile> written;
  for (const auto& [name, text] : files) {
    SETOFF_TRY_STATUS(write_output(folder / name, {}, text));
    written.push_back({name, digest_of(text)});
  }
  return write_output(folder / "manifest.json", {}, simulator::manifest_json(record, written));
}

Status write_ledger(const fs::path& file, const JournalPort& entries) {
  SETOFF_TRY(journal, SqliteJournal::open(file, OpenMode::create));
  SETOFF_TRY_STATUS(entries.each_group(
      0, [&](const EntryGroup& group) -> Status { return journal->append(group); }));
  SETOFF_TRY(note, journal->close());
  if (note) std::cerr << "note: " << *note << "\n";
  return Ok{};
}

// Runs entirely in memory and creates the folder only once there are results, so that a failed or
// killed run leaves nothing that looks like one.
Result<int> run_whole(const RunCommand& command, const simulator::LoadedScenario& loaded,
                      const simulator::LoadOptions& options) {
  MemoryJournal nothing;
  std::error_code ignored;
  StagedJournal entries(nothing, fs::temp_directory_path(ignored));
  SETOFF_TRY(book, LedgerWriter::open(entries));
  const std::uint64_t path = options.draws ? options.draws->path + 1 : 0;
  const auto result = simulate(*loaded.scenario, *book, path);
  if (!result) return report_stop(loaded, result.error());
  const simulator::RunRecord record{loaded,       options,      *result,        book->state(),
                                    book->root(), book->size(), SETOFF_VERSION, command.file};
  SETOFF_TRY(summary, simulator::summarize(record));
  SETOFF_TRY(results, ResultFolder::make(command.folder, loaded.scenario->name, command.force));
  SETOFF_TRY_STATUS(write_ledger(results.staging_folder() / "ledger.db", entries));
  SETOFF_TRY_STATUS(write_results(results.staging_folder(), record, summary));
  SETOFF_TRY_STATUS(results.finish());
  if (command.json)
    print_json(std::cout, simulator::summary_json(record, summary));
  else
    print_summary(std::cout, terminal_of(1), record, summary);
  std::cerr << "written to " << results.folder().string() << "\nopen "
            << (results.folder() / "report.html").string() << "\n";
  return simulator::count_of(summary, simulator::ExpectationStatus::failed) > 0 ? kFinding : kGood;
}

}  // namespace

int run_scenario(const RunCommand& command) {
  if (command.force && command.folder.empty())
    return fail(Error(Code::bad_field, "--force replaces results in a folder; name it with -o"));
  auto options = load_options(command.variants, command.sets, command.seed);
  if (!options) return fail(options.error());
  const auto draws = draws_of(command.path, command.paths, command.design);
  if (!draws) return fail(draws.error());
  options->draws = *draws;
  const auto usable = ResultFolder::check(command.folder, command.force);
  if (!usable) return fail(usable.error());
  const auto loaded = simulator::load_scenario(command.file, *options);
  print_diagnostics(loaded.diagnostics);
  if (!loaded.scenario) return status_of_failed_load(loaded);
  if (command.strict && refused_as_strict(loaded.diagnostics)) return kWrongInput;
  const auto status = run_whole(command, loaded, *options);
  return status ? *status : fail(status.error());
}

}  // namespace setoff::cli
