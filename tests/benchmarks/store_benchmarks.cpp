#include "tests/benchmarks/store_benchmarks.h"

#include <benchmark/benchmark.h>

#include "ledger/audit/verify.h"
#include "ledger/base/check.h"
#include "ledger/store/sqlite_journal.h"
#include "ledger/store/sqlite_tables.h"

namespace setoff::benchmarks {
namespace {

std::filesystem::path file_in(const Prepared& prepared) {
  return prepared.folder() / "tables.db";
}

std::unique_ptr<SqliteJournal> open(const Prepared& prepared, OpenMode mode) {
  auto journal = SqliteJournal::open(file_in(prepared), mode);
  SETOFF_CHECK(journal.has_value());
  return std::move(*journal);
}

void append_all(const JournalPort& from, SqliteJournal& to) {
  SETOFF_CHECK(
      from.each_group(0, [&](const EntryGroup& group) { return to.append(group); }).has_value());
}

void count(benchmark::State& run, Prepared& prepared) {
  run.SetItemsProcessed(static_cast<std::int64_t>(prepared.events().size()) * run.iterations());
}

// Ready groups of entries into the journal, each durable when it is taken.
void journal_commits(benchmark::State& run, Prepared& prepared) {
  const auto& groups = prepared.journal();
  for (auto _ : run) {
    std::filesystem::remove(file_in(prepared));
    auto journal = open(prepared, OpenMode::create);
    append_all(groups, *journal);
    run.PauseTiming();
    journal.reset();
    run.ResumeTiming();
  }
  count(run, prepared);
}

// From a journal without tables to a sealed file.
void tables_brought_up(benchmark::State& run, Prepared& prepared) {
  const auto& groups = prepared.journal();
  for (auto _ : run) {
    run.PauseTiming();
    std::filesystem::remove(file_in(prepared));
    auto journal = open(prepared, OpenMode::create);
    append_all(groups, *journal);
    run.ResumeTiming();
    SETOFF_CHECK(journal->close().has_value());
  }
  count(run, prepared);
}

void make_file(Prepared& prepared) {
  if (std::filesystem::exists(file_in(prepared))) return;
  auto journal = open(prepared, OpenMode::create);
  append_all(prepared.journal(), *journal);
  SETOFF_CHECK(journal->close().has_value());
}

void tables_compared(benchmark::State& run, Prepared& prepared) {
  make_file(prepared);
  for (auto _ : run) {
    const auto tables = SqliteTables::open(file_in(prepared));
    SETOFF_CHECK(tables.has_value());
    const auto report = (*tables)->check();
    SETOFF_CHECK(report.has_value() && report->findings.empty());
  }
  count(run, prepared);
}

void audit_file(benchmark::State& run, Prepared& prepared, bool with_tables) {
  make_file(prepared);
  for (auto _ : run) {
    const auto journal = open(prepared, OpenMode::read);
    const auto tables = SqliteTables::open(file_in(prepared));
    SETOFF_CHECK(tables.has_value());
    const auto report = verify(*journal, {}, with_tables ? tables->get() : nullptr);
    SETOFF_CHECK(report.has_value() && report->clean());
  }
  count(run, prepared);
}

}  // namespace

void register_store_benchmarks(Prepared& prepared) {
  const auto add = [&prepared](const char* name, auto run) {
    benchmark::RegisterBenchmark(
        name, [&prepared, run](benchmark::State& state) { run(state, prepared); })
        ->Iterations(1)
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime()
        ->MeasureProcessCPUTime();
  };
  add("file/journal_commits", journal_commits);
  add("file/tables_brought_up", tables_brought_up);
  add("file/tables_compared", tables_compared);
  add("file/audit_journal_only",
      [](benchmark::State& run, Prepared& with) { audit_file(run, with, false); });
  add("file/audit_everything",
      [](benchmark::State& run, Prepared& with) { audit_file(run, with, true); });
}

}  // namespace setoff::benchmarks
