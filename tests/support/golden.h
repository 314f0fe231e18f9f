#pragma once
// Golden files: texts under tests/golden that a program's output must match byte for byte. A
// mismatch fails the test and prints the differing lines. With SETOFF_UPDATE_GOLDEN=1 in the
// environment the files are rewritten instead; review the change before committing it.

#include <string>
#include <string_view>

namespace setoff::tests {

// `name` is relative to tests/golden: "first-steps/run.txt".
void expect_golden(const std::string& name, std::string_view text);

// A line diff: "-" expected, "+" found, with three lines of context; empty if the texts are equal.
[[nodiscard]] std::string difference(std::string_view expected, std::string_view found);

}  // namespace setoff::tests
