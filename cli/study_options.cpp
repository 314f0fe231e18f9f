#include <CLI/CLI.hpp>

#include "cli/options.h"
#include "cli/table.h"

namespace setoff::cli {

namespace {

// What the commands share that run a scenario on many paths.
void add_study(CLI::App& command, StudyCommand& study) {
  command.add_option("file", study.file, "scenario file")->required();
  command.add_option("what", study.asked,
                     "observations, and events such as 'ever stock(wheat) < 10 kt'");
  command.add_option("--paths", study.paths, "number of paths")->capture_default_str();
  command.add_option(
      "-o,--output", study.folder,
      "folder of the study (default: out/<scenario>-paths); the same command goes on "
      "with what is in it");
  command.add_option("--set", study.sets, "PATH=VALUE, put in the place of what the file says");
  command.add_option("--variant", study.variants, "variant of the file, applied in order");
  command.add_option("--seed", study.seed, "seed of the draws, instead of the file's");
  command
      .add_option("--design", study.design,
                  "how draws are spread: random, antithetic, latin_hypercube, sobol")
      ->capture_default_str();
  command.add_option("--confidence", study.confidence, "of the intervals")->capture_default_str();
  command.add_option(
      "--band", study.bands,
      "series to draw as a band: a column of series.csv, or the beginning of several "
      "and * (default: balance.* and stock.*); none for none");
  command.add_option("--threads", study.threads, "threads (default: one a core)");
  command.add_option("--shard", study.shard, "K/N: only the K-th of N parts, for several machines");
  add_table_output(command, study.output);
}

}  // namespace

void add_study_commands(CLI::App& app, Options& options, int& status) {
  auto* ensemble = app.add_subcommand(
      "ensemble", "Run a scenario on many paths: how likely events are, how figures spread");
  ensemble->footer(
      "Example: setoff ensemble scenarios/first-steps-uncertain.yaml 'shortage_days(wheat)' \\\n"
      "           'ever stock(wheat) < 5 kt' --paths 1000 -o paths");
  add_study(*ensemble, options.ensemble);
  ensemble->callback([&] { status = run_ensemble(options.ensemble); });

  auto* compare = app.add_subcommand(
      "compare", "Run variants of a scenario on the same paths, and show the differences");
  compare->footer(
      "Example: setoff compare scenarios/first-steps-uncertain.yaml 'shortage_days(wheat)' \\\n"
      "           --beside 'fast: releases.approval.lag=5 days' --paths 1000 -o fast");
  add_study(*compare, options.compare);
  compare
      ->add_option("--beside", options.compare.beside,
                   "variant or PATH=VALUE, or 'NAME: several; of them': one more point")
      ->allow_extra_args(false);
  compare->callback([&] { status = run_comparison(options.compare); });

  auto* sweep = app.add_subcommand(
      "sweep", "Run a scenario for every value of a list, or every row of a file");
  sweep->footer(
      "Examples: setoff sweep scenarios/first-steps-uncertain.yaml 'shortage_days(wheat)' --paths "
      "100 \\\n"
      "            --over releases.approval.lag='5 days, 20 days, 60 days'\n"
      "          setoff sweep scenarios/first-steps-uncertain.yaml 'stock(wheat)' --points "
      "points.csv");
  add_study(*sweep, options.sweep);
  sweep
      ->add_option("--over", options.sweep.over,
                   "PATH=VALUE, VALUE ...: a point for each value; given again, for each pair")
      ->allow_extra_args(false);
  sweep->add_option("--points", options.sweep.points,
                    "CSV file: a point a row, with the columns `name` and PATHs");
  sweep->callback([&] { status = run_sweep(options.sweep); });

  auto* replay = app.add_subcommand(
      "replay", "Run one path of a study into a ledger with its report, and compare the books");
  replay->footer("Example: setoff replay paths --path 17 -o path-17");
  replay->add_option("study", options.replay.study, "folder of the study")->required();
  replay->add_option("--path", options.replay.path, "number of the path, from 1 on")->required();
  replay->add_option("--point", options.replay.point, "name of the point (default: the first)");
  replay->add_option("-o,--output", options.replay.folder,
                     "folder for the results (default: path-K in the folder of the study)");
  replay->add_flag("--force", options.replay.force,
                   "replace what an earlier run left in that folder, if nobody has changed it");
  replay->callback([&] { status = replay_path(options.replay); });

  auto* merge = app.add_subcommand("merge", "Put the shards of a study together");
  merge->footer("Example: setoff merge part-1 part-2 part-3 -o whole");
  merge->add_option("folders", options.merge.folders, "folders of the shards")->required();
  merge->add_option("-o,--output", options.merge.output, "folder of the whole study")->required();
  merge->callback([&] { status = merge_studies(options.merge); });
}

}  // namespace setoff::cli
