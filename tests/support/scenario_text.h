#pragma once
// Changes of a scenario's text that must not change its meaning: other orders of keys, other
// prefixes of units, other comments, one file cut in two. For tests of the laws of the simulator.

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace setoff::sim::tests {

// The sections of the top level in order: a key at the beginning of a line with all that follows.
[[nodiscard]] std::vector<std::string> sections_of(const std::string& text);
[[nodiscard]] std::string joined(const std::vector<std::string>& sections);
// Inside every section that is a block of keys (not of list items): the keys in reverse order.
[[nodiscard]] std::string reversed_keys(const std::string& section);
// Comments taken away, others put in.
[[nodiscard]] std::string other_comments(const std::string& text);
// Every amount with a prefix in the next smaller one: "300 MUSD" becomes "300000 kUSD".
[[nodiscard]] std::string other_prefixes(const std::string& text);
// A base that holds every second section, and a file that extends it with the others.
struct TwoFiles {
  std::string base;
  std::string extending;
};
[[nodiscard]] TwoFiles cut_in_two(const std::string& text, const std::string& base_name);

}  // namespace setoff::sim::tests
