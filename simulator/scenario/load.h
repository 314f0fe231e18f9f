#pragma once
// load_scenario: a scenario file, with what it extends, its data files and the patches of the
// caller, read and checked into a Scenario. All errors are found in one pass and stand in
// `diagnostics` with their places. Data files are looked up relative to the file that names them.
// Grammar: docs/scenario-language.md.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ledger/crypto/digest.h"
#include "ledger/text/diagnostic.h"
#include "ledger/text/reading.h"
#include "ledger/text/source.h"
#include "ledger/text/yaml_tree.h"
#include "simulator/scenario/model.h"

namespace setoff::sim {

struct LoadOptions {
  std::vector<std::string> variants;  // applied in this order
  std::vector<std::string> sets;      // "path=value", applied after the variants
  std::optional<std::uint64_t> seed;  // instead of the file's
};

// Where a number comes from: one row of the report's table of sources.
struct Provenance {
  std::string path;   // "exports.gas.quantity"
  std::string value;  // as written, shortened if it is a table
  std::string source;
  std::string tag;    // "sourced", "derived", "assumed"
  std::string where;  // "file:line:column"
};

struct InputFile {
  std::string name;  // as found: relative to the folder of the scenario where it lies below it
  Digest sha256;
};

// The tree after one step on the way to the scenario: a file over those that it extends, a variant,
// a patch of the command line. With marks.
struct TreeStage {
  std::string variant;  // its name, if the step is one
  Node tree;
};

struct LoadedScenario {
  std::unique_ptr<Sources> sources;    // the texts that spans of `diagnostics` point into
  Diagnostics diagnostics;             // errors and warnings
  std::optional<Scenario> scenario;    // absent exactly if there are errors
  std::vector<InputFile> files;        // the scenario, what it extends, its data; for the manifest
  std::vector<Provenance> provenance;  // in the order of the file
  KeyCatalog catalog;                  // keys asked for, and the defaults in use
  Node tree;                           // as read, without marks; spans point into `sources`
  std::vector<TreeStage> stages;       // oldest first
  std::vector<std::string> variants;   // that the file has, in its order
};

[[nodiscard]] LoadedScenario load_scenario(const std::filesystem::path& path,
                                           const LoadOptions& options = {});

// Every key of the language with its description, example, default and type, for `explain` and the
// schema: what reading a scenario that has every block asks for.
[[nodiscard]] KeyCatalog language_catalog();

}  // namespace setoff::sim
