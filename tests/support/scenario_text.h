#pragma once
// Edits of a scenario's text that must not change its meaning: another order of keys, other unit
// prefixes, other comments, one file split in two. For tests of the simulator's invariants.

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace setoff::simulator::tests {

// The top-level sections in order: each is a key at the start of a line with everything up to the
// next.
[[nodiscard]] std::vector<std::string> sections_of(const std::string& text);
[[nodiscard]] std::string joined(const std::vector<std::string>& sections);
// Reverses the keys of a section that is a block of keys; a list is returned unchanged.
[[nodiscard]] std::string reversed_keys(const std::string& section);
// Removes the comments and inserts others.
[[nodiscard]] std::string other_comments(const std::string& text);
// Rewrites every amount with the next smaller prefix: "300 MUSD" becomes "300000 kUSD".
[[nodiscard]] std::string other_prefixes(const std::string& text);
// A base file with every second section, and a file with the others that extends it.
struct TwoFiles {
  std::string base;
  std::string extending;
};
[[nodiscard]] TwoFiles cut_in_two(const std::string& text, const std::string& base_name);

}  // namespace setoff::simulator::tests
