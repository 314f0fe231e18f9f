// setoff test: checks the expectations of every file, alone and with each of its variants, or with
// those that are named only.

#include <algorithm>
#include <iostream>

#include "cli/commands.h"
#include "cli/run_summary.h"
#include "cli/scenario_input.h"
#include "cli/terminal.h"
#include "ledger/writer/journal.h"
#include "simulator/report/summary.h"

namespace setoff::cli {
namespace {

class Tester {
 public:
  // Tests the file as it is, then with each variant alone.
  void test(const std::string& file) {
    const auto loaded = simulator::load_scenario(file);
    print_diagnostics(loaded.diagnostics);
    one(file, loaded, {}, file);
    for (const auto& name : loaded.variants)
      test_variant(file, name);
  }
  void test_variant(const std::string& file, const std::string& name) {
    const simulator::LoadOptions options{{name}, {}, {}};
    const auto variant = simulator::load_scenario(file, options);
    if (!variant.scenario) print_diagnostics(variant.diagnostics);
    one(file, variant, options, file + " --variant " + name);
  }

  [[nodiscard]] int finish() const {
    if (runs_ > 1)
      std::cout << runs_ << " runs: " << good_ << " good, " << failed_ << " with failures, "
                << runs_ - good_ - failed_ << " that could not run\n";
    return status_;
  }

 private:
  void one(const std::string& file, const simulator::LoadedScenario& loaded,
           const simulator::LoadOptions& options, const std::string& title) {
    ++runs_;
    int status = kGood;
    if (!loaded.scenario) {
      std::cout << title << ": not run\n";
      status = status_of_failed_load(loaded);
    } else {
      std::cout << title << "\n";
      const auto judged = judge(file, loaded, options);
      status = judged ? *judged : fail(judged.error());
    }
    good_ += status == kGood ? 1 : 0;
    failed_ += status == kFinding ? 1 : 0;
    status_ = std::max(status_, status);
  }

  static Result<int> judge(const std::string& file, const simulator::LoadedScenario& loaded,
                           const simulator::LoadOptions& options) {
    MemoryJournal journal;
    SETOFF_TRY(book, LedgerWriter::open(journal));
    const auto result = simulate(*loaded.scenario, *book);
    if (!result) return report_stop(loaded, result.error());
    const simulator::RunRecord record{loaded,       options,      *result,        book->state(),
                                      book->root(), book->size(), SETOFF_VERSION, file};
    SETOFF_TRY(summary, simulator::summarize(record));
    print_expectations(std::cout, terminal_of(1), summary);
    return simulator::count_of(summary, simulator::ExpectationStatus::failed) == 0 ? kGood
                                                                                   : kFinding;
  }

  std::size_t runs_ = 0;
  std::size_t good_ = 0;
  std::size_t failed_ = 0;
  int status_ = kGood;
};

}  // namespace

int test_scenarios(const TestCommand& command) {
  Tester tester;
  for (const auto& file : command.files) {
    if (command.variants.empty()) tester.test(file);
    for (const auto& name : command.variants)
      tester.test_variant(file, name);
  }
  return tester.finish();
}

}  // namespace setoff::cli
