// Power cuts: kill -9 leaves the pages that the system holds, so here the file lies on a disk that
// forgets everything that was not synced (disk/). What was receipted is there all the same; and it
// is lost, as it must be, on a disk that takes syncs for done and does nothing.
// Eight cuts; SETOFF_CUTS=200 asks for more.

#include <gtest/gtest.h>

#include <csignal>
#include <random>
#include <thread>

#include "tests/cli/daemon/kept_receipts.h"

namespace setoff::tests {
namespace {

class PowerCut : public testing::Test {
 protected:
  // Starts the daemon on the disk, which behaves as the words say.
  void serve(const std::string& disk) {
    daemon_.reset();
    set_disk(disk);
    daemon_.emplace(folder_,
                    std::vector<std::string>{"ledger.db", "--events", "unix:listener.sock"},
                    Served::Environment{{"LD_PRELOAD", SETOFF_UNSAFE_DISK},
                                        {"SETOFF_DISK", folder_.path("disk").string()},
                                        {"ASAN_OPTIONS", "verify_asan_link_order=0"}});
    ASSERT_TRUE(daemon_->ready());
  }
  void set_disk(const std::string& words) { folder_.write("disk", words); }
  void cut_power() {
    daemon_->signal(SIGKILL);
    EXPECT_EQ(daemon_->wait(), -SIGKILL);
  }
  // Sends everything, and cuts once so many receipts are here; also takes those on their way.
  void send_and_cut(std::size_t receipts) {
    RawPeer peer(listener_in(folder_));
    peer.send(text_);
    const auto taken = receipts_.take(peer, receipts);
    cut_power();
    receipts_.take(peer, lines_ - taken);
  }
  void send_all(const std::string& text) {
    RawPeer peer(listener_in(folder_));
    peer.send(text);
    receipts_.take(peer, lines_of(text));
  }
  void send_all() { send_all(text_); }
  [[nodiscard]] std::string first_third() const {
    return text_.substr(0, text_.find('\n', text_.size() / 3) + 1);
  }
  void begin_anew() {
    daemon_.reset();
    EXPECT_EQ(folder_.shell("rm ledger.db*").status, 0);
    receipts_ = {};
  }
  void expect_all_there() {
    EXPECT_EQ(daemon_->stop(), 0);
    EXPECT_EQ(receipts_.known(), lines_);
    EXPECT_EQ(receipts_.broken(), "");
    EXPECT_EQ(folder_.root_of("ledger.db"), folder_.root_of("first/ledger.db"));
  }

  Folder folder_;
  std::string text_ = long_story_events(folder_);
  std::size_t lines_ = lines_of(text_);
  KeptReceipts receipts_;
  std::optional<Served> daemon_;
};

TEST_F(PowerCut, LosesNothingThatWasReceipted) {
  const int cuts = rounds_asked("SETOFF_CUTS", 8);
  std::minstd_rand random;
  for (int i = 0; i < cuts; ++i) {
    // Every other disk writes some pages, and halves of pages, before it is asked.
    const auto* const disk = i % 2 == 0 ? "sync=kept" : "early=1";
    // Where all is receipted nothing is left that a cut could lose.
    if (receipts_.known() == lines_) {
      ASSERT_NO_FATAL_FAILURE(serve(disk)) << "before cut " << i;
      send_all();
      expect_all_there();
      begin_anew();
    }
    ASSERT_NO_FATAL_FAILURE(serve(disk)) << "cut " << i;
    const auto known = receipts_.known();  // the cut comes among those that are not
    send_and_cut(known + random() % (lines_ - known));
    EXPECT_EQ(receipts_.broken(), "") << "cut " << i;
  }
  ASSERT_NO_FATAL_FAILURE(serve("sync=kept"));
  send_all();
  expect_all_there();
}

TEST_F(PowerCut, InTheMiddleOfStoppingLosesNothing) {
  for (int ms = 0; ms < 12; ms += 2) {
    ASSERT_NO_FATAL_FAILURE(serve("early=1")) << ms;
    send_all();
    daemon_->signal(SIGTERM);  // writes the readable tables, makes one file of two
    std::this_thread::sleep_for(std::chrono::milliseconds(ms));
    daemon_->signal(SIGKILL);
    daemon_->wait();
    EXPECT_EQ(receipts_.broken(), "") << ms << " ms after the signal";
  }
  ASSERT_NO_FATAL_FAILURE(serve("sync=kept"));
  send_all();
  expect_all_there();
}

TEST_F(PowerCut, ADiskThatOnlyClaimsToSyncLosesReceiptedEvents) {
  ASSERT_NO_FATAL_FAILURE(serve("sync=kept"));
  send_all(first_third());
  cut_power();
  ASSERT_NO_FATAL_FAILURE(serve("sync=ignored"));
  send_all();
  ASSERT_EQ(receipts_.known(), lines_);
  cut_power();
  ASSERT_NO_FATAL_FAILURE(serve("sync=kept"));
  send_all();
  EXPECT_NE(receipts_.broken(), "") << "this disk forgets nothing: the other tests prove nothing";
}

TEST_F(PowerCut, AFailedSyncIsNoReceipt) {
  ASSERT_NO_FATAL_FAILURE(serve("sync=kept"));
  send_all(first_third());
  {
    const auto before = receipts_.known();
    set_disk("sync=fails");
    RawPeer peer(listener_in(folder_));
    peer.send(text_.substr(first_third().size()));
    receipts_.take(peer, lines_ - before);
    EXPECT_EQ(receipts_.known(), before);
    EXPECT_GT(receipts_.unavailable(), 0U);
    EXPECT_EQ(peer.line(), std::nullopt) << "the connection ends, so that the order is kept";
  }
  set_disk("sync=kept");
  send_and_cut(2 * lines_ / 3);
  ASSERT_NO_FATAL_FAILURE(serve("sync=kept"));
  send_all();
  expect_all_there();
}

}  // namespace
}  // namespace setoff::tests
