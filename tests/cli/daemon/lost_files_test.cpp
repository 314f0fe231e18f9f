// What happens to the ledger's files while the daemon serves: taken away, read at the stop, linked.

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/cli/daemon/kept_receipts.h"

namespace setoff::tests {
namespace {

namespace fs = std::filesystem;

class ServedFiles : public testing::Test {
 protected:
  void serve() {
    daemon_.emplace(folder_, std::vector<std::string>{"ledger.db", "--events", "unix:listener.sock",
                                                      "--http", "unix:http.sock"});
    ASSERT_TRUE(daemon_->ready()) << log();
  }
  // Sends all events on a connection of its own; the last receipt.
  std::string send_all() {
    RawPeer peer(listener_in(folder_));
    peer.send(text_);
    peer.end_writing();
    std::string last;
    while (auto line = peer.line())
      last = *line;
    return last;
  }
  [[nodiscard]] std::string get(const std::string& path) const {
    RawPeer peer("unix:" + folder_.path("http.sock").string());
    peer.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    return peer.rest();
  }
  [[nodiscard]] std::string log() const {
    std::ostringstream text;
    text << std::ifstream(folder_.path("serve.log")).rdbuf();
    return text.str();
  }

  Folder folder_;
  std::string text_ = first_steps_events(folder_);
  std::optional<Served> daemon_;
};

TEST_F(ServedFiles, ThatAreTakenAwayEndTheBooking) {
  for (const auto* name : {"ledger.db", "ledger.db-wal"}) {
    serve();
    fs::remove(folder_.path(name));
    const auto receipt = send_all();
    EXPECT_EQ(member_of(receipt, "outcome"), "unavailable") << receipt;
    EXPECT_NE(receipt.find(std::string(name) + "' was removed"), std::string::npos) << receipt;
    EXPECT_NE(get("/readyz").find("503"), std::string::npos);
    EXPECT_NE(log().find("cannot write the ledger"), std::string::npos) << log();
    EXPECT_EQ(daemon_->stop(), 3);
    for (const auto* suffix : {"", "-wal", "-shm", "-writer"})
      fs::remove(folder_.path("ledger.db" + std::string(suffix)));
  }
}

TEST_F(ServedFiles, AreLeftWithTheirLogWhileSomebodyReadsThem) {
  serve();
  send_all();
  const auto reader = folder_.shell(
      "mkfifo stay; (sqlite3 ledger.db 'BEGIN; SELECT count(*) FROM journal' "
      "'.shell echo yes > reading; cat stay' >said 2>&1 || echo no > reading) "
      ">/dev/null 2>&1 & "
      "while [ ! -s reading ]; do :; done; "
      "grep -q yes reading || { echo 'sqlite3 does not read the ledger:'; cat said; exit 1; }");
  ASSERT_EQ(reader.status, 0) << reader.output;
  EXPECT_EQ(daemon_->stop(), 0) << log();
  EXPECT_NE(log().find("another program is reading it"), std::string::npos) << log();
  EXPECT_TRUE(fs::exists(folder_.path("ledger.db-wal")));
  static_cast<void>(folder_.shell("echo go > stay"));
  serve();
  EXPECT_EQ(member_of(send_all(), "outcome"), "replayed");
  EXPECT_EQ(daemon_->stop(), 0) << log();
  EXPECT_EQ(folder_.root_of("ledger.db"), folder_.root_of("first/ledger.db"));
}

TEST_F(ServedFiles, TakeNoSecondWriterUnderAnotherName) {
  serve();
  fs::create_symlink("ledger.db", folder_.path("other.db"));
  const auto linked = folder_.shell("$SETOFF post other.db first.jsonl 2>&1");
  EXPECT_EQ(linked.status, 3) << linked.output;
  EXPECT_NE(linked.output.find("is open for writing"), std::string::npos) << linked.output;
  fs::create_hard_link(folder_.path("ledger.db"), folder_.path("third.db"));
  EXPECT_EQ(folder_.shell("$SETOFF post third.db first.jsonl").status, 3);
  fs::remove(folder_.path("third.db"));
  EXPECT_EQ(member_of(send_all(), "outcome"), "accepted");
  EXPECT_EQ(daemon_->stop(), 0);
  EXPECT_EQ(folder_.root_of("ledger.db"), folder_.root_of("first/ledger.db"));
}

TEST_F(ServedFiles, AreCopiedByABackup) {
  serve();
  send_all();
  const auto made = folder_.shell("$SETOFF backup ledger.db copy.db");
  EXPECT_EQ(made.status, 0) << made.output;
  EXPECT_EQ(folder_.root_of("copy.db"), folder_.root_of("first/ledger.db"));
  EXPECT_EQ(daemon_->stop(), 0);
}

}  // namespace
}  // namespace setoff::tests
