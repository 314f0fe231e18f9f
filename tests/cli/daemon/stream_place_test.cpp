// A stream goes on where its client was; a client that was elsewhere is told at once.

#include <gtest/gtest.h>

#include "tests/cli/daemon/served.h"
#include "tests/support/sample_events.h"

namespace setoff::tests {
namespace {

class StreamPlace : public testing::Test {
 protected:
  // A ledger of so many of the sample events, behind the same listeners as the one before.
  void serve(const std::string& ledger, std::size_t events) {
    daemon_.reset();
    daemon_.emplace(folder_, std::vector<std::string>{ledger, "--http", "unix:http.sock",
                                                      "--events", "unix:events.sock"});
    ASSERT_TRUE(daemon_->ready());
    RawPeer peer("unix:" + folder_.path("events.sock").string());
    for (std::size_t i = 0; i < events; ++i) {
      peer.send(json_of(events_[i]) + "\n");
      ASSERT_TRUE(peer.line().has_value());
    }
  }
  [[nodiscard]] RawPeer stream(const std::string& place) const {
    RawPeer peer("unix:" + folder_.path("http.sock").string());
    peer.send("GET /stream HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nLast-Event-ID: " +
              place + "\r\n\r\n");
    return peer;
  }
  [[nodiscard]] static std::string next_id(RawPeer& peer) {
    while (auto line = peer.line())
      if (line->starts_with("id: ")) return line->substr(4);
    return "ended";
  }
  [[nodiscard]] std::string refusal(const std::string& place) const { return stream(place).rest(); }

  Folder folder_;
  std::vector<Event> events_ = sample_events();
  std::optional<Served> daemon_;
};

TEST_F(StreamPlace, BeyondTheEndIsToldAtOnce) {
  serve("ledger.db", 3);
  for (const auto* place : {"3", "5", "18446744073709551615"}) {
    const auto told = refusal(place);
    EXPECT_TRUE(told.starts_with("HTTP/1.1 409")) << told;
    EXPECT_NE(told.find("its last entry is 2"), std::string::npos) << told;
  }
  for (const auto* place : {"18446744073709551616", "-1", "2-", "2-xyz", "x"})
    EXPECT_TRUE(refusal(place).starts_with("HTTP/1.1 400")) << place;
  auto at_end = stream("2");
  EXPECT_TRUE(at_end.line()->starts_with("HTTP/1.1 200"));
}

TEST_F(StreamPlace, OfAnotherLedgerIsNoticedByTheEntryThatWasSeen) {
  serve("ledger.db", 3);
  auto first = stream("0");
  EXPECT_TRUE(next_id(first).starts_with("1-"));
  const auto seen = next_id(first);
  EXPECT_TRUE(seen.starts_with("2-")) << seen;
  auto resumed = stream("1-" + std::string(16, '0'));
  EXPECT_TRUE(resumed.rest().starts_with("HTTP/1.1 409"));
  auto same = stream(seen);
  EXPECT_TRUE(same.line()->starts_with("HTTP/1.1 200"));
  std::swap(events_[1], events_[2]);
  serve("other.db", 4);
  const auto told = refusal(seen);
  EXPECT_TRUE(told.starts_with("HTTP/1.1 409")) << told;
  EXPECT_NE(told.find("is not the one that was seen"), std::string::npos) << told;
}

}  // namespace
}  // namespace setoff::tests
