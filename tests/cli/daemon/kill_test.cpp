// kill -9 at any moment: every receipted event is there after the next start, at the place and with
// the leaf that its receipt said, and sending everything again leads to the same root. Six rounds;
// SETOFF_KILLS=200 asks for more.

#include <gtest/gtest.h>

#include <csignal>

#include "tests/cli/daemon/kept_receipts.h"

namespace setoff::test {
namespace {

TEST(Killed, LosesNothingThatWasReceipted) {
  const Folder folder;
  const auto text = first_steps_events(folder);
  KeptReceipts receipts;
  const auto lines = lines_of(text);
  std::size_t moment = 0;
  const int kills = rounds_asked("SETOFF_KILLS", 6);
  for (int i = 0; i < kills; ++i) {
    Served daemon(folder, {"ledger.db", "--events", "unix:door.sock"});
    ASSERT_TRUE(daemon.ready()) << "kill " << i;
    RawPeer peer(door_in(folder));
    moment = (moment + 89) % lines;
    // Sent in two parts, so that the kill meets groups of many sizes.
    const auto part = text.find('\n', text.size() * (static_cast<std::size_t>(i) % 7) / 8) + 1;
    peer.send(text.substr(0, part));
    peer.send(text.substr(part));
    receipts.take(peer, moment);
    daemon.signal(SIGKILL);
    receipts.take(peer, lines - moment);  // what was on its way
    EXPECT_EQ(daemon.wait(), -SIGKILL);
  }
  Served daemon(folder, {"ledger.db", "--events", "unix:door.sock"});
  ASSERT_TRUE(daemon.ready());
  RawPeer peer(door_in(folder));
  peer.send(text);
  receipts.take(peer, lines);
  peer.close();
  EXPECT_EQ(daemon.stop(), 0);
  EXPECT_EQ(receipts.known(), lines);
  EXPECT_EQ(receipts.broken(), "");
  EXPECT_EQ(folder.root_of("ledger.db"), folder.root_of("first/ledger.db"));
}

}  // namespace
}  // namespace setoff::test
