// `setoff backup` from outside; and a file that may not grow further.

#include <fstream>

#include "tests/cli/program.h"

namespace setoff::tests {
namespace {

using BackupCommand = Program;

TEST_F(BackupCommand, PrintsEntriesAndRootOfACopyThatIsClean) {
  ASSERT_EQ(run_first_steps().status, 0);
  const auto root = root_of("first/ledger.db");
  const auto made = setoff("backup first/ledger.db copy.db");
  EXPECT_EQ(made.status, 0) << made.output;
  EXPECT_TRUE(made.says("copy.db: ")) << made.output;
  EXPECT_TRUE(made.says("entries, root " + root)) << made.output;
  EXPECT_EQ(root_of("copy.db"), root);
  const auto json = setoff("backup first/ledger.db again.db --json");
  EXPECT_EQ(json.status, 0);
  EXPECT_TRUE(json.says("\"root\":\"" + root + "\"")) << json.output;
}

TEST_F(BackupCommand, SaysWhatIsWrong) {
  ASSERT_EQ(run_first_steps().status, 0);
  EXPECT_EQ(setoff("backup first/ledger.db").status, 2);
  EXPECT_EQ(setoff("backup none.db copy.db").status, 3);
  std::ofstream(path("letter")) << "dear reader";
  const auto over = setoff("backup first/ledger.db letter");
  EXPECT_EQ(over.status, 3);
  EXPECT_TRUE(over.says("never written over a file")) << over.output;
  EXPECT_EQ(setoff("backup first/ledger.db first/ledger.db").status, 3);
  EXPECT_EQ(root_of("first/ledger.db").size(), 64U);
}

TEST_F(BackupCommand, KeepsNoCopyThatIsNotClean) {
  ASSERT_EQ(run_first_steps().status, 0);
  const auto changed = shell("sqlite3 first/ledger.db 'CREATE INDEX more ON entry (type)'");
  ASSERT_EQ(changed.status, 0) << changed.output;
  const auto made = setoff("backup first/ledger.db copy.db");
  EXPECT_EQ(made.status, 1) << made.output;
  EXPECT_TRUE(made.says("was not kept")) << made.output;
  EXPECT_FALSE(std::filesystem::exists(path("copy.db")));
  EXPECT_EQ(shell("ls | grep -c part").output, "0\n");
}

// The system's signal for it would end the program with a write half done.
TEST_F(BackupCommand, AFileThatMayNotGrowIsAFullDisk) {
  ASSERT_EQ(run_first_steps().status, 0);
  ASSERT_EQ(setoff("export first/ledger.db --format jsonl -o first.jsonl").status, 0);
  for (const auto* blocks : {"0", "16", "100"}) {
    const auto posted = shell(std::string("ulimit -f ") + blocks +
                              "; '" SETOFF_PROGRAM "' post small" + blocks + ".db first.jsonl");
    EXPECT_EQ(posted.status, 3) << blocks << posted.output;
  }
}

}  // namespace
}  // namespace setoff::tests
