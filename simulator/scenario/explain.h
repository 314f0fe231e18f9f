#pragma once
// explain_value: explains one value of a loaded scenario: what is in force, where it is written,
// and what it overrode: a value of an extended file, of the file itself under a variant, or of
// either under a command-line patch. Errors: bad_path, unknown_path.

#include <optional>
#include <string>
#include <vector>

#include "ledger/text/parsed.h"
#include "simulator/scenario/load.h"

namespace setoff::simulator {

struct WrittenValue {
  std::string value;  // as written, shortened if long
  std::string where;  // "winter.yaml:12:5", with its variant if it has one
};

struct Explanation {
  std::string path;
  std::string value;       // the value in force; empty if none is written
  std::string base_units;  // "70000000 m3/day", if the unit has a prefix
  std::string about;       // meaning of the key, with its unit or form
  std::string where;       // location of the value in force
  std::string source;      // of the value, or of the nearest enclosing block
  std::string tag;
  std::optional<std::string> fallback;  // default in use where no value is written
  std::vector<WrittenValue> overrode;   // newest first
};

[[nodiscard]] Parsed<Explanation> explain_value(const LoadedScenario& loaded,
                                                const std::string& path);

}  // namespace setoff::simulator
