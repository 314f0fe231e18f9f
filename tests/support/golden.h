#pragma once
// Golden files: texts below tests/golden that a program's output must equal byte for byte. A
// difference fails the test and shows the lines that differ. With SETOFF_UPDATE_GOLDEN=1 in the
// environment the files are written anew instead; look at the change before it is committed.

#include <string>
#include <string_view>

namespace setoff::test {

// `name` is relative to tests/golden: "first-steps/run.txt".
void expect_golden(const std::string& name, std::string_view text);

// The lines of a difference: "-" expected, "+" found, with three lines around; empty for equal
// texts.
[[nodiscard]] std::string difference(std::string_view expected, std::string_view found);

}  // namespace setoff::test
