#include <algorithm>
#include <map>

#include "simulator/scenario/csv.h"
#include "simulator/scenario/load.h"
#include "simulator/scenario/patches.h"
#include "simulator/scenario/read_scenario.h"
#include "simulator/scenario/tree_stages.h"

namespace setoff::simulator {

struct ScenarioSource::Parts {
  explicit Parts(const std::filesystem::path& path) : csv(sources) {
    tree = TreeLoader(sources, problems).load(path);
  }

  // The tree with the changes of the options; the same ones are applied only once.
  const Node& model_of(const LoadOptions& options, Diagnostics& diagnostics) {
    if (model && options.variants == asked.variants && options.sets == asked.sets) return *model;
    const auto stages = stages_of(*tree, options, sources, diagnostics);
    model = stages.empty() ? tree->without_member("variants") : stages.back().tree;
    asked = options;
    if (diagnostics.has_errors()) asked.sets.emplace_back();  // to be reported again
    return *model;
  }

  const SourceFile* text(const std::string& what, const std::string& written) {
    auto [found, added] = texts.try_emplace({what, written}, nullptr);
    if (added) found->second = &sources.add(what, written);
    return found->second;
  }

  Sources sources;
  Diagnostics problems;  // of reading the files
  CsvFiles csv;
  std::optional<Node> tree;
  std::optional<Node> model;
  LoadOptions asked;
  std::map<std::pair<std::string, std::string>, const SourceFile*> texts;  // of the caller
};

ScenarioSource::ScenarioSource(const std::filesystem::path& path)
    : parts_(std::make_unique<Parts>(path)) {}
ScenarioSource::ScenarioSource(ScenarioSource&&) noexcept = default;
ScenarioSource::~ScenarioSource() = default;

std::optional<Scenario> ScenarioSource::at(const LoadOptions& options, Diagnostics& diagnostics) {
  for (const Diagnostic& problem : parts_->problems.sorted())
    diagnostics.add(problem);
  if (!parts_->tree || diagnostics.has_errors()) return std::nullopt;
  const Node& model = parts_->model_of(options, diagnostics);
  ReadOptions reading{
      options.seed, changes_flows(parts_->tree->find_member("variants")), {}, {}, options.draws};
  for (const std::string& question : options.questions)
    reading.questions.push_back(parts_->text("the question", question));
  for (const std::string& event : options.events)
    reading.events.push_back(parts_->text("the event", event));
  KeyCatalog catalog;
  ReadResult result = read_scenario(model, reading, parts_->csv, diagnostics, catalog);
  if (diagnostics.has_errors()) return std::nullopt;
  return std::move(result.scenario);
}

}  // namespace setoff::simulator
