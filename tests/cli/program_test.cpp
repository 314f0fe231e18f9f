// The program from outside: a scenario into a ledger, out as events and as a journal, in again to
// the same root; a ledger that was changed is found out; the exit statuses of the contract.

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>

namespace setoff::test {
namespace {

namespace fs = std::filesystem;

struct Done {
  int status = -1;
  std::string output;
};

class Program : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "setoff-cli-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  [[nodiscard]] Done shell(const std::string& command) const {
    const auto line = "cd '" + folder_.string() + "' && ( " + command + " ) 2>&1 </dev/null";
    Done done;
    FILE* pipe = popen(line.c_str(), "r");
    if (pipe == nullptr) return done;
    char buffer[4096];
    for (std::size_t got = 0; (got = fread(buffer, 1, sizeof buffer, pipe)) > 0;)
      done.output.append(buffer, got);
    const int status = pclose(pipe);
    done.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return done;
  }
  [[nodiscard]] Done setoff(const std::string& arguments) const {
    return shell("'" SETOFF_PROGRAM "' " + arguments);
  }
  [[nodiscard]] Done run_first_steps() const {
    return setoff("run '" SETOFF_SOURCE_DIR "/scenarios/first-steps.yaml' -o first");
  }
  [[nodiscard]] std::string root_of(const std::string& ledger) const {
    const auto output = setoff("audit verify " + ledger).output;
    const auto at = output.find("root ");
    return at == std::string::npos ? output : output.substr(at + 5, 64);
  }
  [[nodiscard]] fs::path path(const std::string& name) const { return folder_ / name; }

 private:
  fs::path folder_;
};

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

TEST_F(Program, ExportedEventsPostToTheSameRoot) {
  ASSERT_EQ(run_first_steps().status, 0);
  ASSERT_EQ(setoff("export first/ledger.db --format jsonl -o first.jsonl").status, 0);
  const auto posted = setoff("post again.db first.jsonl");
  EXPECT_EQ(posted.status, 0) << posted.output;
  EXPECT_EQ(root_of("first/ledger.db"), root_of("again.db"));
  const auto repeated = setoff("post again.db first.jsonl");
  EXPECT_EQ(repeated.status, 0) << repeated.output;
  EXPECT_NE(repeated.output.find("0 booked"), std::string::npos) << repeated.output;
  EXPECT_EQ(root_of("first/ledger.db"), root_of("again.db"));
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

TEST_F(Program, HledgerAgreesOnEveryBalance) {
  if (shell("hledger --version").status != 0) GTEST_SKIP() << "hledger is not installed";
  ASSERT_EQ(run_first_steps().status, 0);
  ASSERT_EQ(setoff("export first/ledger.db --format hledger -o first.journal").status, 0);
  const auto check = shell("hledger -f first.journal check --strict ordereddates");
  EXPECT_EQ(check.status, 0) << check.output;
  const auto theirs = shell(
      "hledger -f first.journal bal -N --flat -O csv | tail -n +2 | tr -d '\"' | "
      "awk -F, '{split($2, part, \" \"); print $1, part[1], part[2]}' | sort");
  const auto ours = setoff("balance first/ledger.db | awk '{print $1, $2, $3}' | sort");
  EXPECT_EQ(theirs.status, 0);
  EXPECT_GT(ours.output.size(), 100U);
  EXPECT_EQ(theirs.output, ours.output);
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

TEST_F(Program, AnswersWrongCallsWithStatusTwoAndMissingFilesWithThree) {
  EXPECT_EQ(setoff("frobnicate").status, 2);
  EXPECT_EQ(setoff("claims none.db --on 2024-13-01").status, 2);
  EXPECT_EQ(setoff("balance none.db").status, 3);
  EXPECT_EQ(setoff("--help").status, 0);
  std::ofstream(path("bad.yaml")) << "scenario: x\nfromat: 1\n";
  EXPECT_EQ(setoff("check bad.yaml").status, 2);
  std::ofstream(path("bad.jsonl")) << "{\"specversion\": \"1.0\"}\n";
  EXPECT_EQ(setoff("post new.db bad.jsonl").status, 2);
}

}  // namespace
}  // namespace setoff::test
