#pragma once
// The JSON Schema (draft 2020-12) of a scenario file, for editors. It takes whatever the reader
// takes, and refuses keys that the reader does not know, words that are no choice, and blocks
// without what they need. What only the reader can judge, such as units, is left to it.

#include <string>

namespace setoff::cli {

// As a document with one member per line.
[[nodiscard]] std::string scenario_schema();

}  // namespace setoff::cli
