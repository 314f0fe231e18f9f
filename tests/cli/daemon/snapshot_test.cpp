// Starts from a snapshot, from outside: after a clean stop, after kill -9, with a damaged one, and
// with one that was forged: whole in itself, with a balance that the entries do not give; by
// somebody who has the daemon's secret and by somebody who has not.

#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <sstream>

#include "ledger/store/snapshot_file.h"
#include "ledger/store/sqlite_journal.h"
#include "tests/cli/daemon/kept_receipts.h"

namespace setoff::tests {
namespace {

class FromSnapshot : public testing::Test {
 protected:
  FromSnapshot() : text_(first_steps_events(folder_)), root_(folder_.root_of("first/ledger.db")) {}

  void serve(const std::string& every = "1_000_000") {
    folder_.write("daemon.yaml",
                  "daemon: 1\nledger: ledger.db\nlisteners:\n"
                  "  - { for: events, at: \"unix:listener.sock\" }\n"
                  "  - { for: http, at: \"unix:http.sock\" }\n"
                  "snapshot: { every: " +
                      every + ", at_stop: 10 }\n");
    daemon_.emplace(folder_, std::vector<std::string>{"--config", "daemon.yaml"});
    ASSERT_TRUE(daemon_->ready()) << log();
  }
  // Sends all events; the number of receipts that are not `unavailable`.
  std::size_t send_all() {
    RawPeer peer(listener_in(folder_));
    peer.send(text_);
    KeptReceipts receipts;
    const auto came = receipts.take(peer, lines_of(text_));
    return came - receipts.unavailable();
  }
  [[nodiscard]] std::string get(const std::string& path) const {
    RawPeer peer("unix:" + folder_.path("http.sock").string());
    peer.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    return peer.rest();
  }
  // Asks again until the answer says so; a minute at most.
  bool says(const std::string& path, const std::string& what) const {
    const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(1);
    while (std::chrono::steady_clock::now() < end)
      if (get(path).find(what) != std::string::npos) return true;
    return false;
  }
  [[nodiscard]] std::string log() const {
    std::ostringstream text;
    text << std::ifstream(folder_.path("serve.log")).rdbuf();
    return text.str();
  }
  [[nodiscard]] bool logged(const std::string& what) const {
    return log().find(what) != std::string::npos;
  }
  [[nodiscard]] std::filesystem::path snapshot() const {
    return snapshot_path(folder_.path("ledger.db"));
  }
  // A ledger with all events, stopped cleanly.
  void make() {
    serve();
    ASSERT_EQ(send_all(), lines_of(text_));
    ASSERT_EQ(daemon_->stop(), 0);
    ASSERT_TRUE(std::filesystem::exists(snapshot())) << log();
  }

  // Puts money that is in no entry into the snapshot, and that secret's seal under it.
  void forge(const SnapshotSeal& seal) const {
    const auto journal = SqliteJournal::open(folder_.path("ledger.db"), OpenMode::read);
    ASSERT_TRUE(journal.has_value());
    const auto book = LedgerWriter::open(**journal, [&] {
      auto read =
          read_snapshot_file(snapshot(), *SnapshotSeal::of(folder_.path("ledger.db")), **journal);
      auto& balances = read->books->state.balances;
      const AccountId account(0);
      const auto& cell = balances.balances_of(account).at(0);
      const auto day = cell.series.points().back().day;
      balances.add(account, LotId{}, cell.commodity, day, 100'000'00);
      return std::move(read->books);
    });
    ASSERT_TRUE(book.has_value()) << book.error().text();
    ASSERT_TRUE(write_snapshot_file(snapshot(), seal, **book).has_value());
  }

  Folder folder_;
  std::string text_;
  std::string root_;
  std::optional<Served> daemon_;
};

TEST_F(FromSnapshot, GoesOnAfterACleanStopAndChecksTheRestBesideIt) {
  make();
  serve();
  EXPECT_TRUE(says("/readyz", "ready\nchecked: all " + std::to_string(lines_of(text_)))) << log();
  EXPECT_TRUE(says("/metrics", "setoff_books_differ 0\n"));
  EXPECT_EQ(send_all(), lines_of(text_));
  EXPECT_EQ(daemon_->stop(), 0);
  EXPECT_FALSE(logged("passed over")) << log();
  EXPECT_FALSE(std::filesystem::exists(folder_.path("ledger.db-wal")));
  EXPECT_EQ(folder_.root_of("ledger.db"), root_);
}

TEST_F(FromSnapshot, GoesOnAfterAKillFromTheOneWrittenWhileItRan) {
  serve("20");
  EXPECT_EQ(send_all(), lines_of(text_));
  while (!std::filesystem::exists(snapshot()))
    ASSERT_TRUE(says("/metrics", "setoff_snapshots_failed_total 0\n")) << log();
  daemon_->signal(SIGKILL);
  EXPECT_EQ(daemon_->wait(), -SIGKILL);
  ASSERT_TRUE(std::filesystem::exists(snapshot()));
  serve("20");
  EXPECT_TRUE(says("/readyz", "checked: all ")) << log();
  EXPECT_EQ(send_all(), lines_of(text_));
  EXPECT_EQ(daemon_->stop(), 0);
  EXPECT_FALSE(logged("passed over")) << log();
  EXPECT_EQ(folder_.root_of("ledger.db"), root_);
}

TEST_F(FromSnapshot, IsPassedOverWhenItIsDamagedOrOfAnotherLedger) {
  make();
  std::fstream file(snapshot(), std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(1000);
  file.put('\x55');
  file.put('\x55');
  file.close();
  serve();
  EXPECT_TRUE(logged("the snapshot is passed over")) << log();
  EXPECT_NE(get("/readyz").find("200 OK"), std::string::npos);
  EXPECT_EQ(send_all(), lines_of(text_));
  EXPECT_EQ(daemon_->stop(), 0);
  EXPECT_EQ(folder_.root_of("ledger.db"), root_);
}

TEST_F(FromSnapshot, ThatWasForgedIsPassedOver) {
  make();
  forge(*SnapshotSeal::of(folder_.path("other.db")));
  serve();
  EXPECT_TRUE(logged("does not have the seal")) << log();
  EXPECT_NE(get("/readyz").find("200 OK"), std::string::npos);
  EXPECT_EQ(send_all(), lines_of(text_));
  EXPECT_EQ(daemon_->stop(), 0);
  EXPECT_EQ(folder_.root_of("ledger.db"), root_);
}

TEST_F(FromSnapshot, ThatIsAPipeKeepsNobodyWaiting) {
  make();
  std::filesystem::remove(snapshot());
  ASSERT_EQ(folder_.shell("mkfifo ledger.db-snapshot").status, 0);
  serve();
  EXPECT_TRUE(logged("no plain file")) << log();
  EXPECT_EQ(daemon_->stop(), 0);
}

TEST_F(FromSnapshot, ThatWasForgedWithTheSecretIsFoundAndNothingIsBookedAnyMore) {
  make();
  forge(*SnapshotSeal::of(folder_.path("ledger.db")));
  serve();
  EXPECT_TRUE(says("/readyz", "503")) << log();
  EXPECT_NE(get("/readyz").find("the books are wrong"), std::string::npos);
  EXPECT_NE(get("/metrics").find("setoff_books_differ 1\n"), std::string::npos);
  EXPECT_TRUE(logged("THE BOOKS ARE WRONG")) << log();
  EXPECT_EQ(send_all(), 0U);
  EXPECT_EQ(daemon_->stop(), 0);
  EXPECT_FALSE(std::filesystem::exists(snapshot()));
  EXPECT_TRUE(std::filesystem::exists(snapshot().string() + "-wrong"));
  serve();  // from the entries alone
  EXPECT_EQ(get("/readyz").find("503"), std::string::npos);
  EXPECT_EQ(send_all(), lines_of(text_));
  EXPECT_EQ(daemon_->stop(), 0);
  EXPECT_EQ(folder_.root_of("ledger.db"), root_);
}

}  // namespace
}  // namespace setoff::tests
