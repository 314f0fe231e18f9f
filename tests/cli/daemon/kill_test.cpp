// kill -9 at any moment: every receipted event is there after the next start, at the place and with
// the leaf that its receipt said, and sending everything again leads to the same root. Six rounds;
// SETOFF_KILLS=200 asks for more.

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <map>

#include "tests/cli/daemon/served.h"

namespace setoff::test {
namespace {

class Killed : public testing::Test {
 protected:
  void SetUp() override {
    const auto made = folder_.shell("$SETOFF run '" SETOFF_SOURCE_DIR
                                    "/scenarios/first-steps.yaml' -o first && "
                                    "$SETOFF export first/ledger.db --format jsonl -o first.jsonl");
    ASSERT_EQ(made.status, 0) << made.output;
    std::ifstream file(folder_.path("first.jsonl"));
    for (std::string line; std::getline(file, line); ++lines_)
      text_ += line + "\n";
  }
  // Sequence and leaf of a receipt, as they stand in it.
  static std::string place_of(const std::string& receipt) {
    const auto at = receipt.find("\"sequence\":");
    const auto end = receipt.find(',', at);
    return receipt.substr(at, end - at) + " " + member_of(receipt, "leaf");
  }
  // Takes receipts until there are `count`, all are there, or the connection ends; compares each
  // with the one that was given for the same event before.
  void take_receipts(RawPeer& peer, std::size_t count) {
    for (std::size_t i = 0; i < count && i < lines_; ++i) {
      const auto receipt = peer.line();
      if (!receipt) return;
      const auto [known, fresh] = places_.emplace(member_of(*receipt, "id"), place_of(*receipt));
      EXPECT_EQ(known->second, place_of(*receipt)) << *receipt;
      const bool replayed = member_of(*receipt, "outcome") == "replayed";
      EXPECT_TRUE(fresh || replayed) << "it was receipted before the kill: " << *receipt;
    }
  }

  Folder folder_;
  std::string text_;
  std::size_t lines_ = 0;
  std::map<std::string, std::string> places_;  // by event id
};

TEST_F(Killed, LosesNothingThatWasReceipted) {
  const char* const asked = std::getenv("SETOFF_KILLS");
  const int kills = asked == nullptr ? 6 : std::atoi(asked);
  const auto door = "unix:" + folder_.path("door.sock").string();
  std::size_t moment = 0;
  for (int i = 0; i < kills; ++i) {
    Served daemon(folder_, {"ledger.db", "--events", "unix:door.sock"});
    ASSERT_TRUE(daemon.ready()) << "kill " << i;
    RawPeer peer(door);
    moment = (moment + 89) % lines_;
    // Sent in two parts, so that the kill meets groups of many sizes.
    const auto part = text_.find('\n', text_.size() * (static_cast<std::size_t>(i) % 7) / 8) + 1;
    peer.send(text_.substr(0, part));
    peer.send(text_.substr(part));
    take_receipts(peer, moment);
    daemon.signal(SIGKILL);
    take_receipts(peer, lines_ - moment);  // what was on its way
    EXPECT_EQ(daemon.wait(), -SIGKILL);
  }
  Served daemon(folder_, {"ledger.db", "--events", "unix:door.sock"});
  ASSERT_TRUE(daemon.ready());
  RawPeer peer(door);
  peer.send(text_);
  take_receipts(peer, lines_);
  peer.close();
  EXPECT_EQ(daemon.stop(), 0);
  EXPECT_EQ(places_.size(), lines_);
  EXPECT_EQ(folder_.root_of("ledger.db"), folder_.root_of("first/ledger.db"));
}

}  // namespace
}  // namespace setoff::test
