// `run --force`: the results of an earlier run are replaced, and only those, as a run left them;
// anything that somebody has changed, added to or works with stays as it is.

#include <fstream>

#include "ledger/store/writer_lock.h"
#include "tests/cli/program.h"

namespace setoff::tests {
namespace {

namespace fs = std::filesystem;

const std::string kRun = "run '" SETOFF_SOURCE_DIR "/scenarios/first-steps.yaml' -o first";
const std::string kOther = kRun + " --set 'payments.behaviour.pays.share=60 %'";

class RunAgain : public Program {
 protected:
  void SetUp() override {
    Program::SetUp();
    ASSERT_EQ(setoff(kRun).status, 0);
    root_ = root_of("first/ledger.db");
  }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path(name), std::ios::binary) << text;
  }
  // Refused, with these words, and every file is as it was.
  void expect_refused(const std::string& words) const {
    const std::string before = shell("cd first; sha256sum * 2>/dev/null; ls -a").output;
    const auto refused = setoff(kOther + " --force");
    EXPECT_EQ(refused.status, 3) << refused.output;
    EXPECT_TRUE(refused.says(words)) << refused.output;
    EXPECT_EQ(shell("cd first; sha256sum * 2>/dev/null; ls -a").output, before) << words;
  }

  std::string root_;
};

TEST_F(RunAgain, EndsWithTheReportThatCanBeOpened) {
  const auto done = setoff(kRun + " --force");
  EXPECT_EQ(done.status, 0) << done.output;
  EXPECT_TRUE(done.output.ends_with("open first/report.html\n")) << done.output;
}

TEST_F(RunAgain, ReplacesWhatARunLeftWhenToldTo) {
  EXPECT_TRUE(setoff(kOther).says("never overwritten"));
  write("first/notes.txt", "beside the results");
  const auto again = setoff(kOther + " --force");
  EXPECT_EQ(again.status, 0) << again.output;
  EXPECT_NE(root_of("first/ledger.db"), root_);
  EXPECT_EQ(shell("ls first").output,
            "ledger.db\nmanifest.json\nnotes.txt\nreport.html\nseries.csv\nsummary.json\n");
  EXPECT_EQ(shell("cat first/notes.txt").output, "beside the results");
  EXPECT_EQ(setoff(kRun + " --force").status, 0) << "and again";
  EXPECT_EQ(root_of("first/ledger.db"), root_);
  EXPECT_EQ(setoff(kRun.substr(0, kRun.find(" -o")) + " --force").status, 2) << "needs a folder";
}

TEST_F(RunAgain, LeavesWhatNoRunWrote) {
  write("first/summary.json", "my own summary");
  expect_refused("was changed since the run");
}

TEST_F(RunAgain, LeavesAFolderWithoutAManifest) {
  fs::remove(path("first/manifest.json"));
  expect_refused("no manifest");
  write("first/manifest.json", "{\"manifest\": 2}");
  expect_refused("no manifest of a run");
}

TEST_F(RunAgain, LeavesALedgerThatWasWrittenOn) {
  const std::string event =
      R"({"specversion":"1.0","id":"mine","source":"/desk","type":"setoff.statement.received",)"
      R"("time":"2025-01-10T00:00:00Z","data":{"value_date":"2025-01-02","statement":"s1",)"
      R"("account":"trust","from":"2025-01-01","to":"2025-01-01","opening":"0.00 EUR",)"
      R"("closing":"0.00 EUR","digest":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}})";
  write("mine.jsonl", event + "\n");
  const auto posted = setoff("post first/ledger.db mine.jsonl --keep-going");
  ASSERT_LE(posted.status, 1) << posted.output;
  ASSERT_NE(root_of("first/ledger.db"), root_) << posted.output;
  expect_refused("entries and the run wrote ");
}

TEST_F(RunAgain, LeavesALedgerThatAProgramWorksWith) {
  write("first/ledger.db-writer", "setoff serve 4711\n");
  expect_refused("in use");
}

TEST_F(RunAgain, LeavesAnotherFileUnderTheNameOfAResult) {
  fs::remove(path("first/ledger.db"));
  write("first/ledger.db", "my accounts");
  expect_refused("cannot be read");
  fs::remove(path("first/ledger.db"));
  fs::create_directory(path("first/ledger.db"));
  expect_refused("is no file of the run");
}

TEST_F(RunAgain, LeavesAManifestThatSomebodyHasAddedTo) {
  ASSERT_EQ(shell("sed -i 's/^{$/{ \"note\": \"mine\",/' first/manifest.json").status, 0);
  ASSERT_TRUE(shell("cat first/manifest.json").says("mine"));
  expect_refused("was changed since the run");
}

// Whatever kind of file stands under the name of a result.
TEST_F(RunAgain, LeavesWhatIsNoFile) {
  for (const std::string name : {"manifest.json", "summary.json", "ledger.db"}) {
    for (const std::string& make :
         {"mkdir " + name, "mkfifo " + name, "ln -s " + name + " " + name, "ln -s none " + name}) {
      ASSERT_EQ(shell("cp -r first kept; cd first; rm " + name + "; " + make).status, 0);
      const auto refused = setoff(kOther + " --force");
      EXPECT_EQ(refused.status, 3) << make << "\n" << refused.output;
      ASSERT_EQ(shell("rm -r first; mv kept first").status, 0);
    }
  }
  EXPECT_EQ(
      setoff("run '" SETOFF_SOURCE_DIR "/scenarios/first-steps.yaml' -o first/report.html").status,
      3);
}

// The entry of a program that comes between the check and the end is not lost: it is refused, or
// the run is.
TEST_F(RunAgain, WaitsForNoWriterAndLosesNothing) {
  const auto writer = WriterLock::acquire(path("first/ledger.db"));
  ASSERT_TRUE(writer.has_value());
  expect_refused("use");
}

TEST_F(RunAgain, AFailedRunLeavesTheOldResults) {
  const auto failed = setoff(kRun + " --force --set 'payments.behaviour.pays.share=60 EUR'");
  EXPECT_EQ(failed.status, 2);
  EXPECT_EQ(root_of("first/ledger.db"), root_);
}

}  // namespace
}  // namespace setoff::tests
