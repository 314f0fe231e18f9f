// Questions from outside: they hold what was receipted before them, and neither they nor those who
// hang up keep the daemon from booking or from stopping.

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>

#include "tests/cli/daemon/served.h"
#include "tests/support/sample_events.h"

namespace setoff::tests {
namespace {

class Questions : public testing::Test {
 protected:
  void SetUp() override {
    daemon_.emplace(folder_, std::vector<std::string>{"ledger.db", "--http", "unix:http.sock",
                                                      "--events", "unix:events.sock"});
    ASSERT_TRUE(daemon_->ready());
    events_.emplace("unix:" + folder_.path("events.sock").string());
    std::string lines;
    for (const auto& event : events_before_payments())
      lines += json_of(event) + "\n";
    book(lines);
  }
  void book(const std::string& lines) {
    events_->send(lines);
    for (auto left = std::ranges::count(lines, '\n'); left > 0; --left)
      EXPECT_EQ(member_of(events_->line().value_or(""), "outcome"), "accepted");
  }
  void pay(int from, int count) {
    std::string lines;
    for (int i = from; i < from + count; ++i)
      lines += payments_.line("p" + std::to_string(i));
    book(lines);
  }
  [[nodiscard]] RawPeer ask(const std::string& target) const {
    RawPeer peer("unix:" + folder_.path("http.sock").string());
    peer.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    return peer;
  }
  // The entries that an answer says it is of.
  [[nodiscard]] static std::string entries_of(const std::string& answer) {
    constexpr std::string_view kName = "Setoff-Entries: ";
    const auto at = answer.find(kName);
    if (at == std::string::npos) return answer;
    return answer.substr(at + kName.size(), answer.find('\r', at) - at - kName.size());
  }

  Folder folder_;
  std::optional<Served> daemon_;
  std::optional<RawPeer> events_;
  PaymentLines payments_;
};

TEST_F(Questions, HoldWhatWasReceiptedBeforeThem) {
  const auto before = std::stoul(entries_of(ask("/balances").rest()));
  for (unsigned i = 1; i <= 50; ++i) {
    pay(static_cast<int>(i), 1);
    const auto* target = i % 2 == 0 ? "/balances" : "/search?text=moe";
    EXPECT_EQ(entries_of(ask(target).rest()), std::to_string(before + i));
  }
}

// The walk over all payments of a claim is long; booking goes on, and so does the stop.
TEST_F(Questions, AreNoneOfTheBookingsBusiness) {
  constexpr int kPayments = 30'000;
  for (int i = 0; i < kPayments; i += 500)
    pay(i, 500);
  std::vector<RawPeer> askers;
  for (int i = 0; i < 6; ++i)
    askers.push_back(ask("/trace/0?direction=forward"));
  pay(kPayments, 1);
  EXPECT_TRUE(ask("/balances").rest().starts_with("HTTP/1.1 200"));
  const auto told = askers.front().rest();
  EXPECT_TRUE(told.starts_with("HTTP/1.1 413")) << told;
  EXPECT_NE(told.find("more than 20000 steps"), std::string::npos) << told;
  askers[1].close();
  daemon_->signal(SIGTERM);
  EXPECT_EQ(daemon_->wait(), 0);
}

}  // namespace
}  // namespace setoff::tests
