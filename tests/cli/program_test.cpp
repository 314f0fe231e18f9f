// The program from outside: a scenario into a ledger, one file, the same root each time; a ledger
// that was changed is found out.

#include <SQLiteCpp/SQLiteCpp.h>

#include <fstream>
#include <set>

#include "tests/cli/program.h"

namespace setoff::tests {
namespace {

namespace fs = std::filesystem;

TEST_F(Program, RunsTwiceToTheSameRootAndNeverOverwrites) {
  ASSERT_EQ(run_first_steps().status, 0);
  for (const auto* name :
       {"ledger.db", "series.csv", "summary.json", "manifest.json", "report.html"})
    EXPECT_TRUE(fs::exists(path("first") / name)) << name;
  const auto again = run_first_steps();
  EXPECT_EQ(again.status, 3);
  EXPECT_NE(again.output.find("never overwritten"), std::string::npos) << again.output;
  ASSERT_EQ(setoff("run '" SETOFF_SOURCE_DIR "/scenarios/first-steps.yaml' -o second").status, 0);
  EXPECT_EQ(root_of("first/ledger.db"), root_of("second/ledger.db"));
}

TEST_F(Program, LeavesOneFileBehind) {
  ASSERT_EQ(run_first_steps().status, 0);
  ASSERT_EQ(setoff("audit verify first/ledger.db").status, 0);
  std::set<std::string> names;
  for (const auto& file : fs::directory_iterator(path("first")))
    names.insert(file.path().filename().string());
  EXPECT_EQ(names, (std::set<std::string>{"ledger.db", "manifest.json", "report.html", "series.csv",
                                          "summary.json"}));
}

TEST_F(Program, VerifyFindsEveryChangeOfTheJournal) {
  ASSERT_EQ(run_first_steps().status, 0);
  const auto root = root_of("first/ledger.db");
  const char* changes[] = {
      "UPDATE journal SET first_sequence = first_sequence + 1",
      "UPDATE journal SET entries = entries - 1",
      "UPDATE journal SET ends = CAST(substr(ends, 1, length(ends) - 1) || x'00' AS BLOB)",
      "UPDATE journal SET bytes = CAST(substr(bytes, 1, 999) || x'00' || substr(bytes, 1001) AS "
      "BLOB)",
      "DELETE FROM journal",
  };
  for (const auto* change : changes) {
    fs::copy_file(path("first") / "ledger.db", path("changed.db"),
                  fs::copy_options::overwrite_existing);
    {
      SQLite::Database database(path("changed.db").string(), SQLite::OPEN_READWRITE);
      EXPECT_THROW(database.exec(change), SQLite::Exception)
          << "the triggers let it pass: " << change;
      for (const auto* trigger : {"journal_no_update", "journal_no_delete", "journal_no_replace"})
        database.exec(std::string("DROP TRIGGER ") + trigger);
      database.exec(change);
    }
    // Empty books are books too: only a root noted before shows that there were entries.
    const bool needs_root = std::string_view(change).starts_with("DELETE");
    const auto verified =
        setoff("audit verify changed.db" + (needs_root ? " --expect-root " + root : ""));
    EXPECT_EQ(verified.status, 1) << change << "\n" << verified.output;
  }
}

#if defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
// What makes a fault an end and not a way in: tables that nobody writes over, stacks and copies
// that are checked, an address that is another each time.
TEST_F(Program, IsBuiltAgainstAttacks) {
  if (shell("readelf --version").status != 0) GTEST_SKIP() << "no readelf";
  const auto says = [&](const std::string& what, const std::string& words) {
    const auto read = shell("readelf -W " + what + " '" SETOFF_PROGRAM "'");
    EXPECT_TRUE(read.says(words)) << what << " has no " << words;
  };
  says("--segments", "GNU_RELRO");
  says("--dynamic", "NOW");
  says("--file-header", "DYN (Position-Independent Executable file)");
  says("--symbols", "__stack_chk_fail");
  says("--symbols", "__memcpy_chk");
  says("--symbols", "__glibcxx_assert_fail");
}
#endif

}  // namespace
}  // namespace setoff::tests
