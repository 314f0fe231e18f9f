// A disk without room, under the daemon (disk/): events are turned away in plain words, nothing is
// receipted that is not there, what is there is served, and with room again the senders go on by
// themselves.

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <thread>

#include "tests/cli/daemon/kept_receipts.h"

namespace setoff::tests {
namespace {

class FullDisk : public testing::Test {
 protected:
  void serve() {
    daemon_.reset();
    folder_.write("daemon.yaml",
                  "daemon: 1\nledger: ledger.db\nlisteners:\n"
                  "  - { for: events, at: \"unix:listener.sock\" }\n"
                  "  - { for: http, at: \"unix:http.sock\" }\n");
    daemon_.emplace(folder_, std::vector<std::string>{"--config", "daemon.yaml"},
                    Served::Environment{{"LD_PRELOAD", SETOFF_UNSAFE_DISK},
                                        {"SETOFF_DISK", folder_.path("disk").string()},
                                        {"ASAN_OPTIONS", "verify_asan_link_order=0"}});
  }
  // All files of the ledger together may have so many bytes.
  void set_room(int bytes) { folder_.write("disk", "room=" + std::to_string(bytes)); }
  [[nodiscard]] std::string get(const std::string& path) const {
    RawPeer peer("unix:" + folder_.path("http.sock").string());
    peer.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    return peer.rest();
  }
  // One event at a time, so that there is a group for each, until the disk is full.
  void send_until_full() {
    RawPeer peer(listener_in(folder_));
    std::size_t begin = 0;
    while (begin < text_.size() && receipts_.unavailable() == 0) {
      const auto end = text_.find('\n', begin) + 1;
      peer.send(text_.substr(begin, end - begin));
      ASSERT_EQ(receipts_.take(peer, 1), 1U);
      begin = end;
    }
  }

  Folder folder_;
  std::string text_ = first_steps_events(folder_);
  std::size_t lines_ = lines_of(text_);
  KeptReceipts receipts_;
  std::optional<Served> daemon_;
};

TEST_F(FullDisk, TurnsEventsAwayAndGoesOnWhenThereIsRoom) {
  set_room(1'200'000);
  serve();
  ASSERT_TRUE(daemon_->ready());
  send_until_full();
  EXPECT_EQ(receipts_.unavailable(), 1U) << "the disk was never full";
  const auto kept = receipts_.known();
  EXPECT_GT(kept, 10U);
  EXPECT_LT(kept, lines_);

  RawPeer again(listener_in(folder_));
  again.send(text_.substr(text_.rfind('\n', text_.size() - 2) + 1));
  const auto refusal = again.line().value_or("");
  EXPECT_EQ(member_of(refusal, "outcome"), "unavailable") << refusal;
  EXPECT_EQ(member_of(refusal, "code"), "cannot_write") << refusal;
  EXPECT_NE(refusal.find("full"), std::string::npos) << refusal;
  EXPECT_EQ(again.line(), std::nullopt);
  const auto given_up = folder_.shell("$SETOFF send --retry 0 unix:listener.sock first.jsonl");
  EXPECT_EQ(given_up.status, 3) << given_up.output;

  EXPECT_TRUE(get("/healthz").starts_with("HTTP/1.1 200"));
  EXPECT_TRUE(get("/readyz").starts_with("HTTP/1.1 503"));
  EXPECT_TRUE(get("/balances").starts_with("HTTP/1.1 200"));
  EXPECT_NE(get("/metrics").find("setoff_entries " + std::to_string(kept) + "\n"),
            std::string::npos);

  std::jthread room([this] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    set_room(1'000'000'000);
  });
  const auto sent = folder_.shell("$SETOFF send --retry 30 unix:listener.sock first.jsonl");
  EXPECT_EQ(sent.status, 0) << sent.output;
  EXPECT_TRUE(get("/readyz").starts_with("HTTP/1.1 200"));
  EXPECT_EQ(daemon_->stop(), 0);
  EXPECT_EQ(folder_.root_of("ledger.db"), folder_.root_of("first/ledger.db"));
}

// A limit on the size of files is a disk that is full; the signal that comes with it ends nothing.
TEST_F(FullDisk, ALimitOnTheSizeOfFilesIsOne) {
  set_room(1'000'000'000);
  rlimit usual{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &usual), 0);
  const rlimit small{600'000, usual.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  serve();
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &usual), 0);
  ASSERT_TRUE(daemon_->ready());
  send_until_full();
  ASSERT_EQ(receipts_.unavailable(), 1U) << "the limit was never met";
  EXPECT_TRUE(get("/healthz").starts_with("HTTP/1.1 200"));
  ASSERT_EQ(::prlimit(daemon_->process(), RLIMIT_FSIZE, &usual, nullptr), 0);
  const auto sent = folder_.shell("$SETOFF send --retry 30 unix:listener.sock first.jsonl");
  EXPECT_EQ(sent.status, 0) << sent.output;
  EXPECT_EQ(daemon_->stop(), 0);
  EXPECT_EQ(folder_.root_of("ledger.db"), folder_.root_of("first/ledger.db"));
}

TEST_F(FullDisk, IsReadyAgainWithoutAnEventWhenThereIsRoom) {
  set_room(1'200'000);
  serve();
  send_until_full();
  EXPECT_TRUE(get("/readyz").starts_with("HTTP/1.1 503"));
  set_room(1'000'000'000);
  while (!get("/readyz").starts_with("HTTP/1.1 200"))
    ASSERT_TRUE(get("/healthz").starts_with("HTTP/1.1 200"));
  RawPeer peer(listener_in(folder_));
  peer.send(text_);
  receipts_.take(peer, lines_);
  EXPECT_EQ(receipts_.known(), lines_);
  peer.close();
  EXPECT_EQ(daemon_->stop(), 0);
  EXPECT_EQ(folder_.root_of("ledger.db"), folder_.root_of("first/ledger.db"));
}

TEST_F(FullDisk, APowerCutOnItLosesNothingThatWasReceipted) {
  set_room(1'200'000);
  serve();
  send_until_full();
  ASSERT_EQ(receipts_.unavailable(), 1U);
  daemon_->signal(SIGKILL);
  daemon_->wait();
  set_room(1'000'000'000);
  serve();
  ASSERT_TRUE(daemon_->ready());
  RawPeer peer(listener_in(folder_));
  peer.send(text_);
  receipts_.take(peer, lines_);
  peer.close();
  EXPECT_EQ(daemon_->stop(), 0);
  EXPECT_EQ(receipts_.known(), lines_);
  EXPECT_EQ(receipts_.broken(), "");
  EXPECT_EQ(folder_.root_of("ledger.db"), folder_.root_of("first/ledger.db"));
}

TEST_F(FullDisk, StoppingOnItKeepsTheLedger) {
  set_room(1'200'000);
  serve();
  send_until_full();
  EXPECT_EQ(daemon_->stop(), 3) << "the readable tables found no room";
  set_room(1'000'000'000);
  serve();
  ASSERT_TRUE(daemon_->ready());
  const auto sent = folder_.shell("$SETOFF send unix:listener.sock first.jsonl");
  EXPECT_EQ(sent.status, 0) << sent.output;
  EXPECT_EQ(daemon_->stop(), 0);
  EXPECT_EQ(folder_.root_of("ledger.db"), folder_.root_of("first/ledger.db"));
}

}  // namespace
}  // namespace setoff::tests
