#pragma once
// explain_value: one value of a loaded scenario: what is in force, where it is written, and what it
// replaced: a value of a file that is extended, of the file itself under a variant, or of either
// under a patch of the command line. Errors: bad_path, unknown_path.

#include <optional>
#include <string>
#include <vector>

#include "ledger/text/parsed.h"
#include "simulator/scenario/load.h"

namespace setoff::sim {

struct WrittenValue {
  std::string value;  // as written, shortened if it is long
  std::string where;  // "winter.yaml:12:5", with the variant that it belongs to
};

struct Explanation {
  std::string path;
  std::string value;                    // in force; empty: none is written
  std::string base_units;               // "70000000 m3/day", where a unit has a prefix
  std::string about;                    // what the key means, with its unit or form
  std::string where;                    // of the value in force
  std::string source;                   // of the value, or of the nearest block around it
  std::string tag;                      //
  std::optional<std::string> fallback;  // the default, where no value is written
  std::vector<WrittenValue> overrode;   // newest first
};

[[nodiscard]] Parsed<Explanation> explain_value(const LoadedScenario& loaded,
                                                const std::string& path);

}  // namespace setoff::sim
