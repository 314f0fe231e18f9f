// kill -9 at any moment while events are booked: every receipted event is there after the next
// start, at the place and with the leaf that its receipt said, and sending everything again leads
// to the same root. Six kills; SETOFF_KILLS=200 asks for more.

#include <gtest/gtest.h>

#include <csignal>
#include <random>

#include "tests/cli/daemon/kept_receipts.h"

namespace setoff::tests {
namespace {

class Killed : public testing::Test {
 protected:
  // Sends everything in two parts, so that the kill meets groups of many sizes, and kills once so
  // many receipts are here; also takes those on their way.
  void send_and_kill(std::size_t receipts, std::size_t first_part) {
    Served daemon(folder_, {"ledger.db", "--events", "unix:listener.sock"});
    ASSERT_TRUE(daemon.ready());
    RawPeer peer(listener_in(folder_));
    const auto part = text_.find('\n', first_part) + 1;
    peer.send(text_.substr(0, part));
    peer.send(text_.substr(part));
    const auto taken = receipts_.take(peer, receipts);
    daemon.signal(SIGKILL);
    receipts_.take(peer, lines_ - taken);
    EXPECT_EQ(daemon.wait(), -SIGKILL);
    EXPECT_EQ(receipts_.broken(), "");
  }
  void finish() {
    Served daemon(folder_, {"ledger.db", "--events", "unix:listener.sock"});
    ASSERT_TRUE(daemon.ready());
    RawPeer peer(listener_in(folder_));
    peer.send(text_);
    receipts_.take(peer, lines_);
    peer.close();
    EXPECT_EQ(daemon.stop(), 0);
    EXPECT_EQ(receipts_.known(), lines_);
    EXPECT_EQ(receipts_.broken(), "");
    EXPECT_EQ(folder_.root_of("ledger.db"), folder_.root_of("first/ledger.db"));
  }
  [[nodiscard]] bool all_receipted() const { return receipts_.known() == lines_; }
  void begin_anew() {
    EXPECT_EQ(folder_.shell("rm ledger.db*").status, 0);
    receipts_ = {};
  }

  const Folder folder_;
  const std::string text_ = long_story_events(folder_);
  const std::size_t lines_ = lines_of(text_);
  KeptReceipts receipts_;
};

TEST_F(Killed, LosesNothingThatWasReceipted) {
  const int kills = rounds_asked("SETOFF_KILLS", 6);
  std::minstd_rand random;
  int stories = 0;
  for (int i = 0; i < kills; ++i) {
    // Where all is receipted nothing is left that a kill could lose.
    if (all_receipted()) {
      ASSERT_NO_FATAL_FAILURE(finish()) << "before kill " << i;
      begin_anew();
      ++stories;
    }
    const auto first_part = random() % (text_.size() - 1);
    const auto known = receipts_.known();  // the kill comes among those that are not
    ASSERT_NO_FATAL_FAILURE(send_and_kill(known + random() % (lines_ - known), first_part))
        << "kill " << i;
  }
  ASSERT_NO_FATAL_FAILURE(finish());
  RecordProperty("stories", stories + 1);
}

}  // namespace
}  // namespace setoff::tests
