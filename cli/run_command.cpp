#include <algorithm>
#include <charconv>
#include <filesystem>
#include <iostream>

#include "cli/book_sink.h"
#include "cli/commands.h"
#include "cli/printable_stream.h"
#include "cli/result_folder.h"
#include "cli/run_summary.h"
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

Result<sim::LoadOptions> options_of(const RunCommand& command) {
  sim::LoadOptions options{command.variants, command.sets, {}};
  if (command.seed.empty()) return options;
  std::uint64_t seed = 0;
  const auto* end = command.seed.data() + command.seed.size();
  const auto [stop, failed] = std::from_chars(command.seed.data(), end, seed);
  if (failed != std::errc{} || stop != end)
    return Error(Code::bad_field, "--seed is a whole number from 0 on, not '" + command.seed + "'");
  options.seed = seed;
  return options;
}

// Why there is no scenario: the file itself could not be read, or what it says is wrong.
int status_without(const sim::LoadedScenario& loaded) {
  for (const auto& found : loaded.diagnostics.sorted())
    if (!found.span.valid() && found.code == facts_of(Code::cannot_open).name) return kEnvironment;
  return kWrongInput;
}

void print_diagnostics(const Diagnostics& diagnostics) {
  write_own(std::cerr, render(diagnostics, {terminal_of(2).color}));
}

Digest digest_of(std::string_view text) {
  return sha256(bytes_of(text));
}

Status write_results(const fs::path& folder, const sim::RunRecord& record,
                     const sim::Summary& summary) {
  const std::vector<std::pair<std::string, std::string>> files = {
      {"series.csv", sim::series_csv(record)},
      {"summary.json", sim::summary_json(record, summary)},
      {"report.html", sim::report_page(record, summary)},
  };
  std::vector<sim::WrittenFile> written;
  for (const auto& [name, text] : files) {
    TRY_STATUS(write_output(folder / name, {}, text));
    written.push_back({name, digest_of(text)});
  }
  return write_output(folder / "manifest.json", {}, sim::manifest_json(record, written));
}

Result<sim::RunResult> simulate(const sim::Scenario& scenario, Book& book) {
  BookSink sink(book);
  sim::RunOptions options;
  Progress progress(std::cerr, terminal_of(2), scenario.name);
  options.progress = [&](Day day, int done, int days) {
    progress.update(static_cast<std::size_t>(done), static_cast<std::size_t>(days), day.text());
    return true;
  };
  auto result = sim::run(scenario, sink, options);
  progress.wipe();
  if (!result) return result;
  TRY_STATUS(book.commit());
  return result;
}

Result<int> run_into(ResultFolder& results, const RunCommand& command,
                     const sim::LoadedScenario& loaded, const sim::LoadOptions& options) {
  TRY(journal, SqliteJournal::open(results.part() / "ledger.db", OpenMode::create));
  TRY(book, Book::open(*journal));
  TRY(result, simulate(*loaded.scenario, *book));
  const sim::RunRecord record{loaded,       options,      result,         book->state(),
                              book->root(), book->size(), SETOFF_VERSION, command.file};
  TRY(summary, sim::summarize(record));
  TRY_STATUS(write_results(results.part(), record, summary));
  TRY(note, journal->close());
  if (note) std::cerr << "note: " << *note << "\n";
  TRY_STATUS(results.finish());
  if (command.json)
    print_json(std::cout, sim::summary_json(record, summary));
  else
    print_summary(std::cout, terminal_of(1), record, summary);
  std::cerr << "written to " << results.folder().string() << "\nopen "
            << (results.folder() / "report.html").string() << "\n";
  return sim::count_of(summary, sim::Mark::failed) > 0 ? kFinding : kGood;
}

}  // namespace

int run_scenario(const RunCommand& command) {
  if (command.force && command.folder.empty())
    return fail(Error(Code::bad_field, "--force replaces results in a folder; name it with -o"));
  const auto options = options_of(command);
  if (!options) return fail(options.error());
  const auto loaded = sim::load_scenario(command.file, *options);
  print_diagnostics(loaded.diagnostics);
  if (!loaded.scenario) return status_without(loaded);
  auto results = ResultFolder::make(command.folder, loaded.scenario->name, command.force);
  if (!results) return fail(results.error());
  const auto status = run_into(*results, command, loaded, *options);
  return status ? *status : fail(status.error());
}

int check_scenarios(const std::vector<std::string>& files) {
  int status = kGood;
  for (const auto& file : files) {
    const auto loaded = sim::load_scenario(file);
    print_diagnostics(loaded.diagnostics);
    if (!loaded.scenario) {
      status = std::max(status, status_without(loaded));
      continue;
    }
    std::cout << file << ": in order (" << loaded.scenario->time.from.text() << " to "
              << loaded.scenario->time.to.text() << ", " << loaded.scenario->expectations.size()
              << " expectations)\n";
  }
  return status;
}

namespace {

Result<bool> test_scenario(const std::string& file, const sim::LoadedScenario& loaded) {
  MemoryJournal journal;
  TRY(book, Book::open(journal));
  TRY(result, simulate(*loaded.scenario, *book));
  const sim::LoadOptions options;
  const sim::RunRecord record{loaded,       options,      result,         book->state(),
                              book->root(), book->size(), SETOFF_VERSION, file};
  TRY(summary, sim::summarize(record));
  std::cout << file << "\n";
  print_expectations(std::cout, terminal_of(1), summary);
  return sim::count_of(summary, sim::Mark::failed) == 0;
}

}  // namespace

int test_scenarios(const std::vector<std::string>& files) {
  int status = kGood;
  for (const auto& file : files) {
    const auto loaded = sim::load_scenario(file);
    print_diagnostics(loaded.diagnostics);
    if (!loaded.scenario) return status_without(loaded);
    const auto passed = test_scenario(file, loaded);
    if (!passed) return fail(passed.error());
    if (!*passed) status = kFinding;
  }
  return status;
}

}  // namespace setoff::cli
