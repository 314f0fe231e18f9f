#pragma once
// Private to ledger/text: what the layout of a YAML file is made from. Each member of a mapping and
// each item of a list is an entry, with the comments that belong to it.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "ledger/text/diagnostic.h"
#include "ledger/text/yaml_tree.h"

namespace setoff {

struct LineComment {
  std::string text;          // from the # on
  bool blank_above = false;  // an empty line stands above it
};

struct LayoutEntry {
  std::string key;    // as written; empty for an item and for the root
  std::string value;  // of a scalar, as written; ">-" or "|" if its lines follow
  bool is_item = false;
  bool is_collection = false;
  bool is_mapping = false;
  bool in_brackets = false;  // as written
  bool must_break = false;   // a comment stands between its brackets
  std::size_t begin = 0;     // offset of its first word
  std::size_t opens = 0;     // offsets of its brackets
  std::size_t closes = 0;
  bool blank_above = false;
  std::vector<LineComment> above;
  std::string trailing;             // comment at the end of its first line
  std::size_t trailing_column = 0;  // in which it was written
  std::vector<LayoutEntry> inner;
  std::vector<std::string> lines{};  // of a text over several lines, without their indentation
};

struct LayoutTree {
  LayoutEntry root;
  std::vector<LineComment> below;  // comments behind everything else
  std::size_t comments = 0;
};

// nullopt, with a report, if the layout cannot keep something.
[[nodiscard]] std::optional<LayoutTree> layout_tree(const SourceFile& file, const Node& tree,
                                                    Diagnostics& diagnostics);

}  // namespace setoff
