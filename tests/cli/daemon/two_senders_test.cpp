// Two senders of overlapping events that commute, each in an order of its own, cut and resumed at
// random: the ledger ends with the same events and the same balances as if one had sent each once,
// and an event has the same receipt whoever asks and however often.

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <thread>

#include "tests/cli/daemon/kept_receipts.h"
#include "tests/support/sample_events.h"

namespace setoff::tests {
namespace {

using Names = std::vector<std::string>;

Names names(int from, int behind) {
  Names out;
  for (int i = from; i < behind; ++i)
    out.push_back("p" + std::to_string(i));
  return out;
}

struct Sender {
  KeptReceipts receipts;
  int cuts = 0;
};

class TwoSenders : public testing::Test {
 protected:
  [[nodiscard]] std::string text_of(const Names& some, std::size_t from = 0) const {
    std::string text;
    for (auto i = from; i < some.size(); ++i)
      text += payments_.line(some[i]);
    return text;
  }
  void begin(const std::string& ledger) {
    daemon_.emplace(folder_, std::vector<std::string>{ledger, "--events", "unix:listener.sock"});
    ASSERT_TRUE(daemon_->ready());
    RawPeer peer(listener_in(folder_));
    for (const auto& event : events_before_payments()) {
      peer.send(json_of(event) + "\n");
      ASSERT_TRUE(peer.line().has_value());
    }
  }
  // Sends them all in an order of its own; each connection is cut somewhere, as a rule within a
  // line and with receipts on their way, and the next one goes on behind the last receipt.
  void send_with_cuts(Names mine, unsigned seed, Sender& sender) const {
    std::mt19937 draw(seed);
    std::ranges::shuffle(mine, draw);
    for (std::size_t done = 0; done < mine.size(); ++sender.cuts) {
      RawPeer peer(listener_in(folder_));
      const auto text = text_of(mine, done).substr(0, 1 + draw() % 60'000);
      peer.send(text);
      done += sender.receipts.take(peer, std::min<std::size_t>(lines_of(text), draw() % 100));
    }
  }
  [[nodiscard]] std::string balances_of(const std::string& ledger) const {
    return folder_.shell("$SETOFF balance " + ledger + " --json").output;
  }
  [[nodiscard]] std::string ids_of(const std::string& ledger) const {
    return folder_
        .shell("$SETOFF export " + ledger +
               " --format jsonl | grep -v refus | grep -o '\"id\":\"[^\"]*\"' | sort")
        .output;
  }

  Folder folder_;
  PaymentLines payments_;
  std::optional<Served> daemon_;
};

TEST_F(TwoSenders, CutAtRandomEndWithTheSameLedgerContents) {
  ASSERT_NO_FATAL_FAILURE(begin("both.db"));
  Sender one;
  Sender other;
  {
    const std::jthread first([&] { send_with_cuts(names(0, 1400), 1, one); });
    const std::jthread second([&] { send_with_cuts(names(600, 2000), 2, other); });
  }
  EXPECT_GT(one.cuts, 5);
  EXPECT_GT(other.cuts, 5);
  // Once more, all of it, to each of the two: nothing may be said otherwise than before.
  for (auto* sender : {&one, &other}) {
    RawPeer again(listener_in(folder_));
    again.send(text_of(names(0, 2000)));
    EXPECT_EQ(sender->receipts.take(again, 2000), 2000U);
  }
  RawPeer last(listener_in(folder_));
  last.send(text_of(names(0, 2000)));
  KeptReceipts joined = one.receipts;
  EXPECT_EQ(joined.take(last, 2000), 2000U);
  EXPECT_EQ(joined.known(), 2000U);
  EXPECT_EQ(joined.broken(), "");
  EXPECT_EQ(daemon_->stop(), 0);

  ASSERT_NO_FATAL_FAILURE(begin("alone.db"));
  RawPeer alone(listener_in(folder_));
  alone.send(text_of(names(0, 2000)));
  KeptReceipts plain;
  EXPECT_EQ(plain.take(alone, 2000), 2000U);
  EXPECT_EQ(daemon_->stop(), 0);

  EXPECT_EQ(folder_.root_of("both.db").size(), 64U) << folder_.root_of("both.db");
  EXPECT_EQ(balances_of("both.db"), balances_of("alone.db"));
  EXPECT_NE(balances_of("both.db").find("2620000"), std::string::npos) << balances_of("both.db");
  EXPECT_EQ(ids_of("both.db"), ids_of("alone.db"));
  EXPECT_GE(lines_of(ids_of("both.db")), 2000U);
}

}  // namespace
}  // namespace setoff::tests
