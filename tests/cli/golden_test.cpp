// What the program says, word for word: every output a person reads, piped, for first-steps. The
// texts stand in tests/golden; how to renew them: tests/support/golden.h.

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/cli/program.h"
#include "tests/support/golden.h"

namespace setoff::tests {
namespace {

// Paths of the source tree as they are seen from its root.
std::string without_source_folder(std::string text) {
  const std::string folder = std::string(SETOFF_SOURCE_DIR) + "/";
  for (std::size_t at = text.find(folder); at != std::string::npos; at = text.find(folder, at))
    text.erase(at, folder.size());
  return text;
}

class Golden : public Program {
 protected:
  // Runs the program and compares both streams and the exit status with the file.
  void same(const std::string& name, const std::string& arguments) const {
    const Ran done = setoff(arguments);
    expect_golden(name, "$ setoff " + without_source_folder(arguments) + "\n" +
                            without_source_folder(done.output) + "status " +
                            std::to_string(done.status) + "\n");
  }
  [[nodiscard]] std::string text_of(const std::string& name) const {
    return shell("cat " + name).output;
  }
};

constexpr const char* kFirstSteps = SETOFF_SOURCE_DIR "/scenarios/first-steps.yaml";

TEST_F(Golden, RunAndTest) {
  same("first-steps/run.txt", std::string("run ") + kFirstSteps + " -o first");
  same("first-steps/test.txt", std::string("test ") + kFirstSteps);
  same("first-steps/check.txt", std::string("check ") + kFirstSteps);
}

TEST_F(Golden, QuestionsToTheLedger) {
  ASSERT_EQ(run_first_steps().status, 0);
  same("first-steps/claims.txt", "claims first/ledger.db --on 2024-06-30");
  same("first-steps/balance.txt", "balance first/ledger.db");
  same("first-steps/balance-on.txt", "balance first/ledger.db --on 2024-06-30");
  same("first-steps/verify.txt", "audit verify first/ledger.db");
}

TEST_F(Golden, FilesOfTheRun) {
  ASSERT_EQ(run_first_steps().status, 0);
  for (const char* name : {"series.csv", "summary.json"})
    expect_golden(std::string("first-steps/") + name, text_of(std::string("first/") + name));
}

// Paid ahead, rounded, raised, returned, revalued, reversed: each entry with its postings, and what
// is owed and held in between and in the end.
TEST_F(Golden, SecondWorkedExample) {
  const std::string events = "'" SETOFF_SOURCE_DIR "/tests/golden/second-example/events.jsonl'";
  same("second-example/entries.txt", "post second.db " + events + " --dry-run");
  ASSERT_EQ(setoff("post second.db " + events).status, 0);
  for (const std::string day : {"2021-02-20", "2021-03-01", "2021-04-10", "2021-05-04"})
    same("second-example/claims-" + day + ".txt", "claims second.db --on " + day);
  same("second-example/balance.txt", "balance second.db");
  same("second-example/verify.txt", "audit verify second.db");
}

// The other scenarios: the figures of the summary, and how the expectations were judged.
class GoldenScenario : public Golden, public testing::WithParamInterface<const char*> {};

INSTANTIATE_TEST_SUITE_P(Shipped, GoldenScenario,
                         testing::Values("iran-iraq-sh1399", "iran-iraq-2019-2025",
                                         "netherlands-uruguay-1947", "india-iran-2012"),
                         [](const auto& param) {
                           std::string name = param.param;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

TEST_P(GoldenScenario, FiguresAndExpectations) {
  const std::string name = GetParam();
  const Ran done = setoff("run '" SETOFF_SOURCE_DIR "/scenarios/" + name + ".yaml' -o run");
  ASSERT_LE(done.status, 1) << done.output;
  const std::string summary = text_of("run/summary.json");
  expect_golden(name + "/figures.json", summary.substr(0, summary.find("  \"expectations\":")));
  const std::size_t judged = done.output.find("\nExpectations\n");
  ASSERT_NE(judged, std::string::npos) << done.output;
  expect_golden(name + "/expectations.txt",
                done.output.substr(judged + 1, done.output.find("written to ") - judged - 1));
}

TEST_F(Golden, MistakesInAFile) {
  for (const char* name : {"misspelt_nested_key", "price_in_wrong_unit", "unknown_party",
                           "duplicate_key", "date_with_slashes"})
    same(std::string("mistakes/") + name + ".txt",
         std::string("check " SETOFF_SOURCE_DIR "/tests/data/broken_scenarios/") + name + ".yaml");
}

TEST_F(Golden, RefusesToOverwrite) {
  ASSERT_EQ(run_first_steps().status, 0);
  same("first-steps/run-again.txt", std::string("run ") + kFirstSteps + " -o first");
}

TEST(Difference, ShowsTheLinesThatDifferAndThreeAround) {
  EXPECT_EQ(difference("same\n", "same\n"), "");
  EXPECT_EQ(difference("1\n2\n3\n4\nfive\n6\n7\n8\n9\n", "1\n2\n3\n4\n5\n6\n7\n8\n9\n"),
            "line 5:\n 2\n 3\n 4\n-five\n+5\n 6\n 7\n 8\n");
  EXPECT_EQ(difference("a\n", "a\nb"), "line 2:\n a\n+b(no line feed at the end)\n");
}

}  // namespace
}  // namespace setoff::tests
