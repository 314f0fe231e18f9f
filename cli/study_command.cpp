// setoff ensemble, compare and sweep: one scenario on many paths, at one point or at several.

#include <algorithm>
#include <iostream>
#include <thread>

#include "cli/commands.h"
#include "cli/scenario_input.h"
#include "cli/study_folder.h"
#include "cli/study_points.h"
#include "cli/study_tables.h"
#include "cli/terminal.h"
#include "ledger/base/whole_number.h"
#include "ledger/crypto/encoding.h"
#include "ledger/store/output_file.h"
#include "ledger/text/measure.h"
#include "simulator/report/manifest.h"
#include "simulator/report/study_json.h"
#include "simulator/report/study_page.h"
#include "simulator/scenario/numbers.h"

namespace setoff::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kThreadsMax = 256;

Result<double> confidence_of(const std::string& text) {
  const auto measure = parse_measure(text);
  const auto share = measure ? expect_share(*measure) : Parsed<Decimal>(measure.error());
  const double confidence = share ? simulator::to_double(*share) : 0;
  if (confidence >= 0.5 && confidence < 1) return confidence;
  return Error(Code::bad_field,
               "--confidence is a share from 50 % to below 100 %, not '" + text + "'");
}

bool is_event(const std::string& asked) {
  return asked.find_first_of("<>") != std::string::npos || asked.find("==") != std::string::npos;
}

// "2/5": the second of five.
Status read_shard(const std::string& text, simulator::StudyOptions& options) {
  if (text.empty()) return Ok{};
  const auto slash = text.find('/');
  const auto part = parse_whole_number(text.substr(0, slash));
  const auto of =
      slash == std::string::npos ? std::nullopt : parse_whole_number(text.substr(slash + 1));
  if (!part || !of || *part < 1 || *part > *of)
    return Error(Code::bad_field, "--shard is a part of several, such as 2/5, not '" + text + "'");
  options.shard = *part - 1;
  options.shards = *of;
  return Ok{};
}

// Which of the columns are drawn without being asked for: balances, overdue claims, stocks.
std::vector<std::string> usual_bands() {
  return {"balance.*", "stock.*"};
}

struct Prepared {
  NamedStudy study;
  simulator::StudyOptions options;
  double confidence = 0;
  fs::path folder;
};

Result<simulator::StudyPlan> plan_of(const StudyCommand& command) {
  simulator::StudyPlan plan;
  plan.file = command.file;
  SETOFF_TRY(points, points_of(command));
  plan.points = std::move(points);
  for (const auto& asked : command.asked)
    (is_event(asked) ? plan.events : plan.questions).push_back(asked);
  plan.bands = command.bands.empty() ? usual_bands() : command.bands;
  if (command.bands.size() == 1 && command.bands[0] == "none") plan.bands.clear();
  SETOFF_TRY(paths, number_of_option(command.paths, "--paths", kPathsMax));
  plan.paths = paths;
  SETOFF_TRY(design, design_of(command.design));
  plan.design = design;
  return plan;
}

Result<unsigned> threads_of(const std::string& text) {
  if (text.empty()) return std::max(1U, std::thread::hardware_concurrency());
  SETOFF_TRY(threads, number_of_option(text, "--threads", kThreadsMax));
  return static_cast<unsigned>(threads);
}

Result<Prepared> prepare(const StudyCommand& command, const simulator::LoadedScenario& loaded,
                         simulator::StudyPlan plan) {
  Prepared out;
  out.study.title = loaded.scenario->title;
  out.study.version = SETOFF_VERSION;
  out.study.seed = loaded.scenario->seed;
  plan.seed = loaded.scenario->seed;
  out.study.plan = std::move(plan);
  for (const auto& file : loaded.files)
    out.study.files.emplace_back(file.name, to_hex(file.sha256.view()));
  SETOFF_TRY(threads, threads_of(command.threads));
  out.options.threads = threads;
  SETOFF_TRY_STATUS(read_shard(command.shard, out.options));
  SETOFF_TRY(confidence, confidence_of(command.confidence));
  out.confidence = confidence;
  out.folder = command.folder.empty() ? fs::path("out") / (loaded.scenario->name + "-paths")
                                      : fs::path(command.folder);
  return out;
}

Status run_blocks(Prepared& prepared, const std::vector<simulator::StudyShape>& shapes,
                  const simulator::BlockStore& store) {
  Progress progress(std::cerr, terminal_of(2), "paths");
  prepared.options.progress = [&](const simulator::StudyProgress& at) {
    progress.update(at.done, at.all, std::to_string(at.done) + " of " + std::to_string(at.all));
  };
  const auto status = run_study(prepared.study.plan, shapes, store, prepared.options);
  progress.wipe();
  return status;
}

// The command that runs the study again, in the words of a comparison if there are several points.
std::string command_text(const simulator::StudyPlan& plan) {
  const auto& points = plan.points;
  std::string out = std::string("setoff ") + (points.size() > 1 ? "compare " : "ensemble ") +
                    simulator::shell_word(plan.file.generic_string());
  for (const auto* asked : {&plan.questions, &plan.events})
    for (const auto& text : *asked)
      out += " " + simulator::shell_word(text);
  for (const auto& variant : points.front().variants)
    out += " --variant " + simulator::shell_word(variant);
  for (const auto& set : points.front().sets)
    out += " --set " + simulator::shell_word(set);
  for (std::size_t i = 1; i < points.size(); ++i) {
    std::string changes;
    const auto& first = points.front();
    for (std::size_t j = first.variants.size(); j < points[i].variants.size(); ++j)
      changes += " " + points[i].variants[j] + ";";
    for (std::size_t j = first.sets.size(); j < points[i].sets.size(); ++j)
      changes += " " + points[i].sets[j] + ";";
    if (!changes.empty()) changes.pop_back();
    out += " --beside " + simulator::shell_word(points[i].name + ":" + changes);
  }
  for (const auto& band : plan.bands)
    out += " --band " + simulator::shell_word(band);
  return out + " --paths " + std::to_string(plan.paths) + " --design " +
         std::string(enum_name(plan.design)) + " --seed " + std::to_string(*plan.seed);
}

simulator::StudyPageFacts facts_of(const Prepared& prepared) {
  const auto& study = prepared.study;
  simulator::StudyPageFacts facts;
  facts.title = study.title;
  facts.file = study.plan.file.generic_string();
  facts.folder = "FOLDER";
  facts.command = command_text(study.plan);
  facts.version = study.version;
  facts.seed = study.seed;
  facts.paths = study.plan.paths;
  facts.design = study.plan.design;
  facts.files = study.files;
  return facts;
}

Result<int> finish(const StudyCommand& command, const Prepared& prepared,
                   const std::vector<simulator::StudyShape>& shapes,
                   const simulator::BlockStore& store) {
  SETOFF_TRY(summary,
             simulator::summarize_study(prepared.study.plan, shapes, store, prepared.confidence));
  SETOFF_TRY_STATUS(write_paths_csv(prepared.folder / "paths.csv", prepared.study, shapes, store));
  SETOFF_TRY_STATUS(write_bands_csv(prepared.folder / "bands.csv", summary));
  SETOFF_TRY_STATUS(write_output(prepared.folder / "summary.json", {.replace = true},
                                 simulator::study_summary_json(summary)));
  SETOFF_TRY_STATUS(write_output(prepared.folder / "report.html", {.replace = true},
                                 simulator::study_page(summary, facts_of(prepared))));
  const auto tables = study_tables(summary);
  if (command.output.as_text()) {
    print_study(std::cout, terminal_of(1), prepared.study, summary);
  } else {
    SETOFF_TRY_STATUS(give_out(std::cout, command.output, tables, {}));
  }
  std::cerr << "written to " << prepared.folder.string() << "\n";
  const bool failed = std::ranges::any_of(
      summary.points, [](const simulator::PointSummary& point) { return point.failed > 0; });
  return failed ? kFinding : kGood;
}

Result<int> run_whole_study(const StudyCommand& command, const simulator::LoadedScenario& loaded,
                            simulator::StudyPlan plan) {
  SETOFF_TRY(prepared, prepare(command, loaded, std::move(plan)));
  if (loaded.scenario->uncertain.empty())
    std::cerr << "note: nothing in this file is uncertain, so all paths are the same; see "
                 "`uncertain` in docs/scenario-language.md\n";
  SETOFF_TRY(shapes, simulator::shapes_of(prepared.study.plan));
  SETOFF_TRY_STATUS(open_study_folder(prepared.folder, prepared.study));
  const simulator::BlockStore store(blocks_folder(prepared.folder), study_digest(prepared.study));
  SETOFF_TRY_STATUS(run_blocks(prepared, shapes, store));
  if (prepared.options.shards > 1) {
    std::cerr << "this shard is done; copy the blocks of all shards into one folder and run the "
                 "command there without --shard, or use setoff merge\n";
    return kGood;
  }
  return finish(command, prepared, shapes, store);
}

int run_study_command(const StudyCommand& command) {
  auto options = load_options(command.variants, command.sets, command.seed);
  if (!options) return fail(options.error());
  auto plan = plan_of(command);
  if (!plan) return fail(plan.error());
  options->questions = plan->questions;
  options->events = plan->events;
  const auto loaded = simulator::load_scenario(command.file, *options);
  print_diagnostics(loaded.diagnostics);
  if (!loaded.scenario) return status_of_failed_load(loaded);
  const auto status = run_whole_study(command, loaded, std::move(*plan));
  return status ? *status : fail(status.error());
}

}  // namespace

int run_ensemble(const StudyCommand& command) {
  return run_study_command(command);
}

int run_comparison(const StudyCommand& command) {
  if (command.beside.empty())
    return fail(Error(Code::bad_field,
                      "nothing to compare with: name a variant or a change with --beside"));
  return run_study_command(command);
}

int run_sweep(const StudyCommand& command) {
  if (command.over.empty() && command.points.empty())
    return fail(
        Error(Code::bad_field, "no points: give --over PATH=VALUE,VALUE or --points FILE.csv"));
  return run_study_command(command);
}

}  // namespace setoff::cli
