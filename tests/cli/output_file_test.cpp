// No command writes over a ledger, what belongs to one, its own input, or a file that it did not
// make, by whatever name it is reached.

#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <fstream>

#include "tests/cli/program.h"

namespace setoff::tests {
namespace {

namespace fs = std::filesystem;

class OutputFile : public Program {
 protected:
  void SetUp() override {
    Program::SetUp();
    ASSERT_EQ(run_first_steps().status, 0);
    root_ = root_of("first/ledger.db");
    ASSERT_EQ(root_.size(), 64U);
  }
  // Every export to that name is refused, and the ledger stays as it is.
  void expect_refused(const std::string& name) const {
    for (const auto* format : {"jsonl", "hledger"})
      for (const auto* force : {"", " --force"}) {
        const auto done = setoff(std::string("export first/ledger.db --format ") + format + " -o " +
                                 name + force);
        EXPECT_EQ(done.status, 3) << name << force << "\n" << done.output;
        EXPECT_TRUE(done.says("cannot_write")) << done.output;
      }
    EXPECT_EQ(root_of("first/ledger.db"), root_) << name;
  }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path(name), std::ios::binary) << text;
  }
  [[nodiscard]] std::string read(const std::string& name) const {
    std::ifstream file(path(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

 private:
  std::string root_;
};

TEST_F(OutputFile, IsNeverTheLedger) {
  ASSERT_EQ(shell("ln first/ledger.db hard.db; ln -s first/ledger.db soft.db; "
                  "ln -s first folder; cp first/ledger.db other.db")
                .status,
            0);
  expect_refused("first/ledger.db");
  expect_refused("./first/../first/ledger.db");
  expect_refused("soft.db");
  expect_refused("folder/ledger.db");
  expect_refused("other.db");
  expect_refused("hard.db");
}

TEST_F(OutputFile, IsNeverWhatBelongsToALedger) {
  for (const auto* suffix : {"-wal", "-shm", "-journal", "-writer", "-snapshot"}) {
    expect_refused(std::string("first/ledger.db") + suffix);
    ASSERT_EQ(shell("cp first/ledger.db kept.db").status, 0);
    write(std::string("kept.db") + suffix, "what belongs to it");
    expect_refused(std::string("kept.db") + suffix);
    fs::remove(path(std::string("kept.db") + suffix));
  }
  write("a-snapshot-elsewhere", "SetoffSn, and all that it holds");
  expect_refused("a-snapshot-elsewhere");
  write("a-log-elsewhere", std::string("\x37\x7f\x06\x82", 4) + std::string(64, '\0'));
  expect_refused("a-log-elsewhere");
}

TEST_F(OutputFile, IsNeverADatabaseASocketADeviceOrAFolder) {
  {
    SQLite::Database(path("notes.db").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
        .exec("CREATE TABLE t(a)");
  }
  ASSERT_EQ(shell("mkfifo pipe").status, 0);
  sockaddr_un address{AF_UNIX, {}};
  path("sock").string().copy(address.sun_path, sizeof address.sun_path - 1);
  const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
  ASSERT_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  ::close(socket);
  for (const auto* name : {"notes.db", "pipe", "sock", "first", "/dev/null"})
    expect_refused(name);
  ASSERT_EQ(shell("ln -s nowhere dangling").status, 0);
  expect_refused("dangling");
}

TEST_F(OutputFile, ReplacesWhatIsThereOnlyWhenToldTo) {
  write("mine.txt", "my own notes");
  const auto refused = setoff("export first/ledger.db --format hledger -o mine.txt");
  EXPECT_EQ(refused.status, 3);
  EXPECT_TRUE(refused.says("--force")) << refused.output;
  EXPECT_EQ(read("mine.txt"), "my own notes");
  EXPECT_EQ(setoff("export first/ledger.db --format hledger -o mine.txt --force").status, 0);
  EXPECT_TRUE(read("mine.txt").find("assets:") != std::string::npos);
  write("empty.txt", "");
  EXPECT_EQ(setoff("export first/ledger.db --format hledger -o empty.txt").status, 0);
  EXPECT_EQ(read("empty.txt"), read("mine.txt"));
  EXPECT_EQ(shell("ls -a | grep part").output, "") << "nothing half written is left";
}

TEST_F(OutputFile, OfARunIsNewAndNothingIsLeftOfAFailedOne) {
  fs::create_directory(path("full"));
  write("full/summary.json", "my own summary");
  const auto run = "run '" SETOFF_SOURCE_DIR "/scenarios/first-steps.yaml' -o full";
  const auto refused = setoff(run);
  EXPECT_EQ(refused.status, 3);
  EXPECT_TRUE(refused.says("never overwritten")) << refused.output;
  EXPECT_EQ(shell("ls -a full | wc -l").output, "3\n");
  EXPECT_EQ(read("full/summary.json"), "my own summary");
  fs::remove(path("full/summary.json"));
  write("full/notes.txt", "beside the results");
  EXPECT_EQ(setoff(run).status, 0) << "other files of the folder do not matter";
  EXPECT_EQ(root_of("full/ledger.db"), root_of("first/ledger.db"));
}

// A run that is killed leaves a folder FOLDER.unfinished-... and none under the name that was asked
// for. One that has ended before it could be stopped is begun again.
TEST_F(OutputFile, OfAKilledRunIsKnownAsUnfinished) {
  const auto killed = shell(
      "for i in $(seq 20); do '" SETOFF_PROGRAM "' run '" SETOFF_SOURCE_DIR
      "/scenarios/iran-iraq-2019-2025.yaml' -o cut$i >/dev/null 2>&1 & run=$!; "
      "until ls cut$i.unfinished-*/ledger.db >/dev/null 2>&1; do kill -0 $run || break; done "
      "2>/dev/null; kill -STOP $run 2>/dev/null && ls -d cut$i.unfinished-* >/dev/null 2>&1 && "
      "{ ls -d cut$i.unfinished-* | wc -l; ls -d cut$i 2>/dev/null | wc -l; kill -KILL $run; "
      "break; }; kill -KILL $run 2>/dev/null; done");
  EXPECT_TRUE(killed.says("1\n0\n")) << killed.output;
}

TEST_F(OutputFile, OfTheDaemonsLogIsNoOtherFile) {
  write("notes.txt", "my own notes\n");
  ASSERT_EQ(shell("cp first/ledger.db other.db; cp first/ledger.db log.1.txt; "
                  "ln -s first/ledger.db soft.log")
                .status,
            0);
  for (const std::string log : {"first/ledger.db", "other.db", "soft.log", "notes.txt", "log.txt",
                                "first/ledger.db-wal", "daemon.yaml"}) {
    write("daemon.yaml",
          "daemon: 1\nledger: first/ledger.db\nlisteners:\n  - { for: events, at: "
          "\"unix:e.sock\" }\nlog: { file: " +
              log + " }\n");
    const auto checked = setoff("serve --config daemon.yaml --check");
    EXPECT_EQ(checked.status, 3) << log << "\n" << checked.output;
    EXPECT_EQ(setoff("serve --config daemon.yaml").status, 3) << log;
  }
  EXPECT_EQ(read("notes.txt"), "my own notes\n");
  EXPECT_EQ(setoff("audit verify first/ledger.db").status, 0);
  EXPECT_EQ(setoff("audit verify other.db").status, 0);
}

}  // namespace
}  // namespace setoff::tests
