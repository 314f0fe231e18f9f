// Out of a ledger and in again: the events give the same root, the journal export gives the same
// balances, for every scenario of the project.

#include <cstdlib>
#include <fstream>
#include <string_view>

#include "tests/cli/program.h"
#include "tests/support/shipped.h"

namespace setoff::tests {
namespace {

class Scenarios : public Program, public testing::WithParamInterface<std::string> {};

TEST_P(Scenarios, ExportedEventsPostToTheSameRoot) {
  const std::string& name = GetParam();
  ASSERT_LE(run_scenario(name).status, 1);
  const auto ledger = name + "/ledger.db";
  ASSERT_EQ(setoff("export " + ledger + " --format jsonl -o events.jsonl").status, 0);
  const auto posted = setoff("post again.db events.jsonl --clock-tolerance 999999999");
  EXPECT_EQ(posted.status, 0) << posted.output;
  EXPECT_EQ(root_of(ledger), root_of("again.db"));
}

// hledger adds up the export by itself; every account must come to what `balance` says.
TEST_P(Scenarios, HledgerAgreesOnEveryBalance) {
  if (shell("hledger --version").status != 0) {
    const char* ci = std::getenv("CI");
    ASSERT_TRUE(ci == nullptr || std::string_view(ci) != "true") << "CI must have hledger";
    GTEST_SKIP() << "hledger is not installed (apt-get install hledger), so nothing was compared";
  }
  const std::string& name = GetParam();
  ASSERT_LE(run_scenario(name).status, 1);
  const auto ledger = name + "/ledger.db";
  ASSERT_EQ(setoff("export " + ledger + " --format hledger -o it.journal").status, 0);
  const auto check = shell("hledger -f it.journal check --strict ordereddates");
  EXPECT_EQ(check.status, 0) << check.output;
  // One row an account, its commodities side by side: "account","1.00 EUR, 2 m3".
  const auto theirs = shell(
      "hledger -f it.journal bal -N --flat -O csv | tail -n +2 | tr -d '\"' | awk -F, "
      "'{for (i = 2; i <= NF; ++i) {split($i, part, \" \"); print $1, part[1], part[2]}}' | "
      "LC_ALL=C sort");
  const auto ours = setoff("balance " + ledger + " | awk '{print $1, $2, $3}' | LC_ALL=C sort");
  EXPECT_EQ(theirs.status, 0);
  EXPECT_GT(ours.output.size(), 100U);
  EXPECT_EQ(theirs.output, ours.output);
}

TEST_P(Scenarios, AreCleanForTheAudit) {
  const std::string& name = GetParam();
  ASSERT_LE(run_scenario(name).status, 1);
  const auto audited = setoff("audit verify " + name + "/ledger.db");
  EXPECT_EQ(audited.status, 0) << audited.output;
  const auto debits = setoff("debits " + name + "/ledger.db");
  EXPECT_EQ(debits.status, 0) << debits.output;
}

INSTANTIATE_TEST_SUITE_P(All, Scenarios, testing::ValuesIn(shipped_scenarios()), ShippedName());

TEST_F(Program, PostingAgainBooksNothing) {
  ASSERT_EQ(run_first_steps().status, 0);
  ASSERT_EQ(setoff("export first/ledger.db --format jsonl -o events.jsonl").status, 0);
  ASSERT_EQ(setoff("post again.db events.jsonl").status, 0);
  const auto repeated = setoff("post again.db events.jsonl");
  EXPECT_EQ(repeated.status, 0) << repeated.output;
  EXPECT_TRUE(repeated.says("0 booked")) << repeated.output;
  EXPECT_EQ(root_of("first/ledger.db"), root_of("again.db"));
}

TEST_F(Program, PostReadsStandardInput) {
  ASSERT_EQ(run_first_steps().status, 0);
  const auto posted =
      setoff("export first/ledger.db --format jsonl | '" SETOFF_PROGRAM "' post again.db -");
  EXPECT_EQ(posted.status, 0) << posted.output;
  EXPECT_EQ(root_of("first/ledger.db"), root_of("again.db"));
}

TEST_F(Program, DryRunGivesTheEntriesThatWouldBeWrittenAndWritesNothing) {
  ASSERT_EQ(run_first_steps().status, 0);
  ASSERT_EQ(setoff("export first/ledger.db --format jsonl -o all.jsonl").status, 0);
  ASSERT_EQ(shell("head -n 40 all.jsonl > before.jsonl; tail -n +41 all.jsonl > rest.jsonl").status,
            0);
  ASSERT_EQ(setoff("post some.db before.jsonl").status, 0);
  ASSERT_EQ(shell("cp some.db kept.db").status, 0);
  const auto dry = setoff("post some.db rest.jsonl --dry-run --json");
  EXPECT_EQ(dry.status, 0) << dry.output;
  EXPECT_EQ(shell("cmp some.db kept.db").status, 0);
  EXPECT_EQ(shell("ls some.db*").output, "some.db\n");
  ASSERT_EQ(setoff("post some.db rest.jsonl").status, 0);
  EXPECT_TRUE(dry.says(root_of("some.db")));
  // Entry by entry: sequence, postings, leaf.
  for (const auto* number : {"40", "41", "57", "200"}) {
    const auto shown = setoff(std::string("audit show some.db ") + number + " --json").output;
    const auto leaf = shown.substr(shown.find("\"leaf\":"), 73);
    const auto from = shown.find("\"postings\":");
    const auto postings = shown.substr(from, shown.find("]", from) - from);
    EXPECT_TRUE(dry.says(leaf)) << number;
    EXPECT_TRUE(dry.says(postings)) << number;
  }
  EXPECT_EQ(setoff("post none.db before.jsonl --dry-run").status, 0);
  EXPECT_FALSE(std::filesystem::exists(path("none.db")));
}

}  // namespace
}  // namespace setoff::tests
