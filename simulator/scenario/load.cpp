#include "simulator/scenario/load.h"

#include <algorithm>

#include "ledger/crypto/sha256.h"
#include "ledger/text/nearest.h"
#include "ledger/text/tree_path.h"
#include "simulator/scenario/csv.h"
#include "simulator/scenario/known_keys.h"
#include "simulator/scenario/patches.h"
#include "simulator/scenario/read_scenario.h"
#include "simulator/scenario/tree_stages.h"

namespace setoff::simulator {

namespace {

// The offset just past the last value of the tree.
std::size_t end_of(const Node& node) {
  std::size_t end = std::size_t{node.span().offset} + node.span().length;
  for (const Node& item : node.items())
    end = std::max(end, end_of(item));
  for (const Member& member : node.members())
    end = std::max(end, end_of(member.value));
  return end;
}

bool lies_in(Span inner, const Member& outer) {
  return inner.file == outer.key_span.file && inner.offset >= outer.key_span.offset &&
         std::size_t{inner.offset} + inner.length <= end_of(outer.value);
}

// Copies the diagnostics that satisfy `wanted`.
template <class Wanted>
void copy_if(const Diagnostics& from, Diagnostics& to, Wanted wanted) {
  for (const Diagnostic& diagnostic : from.sorted()) {
    if (wanted(diagnostic)) to.add(diagnostic);
  }
}

// Suggests source, tag, note or value for a misspelt one: these words are removed from the tree
// before it is read, so the readers do not know them. Of a key that another block has, says which.
Diagnostics with_suggestions(const Diagnostics& found) {
  Diagnostics out;
  for (Diagnostic diagnostic : found.sorted()) {
    if (diagnostic.code == "unknown_key" && diagnostic.suggestion.empty()) {
      const auto key = diagnostic.span.text();
      const std::string block = known_keys().only_block_of(key);
      if (block.empty())
        diagnostic.suggestion = nearest(key, {"source", "tag", "note", "value"});
      else
        diagnostic.help = "`" + std::string(key) + "` is a key of `" + block + "`";
      if (!diagnostic.suggestion.empty()) diagnostic.help.clear();
    }
    out.add(std::move(diagnostic));
  }
  return out;
}

std::string relative_name(const std::filesystem::path& file,
                          const std::filesystem::path& scenario) {
  const auto relative = file.lexically_relative(scenario.parent_path());
  const bool below = !relative.empty() && *relative.begin() != "..";
  return (below ? relative : file).generic_string();
}

class Loader {
 public:
  Loader(const std::filesystem::path& path, const LoadOptions& options)
      : path_(path), options_(options), csv_(*(out_.sources = std::make_unique<Sources>())) {}

  LoadedScenario run() {
    TreeLoader trees(*out_.sources, out_.diagnostics);
    const auto tree = trees.load(path_);
    if (tree) {
      add_file_stages(trees.own_trees());
      read(*tree);
    }
    for (const SourceFile* file : trees.files())
      out_.files.push_back({relative_name(file->name(), path_), sha256(bytes_of(file->text()))});
    for (const auto& [name, loaded] : csv_.loaded())
      out_.files.push_back({relative_name(name, path_), loaded.sha256});
    out_.diagnostics = with_suggestions(out_.diagnostics);
    return std::move(out_);
  }

 private:
  // Adds the extended files first, the file itself last.
  void add_file_stages(const std::vector<Node>& own) {
    Node tree;
    for (auto part = own.rbegin(); part != own.rend(); ++part) {
      tree = tree.is_empty() ? *part : overlay(tree, *part);
      out_.stages.push_back({{}, tree.without_member("variants").without_member("extends")});
    }
  }

  void read(const Node& tree) {
    const Member* variants = tree.find_member("variants");
    Node model = tree.without_member("variants");
    const Node base = model;
    if (variants != nullptr && !variants->value.is_mapping()) {
      out_.diagnostics.error("wrong_kind", variants->value.span(),
                             "`variants` is a mapping of names to patches");
      variants = nullptr;
    }
    for (TreeStage& stage : stages_of(tree, options_, *out_.sources, out_.diagnostics)) {
      model = stage.tree;
      out_.stages.push_back(std::move(stage));
    }
    read_options_ = {options_.seed, changes_flows(variants), {}, {}, options_.draws};
    ReadOptions with_questions = read_options_;
    for (const std::string& question : options_.questions)
      with_questions.questions.push_back(&out_.sources->add("the question", question));
    for (const std::string& event : options_.events)
      with_questions.events.push_back(&out_.sources->add("the event", event));
    ReadResult result = read_scenario(model, with_questions, csv_, out_.diagnostics, out_.catalog);
    out_.provenance = std::move(result.provenance);
    out_.tree = std::move(result.tree);
    if (variants != nullptr) {
      for (const Member& variant : variants->value.members())
        out_.variants.push_back(variant.key);
      check_other_variants(base, variants->value);
    }
    if (!out_.diagnostics.has_errors() && !options_.draws && !result.scenario->uncertain.empty())
      check_extremes(model);
    if (!out_.diagnostics.has_errors()) out_.scenario = std::move(result.scenario);
  }

  // The file must bear what may be drawn: it is read with every law near either end.
  void check_extremes(const Node& model) {
    const Member* const block = model.find_member("uncertain");
    for (const double quantile : {0.01, 0.99}) {
      Diagnostics found;
      KeyCatalog catalog;
      ReadOptions options = read_options_;
      options.draws = DrawOptions{};
      options.draws->quantile = quantile;
      (void)read_scenario(model, options, csv_, found, catalog);
      if (!found.has_errors()) continue;
      copy_if(found, out_.diagnostics, [&](const Diagnostic& diagnostic) {
        return diagnostic.severity == Severity::error && lies_in(diagnostic.span, *block);
      });
      if (out_.diagnostics.has_errors()) return;
      const auto all = found.sorted();
      const auto first = std::ranges::find(all, Severity::error, &Diagnostic::severity);
      out_.diagnostics.add({.code = "uncertain_breaks",
                            .severity = Severity::error,
                            .span = block->key_span,
                            .message = "with a draw near the " +
                                       std::string(quantile < 0.5 ? "lower" : "upper") +
                                       " end of every law the file is wrong: " + first->message,
                            .suggestion = {},
                            .help = "keep the laws to what the file can bear",
                            .notes = {{first->span, "here"}}});
      return;
    }
  }

  // Whether a key of the file is misspelt or missing or has a value of another form, so that every
  // variant would miss it, too.
  static bool lacks_keys(const Diagnostics& found) {
    return std::ranges::any_of(found.sorted(), [](const Diagnostic& diagnostic) {
      return diagnostic.severity == Severity::error &&
             (diagnostic.code == "unknown_key" || diagnostic.code == "missing_key" ||
              diagnostic.code == "wrong_kind");
    });
  }

  // Reads the variants that are not applied as well, to find invalid patches early. Their warnings
  // are left out: inherited items may refer to days that this file's run does not have.
  void check_other_variants(const Node& base, const Node& variants) {
    const bool readable = !lacks_keys(out_.diagnostics);
    const bool good = !out_.diagnostics.has_errors();
    const bool plain = options_.variants.empty() && options_.sets.empty();
    ReadOptions without_draws = read_options_;  // a variant may take away what they change
    without_draws.draws.reset();
    for (const Member& variant : variants.members()) {
      if (std::ranges::find(options_.variants, variant.key) != options_.variants.end()) continue;
      Diagnostics found;
      KeyCatalog catalog;
      const Node tree = with_variant(base, variant, found);
      if (readable) (void)read_scenario(tree, without_draws, csv_, found, catalog);
      const std::size_t before = out_.diagnostics.error_count();
      copy_if(found, out_.diagnostics, [&](const Diagnostic& diagnostic) {
        const bool consequence = !readable && diagnostic.suggestion.empty();
        return diagnostic.severity == Severity::error && !consequence &&
               lies_in(diagnostic.span, variant);
      });
      if (good && plain && found.has_errors() && out_.diagnostics.error_count() == before)
        report_breaking(variant, found);
    }
  }

  // A variant whose every value is right, but with which the rest of the file is wrong.
  void report_breaking(const Member& variant, const Diagnostics& found) {
    const auto all = found.sorted();
    const auto first = std::ranges::find(all, Severity::error, &Diagnostic::severity);
    out_.diagnostics.add(
        {.code = "variant_breaks",
         .severity = Severity::error,
         .span = variant.key_span,
         .message = "with the variant '" + variant.key + "' the file is wrong: " + first->message,
         .suggestion = {},
         .help = "let the variant change what is marked as well",
         .notes = {{first->span, "here"}}});
  }

  std::filesystem::path path_;
  LoadOptions options_;
  ReadOptions read_options_;
  LoadedScenario out_;
  CsvFiles csv_;
};

}  // namespace

LoadedScenario load_scenario(const std::filesystem::path& path, const LoadOptions& options) {
  return Loader(path, options).run();
}

}  // namespace setoff::simulator
