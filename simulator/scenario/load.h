#pragma once
// load_scenario: reads a scenario file, the files it extends, its data files and the caller's
// patches into a checked Scenario. One pass finds all errors, also those of variants that are not
// asked for, and stores them in `diagnostics` with their locations. Paths of data files are
// relative to the file that names them. Grammar: docs/scenario-language.md.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ledger/crypto/digest.h"
#include "ledger/text/diagnostic.h"
#include "ledger/text/read_context.h"
#include "ledger/text/source.h"
#include "ledger/text/yaml_tree.h"
#include "simulator/scenario/draw_uncertain.h"
#include "simulator/scenario/model.h"

namespace setoff::simulator {

struct LoadOptions {
  std::vector<std::string> variants;     // applied in this order
  std::vector<std::string> sets;         // "path=value", applied after the variants
  std::optional<std::uint64_t> seed;     // overrides the file's seed
  std::vector<std::string> questions{};  // observations that the caller asks for
  std::vector<std::string> events{};  // what may happen, of which the caller asks whether it does
  // The path whose draws of `uncertain` values the scenario has; absent: those of the file.
  std::optional<DrawOptions> draws{};
};

// The origin of a number: one row of the report's table of sources.
struct Provenance {
  std::string path;   // "exports.gas.quantity"
  std::string value;  // as written, shortened if it is a table
  std::string source;
  std::string tag;    // "sourced", "derived", "assumed"
  std::string where;  // "file:line:column"
};

struct LoadedFile {
  std::string name;  // as found; relative to the scenario's folder if the file is below it
  Digest sha256;
};

// The tree after one step of loading: a file over those it extends, a variant, or a command-line
// patch. Still has its marks (source, tag, note).
struct TreeStage {
  std::string variant;  // name of the variant, if the step is one
  Node tree;
};

struct LoadedScenario {
  std::unique_ptr<Sources> sources;  // texts that the spans in `diagnostics` point into
  Diagnostics diagnostics;           // errors and warnings
  std::optional<Scenario> scenario;  // absent if and only if there are errors
  std::vector<LoadedFile> files;  // the scenario, the files it extends, its data; for the manifest
  std::vector<Provenance> provenance;  // in file order
  KeyCatalog catalog;                  // keys that the readers looked up, and the defaults in use
  Node tree;                           // as read, without marks; spans point into `sources`
  std::vector<TreeStage> stages;       // oldest first
  std::vector<std::string> variants;   // variants that the file defines, in file order
};

[[nodiscard]] LoadedScenario load_scenario(const std::filesystem::path& path,
                                           const LoadOptions& options = {});

// A file that is read again and again, with other changes and draws: its files are read and hashed
// once. The variants that are not asked for are not checked. Not for several threads at once.
class ScenarioSource {
 public:
  explicit ScenarioSource(const std::filesystem::path& path);
  ScenarioSource(ScenarioSource&&) noexcept;
  ~ScenarioSource();

  // The scenario with the options; nullopt if there are errors, which are added to `diagnostics`.
  // Their texts live as long as this source.
  [[nodiscard]] std::optional<Scenario> at(const LoadOptions& options, Diagnostics& diagnostics);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

// Every key of the language with its description, example, default and type, for `explain` and the
// schema: the keys that the readers look up in a scenario that has every block.
[[nodiscard]] KeyCatalog language_catalog();

}  // namespace setoff::simulator
