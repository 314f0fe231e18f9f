#pragma once
// The sources of ours under ledger/, simulator/ and cli/ as the rules look at them: path, lines,
// includes.

#include <filesystem>
#include <string>
#include <vector>

namespace setoff::tests {

struct Include {
  std::string name;  // between the quotes or the angle brackets
  bool quoted = false;
  std::size_t line = 0;  // from 1
};

struct SourceFile {
  std::string path;  // from the project root, such as ledger/base/error.h
  std::vector<std::string> lines;
  std::vector<Include> includes;

  [[nodiscard]] bool is_header() const;
  // The text of a line without its comment and without what stands in string literals.
  [[nodiscard]] std::string code_of(std::size_t line_index) const;
};

// Sorted by path. Files ending in .h, .cpp or .def.
[[nodiscard]] std::vector<SourceFile> read_source_tree(const std::filesystem::path& root);

// True if `word` stands in `text` as an identifier of its own.
[[nodiscard]] bool has_word(std::string_view text, std::string_view word);

}  // namespace setoff::tests
