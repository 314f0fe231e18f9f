#pragma once
// Program: the built program, run by a shell in an empty folder of its own, which goes at the end.
// Output is both streams, in the order they came.

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/support/shell.h"

namespace setoff::tests {

class Program : public testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;

  [[nodiscard]] Ran shell(const std::string& command) const;
  [[nodiscard]] Ran setoff(const std::string& arguments) const;
  // scenarios/<name>.yaml into the folder <name>.
  [[nodiscard]] Ran run_scenario(const std::string& name) const;
  [[nodiscard]] Ran run_first_steps() const;  // into `first`
  // The root that `audit verify` prints, or its whole output.
  [[nodiscard]] std::string root_of(const std::string& ledger) const;
  // The number of the nth entry of that type, as `audit log` lists them.
  [[nodiscard]] std::string number_of(const std::string& ledger, const std::string& type,
                                      int nth = 1) const;
  [[nodiscard]] std::filesystem::path path(const std::string& name) const { return folder_ / name; }

 private:
  std::filesystem::path folder_;
};

}  // namespace setoff::tests
