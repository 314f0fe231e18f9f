#include <CLI/CLI.hpp>

#include "cli/options.h"
#include "cli/table.h"

namespace setoff::cli {

namespace {

void add_changes(CLI::App& command, std::vector<std::string>& sets,
                 std::vector<std::string>& variants) {
  command.add_option("--set", sets, "PATH=VALUE, put in the place of what the file says");
  command.add_option("--variant", variants, "variant of the file, applied in order");
}

void add_observe(CLI::App& app, Options& options, int& status) {
  auto* asked = app.add_subcommand(
      "observe", "Answer questions about a run, and about the same run with one thing changed");
  asked->footer(
      "Examples: setoff observe scenarios/first-steps.yaml 'claims(power) in MUSD' 'stock(wheat)'\n"
      "          setoff observe scenarios/iran-iraq-2019-2025.yaml 'overdue(gas)' \\\n"
      "            'shortage_days(wheat)' --beside paid_on_time --beside gas_down_a_quarter\n"
      "Questions are the observations of docs/scenario-language.md, as in `expect`");
  asked->add_option("file", options.observe.file, "scenario file")->required();
  asked
      ->add_option("what", options.observe.questions, "observations, each with 'in UNIT' if wanted")
      ->required();
  add_changes(*asked, options.observe.sets, options.observe.variants);
  asked
      ->add_option("--beside", options.observe.beside,
                   "variant or PATH=VALUE, or 'NAME: several; of them': one more run")
      ->allow_extra_args(false);
  asked->add_option("--seed", options.observe.seed, "seed of the draws, instead of the file's");
  add_table_output(*asked, options.observe.output);
  asked->callback([&] { status = observe(options.observe); });
}

// Commands that write scenario files.
void add_writing_commands(CLI::App& app, Options& options, int& status) {
  auto* make =
      app.add_subcommand("new", "Print a commented scenario to begin with, or list the kinds");
  make->footer(
      "Examples: setoff new\n"
      "          setoff new escrow -o my-scheme.yaml");
  make->add_option("kind", options.make.kind, "kind of scenario");
  make->add_option("-o,--output", options.make.output,
                   "file to write; an existing one is never replaced");
  make->callback([&] { status = new_scenario(options.make); });
  auto* format = app.add_subcommand("fmt", "Lay out scenario files in one way, comments kept");
  format->footer("Example: setoff fmt --check my-scheme.yaml");
  format->add_option("files", options.format.files, "scenario files")->required();
  format->add_flag("--check", options.format.check,
                   "write nothing; print the files that would change, with status 1");
  format->callback([&] { status = format_scenarios(options.format); });
}

}  // namespace

void add_scenario_commands(CLI::App& app, Options& options, int& status) {
  auto* run = app.add_subcommand("run", "Run a scenario into a ledger with its report");
  run->footer(
      "Example: setoff run scenarios/first-steps.yaml -o first --set "
      "payments.behaviour.pays.share='60 %'");
  run->add_option("file", options.run.file, "scenario file")->required();
  run->add_option("-o,--output", options.run.folder,
                  "folder for the results (default: out/<scenario>)");
  run->add_flag("--force", options.run.force,
                "replace what an earlier run left in that folder, if nobody has changed it");
  add_changes(*run, options.run.sets, options.run.variants);
  run->add_option("--seed", options.run.seed, "seed of the draws, instead of the file's");
  run->add_option("--path", options.run.path,
                  "path of an ensemble, with its draws (default: the file without draws)");
  run->add_option("--paths", options.run.paths, "number of paths of that ensemble");
  run->add_option("--design", options.run.design, "how it spreads its draws");
  run->add_flag("--strict", options.run.strict, "do not run a file that has warnings");
  run->add_flag("--json", options.run.json, "the summary as JSON");
  run->callback([&] { status = run_scenario(options.run); });
  auto* check = app.add_subcommand("check", "Check scenario files and show every mistake");
  check->footer("Example: setoff check scenarios/*.yaml");
  check->add_option("files", options.check.files, "scenario files")->required();
  add_changes(*check, options.check.sets, options.check.variants);
  check->add_flag("--strict", options.check.strict, "warnings are errors");
  check->callback([&] { status = check_scenarios(options.check); });
  auto* test = app.add_subcommand(
      "test", "Run scenarios and all their variants for their expectations only");
  test->footer("Example: setoff test scenarios/first-steps.yaml");
  test->add_option("files", options.test.files, "scenario files")->required();
  test->add_option("--variant", options.test.variants,
                   "variant to test alone, instead of the file and all its variants");
  test->callback([&] { status = test_scenarios(options.test); });
  add_observe(app, options, status);
  auto* explain_app = app.add_subcommand("explain",
                                         "Say what a value of a scenario is, where it is from and "
                                         "what it replaced, or what a code means");
  explain_app->footer(
      "Examples: setoff explain scenarios/iran-iraq-sh1399.yaml time.from\n"
      "          setoff explain scenarios/first-steps.yaml (the defaults in use)\n"
      "          setoff explain window_closed");
  explain_app->add_option("file", options.explain.file,
                          "scenario file, or a code such as window_closed");
  explain_app->add_option("path", options.explain.path,
                          "path of a value, such as payments.late_fee (default: all defaults)");
  add_changes(*explain_app, options.explain.sets, options.explain.variants);
  explain_app->add_flag("--codes", options.explain.codes,
                        "list the codes of refusals and what they mean");
  explain_app->callback([&] { status = explain(options.explain); });
  add_writing_commands(app, options, status);
}

}  // namespace setoff::cli
