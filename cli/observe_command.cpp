// setoff observe: answers questions about a run, and about the same run with one thing changed.

#include <algorithm>
#include <iostream>

#include "cli/commands.h"
#include "cli/scenario_input.h"
#include "cli/study_points.h"
#include "cli/table.h"
#include "ledger/writer/journal.h"

namespace setoff::cli {
namespace {

// One run: the file with what all runs have, and with changes of its own.
struct AskedRun {
  std::string name;
  simulator::LoadOptions options;
};

AskedRun run_beside(const std::string& text, const simulator::LoadOptions& all) {
  const auto point = point_beside(text, {{}, all.variants, all.sets});
  AskedRun run{point.name, all};
  run.options.variants = point.variants;
  run.options.sets = point.sets;
  return run;
}

std::vector<AskedRun> runs_of(const ObserveCommand& command, const simulator::LoadOptions& all) {
  const bool changed = !command.sets.empty() || !command.variants.empty();
  std::vector<AskedRun> runs{{changed ? "as_asked" : "as_it_stands", all}};
  for (const auto& text : command.beside)
    runs.push_back(run_beside(text, all));
  return runs;
}

const Decimal kPerCent(1, -2);

// In units of the question: "1.5" for 1,500,000 USD asked in MUSD.
Cell cell_of(const simulator::RunQuestion& question, const simulator::RunAnswer& answer) {
  if (!answer.value) return {};
  const auto& value = *answer.value;
  if (question.unit.value == Decimal(1, 0)) return AmountCell{value.minor, value.scale};
  constexpr int kDecimals = 3;
  const auto exact = Exact(value.minor, value.scale).over(question.unit.value);
  if (!exact) return std::string("too large");
  const auto minor = exact->round(kDecimals, Rounding::half_even);
  return minor ? Cell(AmountCell{*minor, kDecimals}) : Cell(std::string("too large"));
}

std::string unit_text(const simulator::RunQuestion& question, const simulator::RunAnswer& answer) {
  const auto in = question.text.find(" in ");
  if (in != std::string::npos) return question.text.substr(in + 4);
  if (question.unit.value == kPerCent) return "%";
  const bool per_day = question.observation.what == simulator::Observable::flow;
  return answer.value ? answer.value->unit + (per_day ? "/day" : "") : "";
}

std::string asked_text(const simulator::RunQuestion& question) {
  return question.text.substr(0, question.text.find(" in "));
}

// Adds a column of answers; kGood, kFinding if one is missing, or the status of what went wrong.
int add_answers(const ObserveCommand& command, const AskedRun& run, CellTable& table) {
  const auto loaded = simulator::load_scenario(command.file, run.options);
  if (!loaded.scenario) {
    print_diagnostics(loaded.diagnostics);
    return status_of_failed_load(loaded);
  }
  MemoryJournal journal;
  auto book = LedgerWriter::open(journal);
  if (!book) return fail(book.error());
  const auto result = simulate(*loaded.scenario, **book);
  if (!result) return report_stop(loaded, result.error());
  const auto& questions = loaded.scenario->questions;
  const bool first = table.rows.empty();
  table.columns.push_back(run.name);
  int status = kGood;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    if (!result->answers[i].value) {
      std::cerr << "no answer to " << questions[i].text << ": " << result->answers[i].note << "\n";
      status = kFinding;
    }
    if (first)
      table.rows.push_back({asked_text(questions[i]), unit_text(questions[i], result->answers[i])});
    table.rows[i].push_back(cell_of(questions[i], result->answers[i]));
  }
  return status;
}

}  // namespace

int observe(const ObserveCommand& command) {
  auto options = load_options(command.variants, command.sets, command.seed);
  if (!options) return fail(options.error());
  options->questions = command.questions;
  CellTable table{"answers", {"question", "unit"}, {}, true};
  int status = kGood;
  for (const auto& run : runs_of(command, *options)) {
    status = std::max(status, add_answers(command, run, table));
    if (status > kFinding) return status;
  }
  if (command.output.as_text()) {
    print_text(std::cout, terminal_of(1), table);
    return status;
  }
  const auto given = give_out(std::cout, command.output, table, {});
  return given ? status : fail(given.error());
}

}  // namespace setoff::cli
