// The event socket from outside: what is sent is in the ledger, once, in order, whatever the peers
// do.

#include <gtest/gtest.h>

#include <csignal>
#include <set>

#include "tests/cli/daemon/served.h"
#include "tests/support/sample_events.h"

namespace setoff::tests {
namespace {

class EventSocket : public testing::Test {
 protected:
  static constexpr const char* kListener = "unix:listener.sock";

  [[nodiscard]] std::vector<std::string> arguments() const {
    return {"ledger.db", "--events", kListener, "--events", "127.0.0.1:0"};
  }
  [[nodiscard]] std::string listener() const {
    return "unix:" + folder_.path("listener.sock").string();
  }
  // Makes first.jsonl, the events of a scenario's run; gives the root of its ledger.
  [[nodiscard]] std::string export_first_steps() const {
    const auto made = folder_.shell("$SETOFF run '" SETOFF_SOURCE_DIR
                                    "/scenarios/first-steps.yaml' -o first && "
                                    "$SETOFF export first/ledger.db --format jsonl -o first.jsonl");
    EXPECT_EQ(made.status, 0) << made.output;
    return folder_.root_of("first/ledger.db");
  }

  Folder folder_;
  std::vector<Event> events_ = sample_events();
};

TEST_F(EventSocket, GivesTheSameRootAsTheRunAndTakesEverythingTwice) {
  const auto root = export_first_steps();
  Served daemon(folder_, arguments());
  ASSERT_TRUE(daemon.ready());
  ASSERT_EQ(daemon.addresses().size(), 2U);
  const auto first = folder_.shell(std::string("$SETOFF send ") + kListener + " first.jsonl");
  EXPECT_EQ(first.status, 0) << first.output;
  const auto by_tcp = folder_.shell("$SETOFF send " + daemon.addresses()[1] + " first.jsonl");
  EXPECT_EQ(by_tcp.status, 0) << by_tcp.output;
  EXPECT_TRUE(by_tcp.output.starts_with("0 accepted")) << by_tcp.output;
  EXPECT_EQ(daemon.stop(), 0);
  EXPECT_EQ(folder_.root_of("ledger.db"), root);
  EXPECT_FALSE(std::filesystem::exists(folder_.path("ledger.db-wal")));
  EXPECT_FALSE(std::filesystem::exists(folder_.path("listener.sock")));
}

TEST_F(EventSocket, TwoSendersOfTheSameEventsBookEachOnce) {
  const auto root = export_first_steps();
  Served daemon(folder_, arguments());
  const auto both = folder_.shell(std::string("$SETOFF send ") + kListener +
                                  " first.jsonl & one=$!; $SETOFF send " + kListener +
                                  " first.jsonl && wait $one");
  EXPECT_EQ(both.status, 0) << both.output;
  EXPECT_EQ(daemon.stop(), 0);
  EXPECT_EQ(folder_.root_of("ledger.db"), root);
}

TEST_F(EventSocket, AnswersEveryLineInOrder) {
  Served daemon(folder_, arguments());
  RawPeer peer(listener());
  std::string text = json_of(events_[0]) + "\n{\"id\":\"mine\"}\n[" + json_of(events_[1]) + "," +
                     json_of(events_[1]) + "]\r\n\n" + json_of(events_[0]) + "\n";
  peer.send(text);
  peer.end_writing();
  const auto accepted = peer.line();
  EXPECT_EQ(member_of(accepted.value_or(""), "outcome"), "accepted");
  const auto malformed = peer.line().value_or("");
  EXPECT_EQ(member_of(malformed, "outcome"), "malformed");
  EXPECT_EQ(member_of(malformed, "id"), "mine");
  const auto list = peer.line().value_or("");
  EXPECT_TRUE(list.starts_with("[{") && list.ends_with("}]")) << list;
  EXPECT_NE(list.find("accepted"), std::string::npos);
  EXPECT_NE(list.find("replayed"), std::string::npos);
  const auto replayed = peer.line().value_or("");
  EXPECT_EQ(member_of(replayed, "outcome"), "replayed");
  EXPECT_EQ(member_of(replayed, "leaf"), member_of(*accepted, "leaf"));
  EXPECT_EQ(peer.line(), std::nullopt) << "the daemon closes when both sides are done";
}

TEST_F(EventSocket, BadLinesAreAnsweredAndTheNextOneIsRead) {
  Served daemon(folder_, arguments());
  const std::pair<std::string, std::string> bad[] = {
      {"{\"id\":\"\xff\xfe\"}", "bad_syntax"},
      {std::string(300'000, 'x'), "too_large"},
      {std::string(1000, '['), "too_large"},
      {"\x01\x02", "bad_syntax"},
      {"[]", "bad_field"},
      {"[1]", "bad_field"},
      {"{} {}", "bad_syntax"},
      {json_of(events_[0]).substr(0, 100), "bad_syntax"},
      {"nul", "bad_syntax"},
  };
  RawPeer peer(listener());
  for (const auto& [line, code] : bad) {
    peer.send(line + "\n");
    const auto receipt = peer.line().value_or("nothing");
    EXPECT_EQ(member_of(receipt, "outcome"), "malformed") << line.substr(0, 40) << receipt;
    EXPECT_NE(receipt.find("\"code\":\"" + code + "\""), std::string::npos)
        << line.substr(0, 40) << receipt;
  }
  peer.send(json_of(events_[0]) + "\n");
  EXPECT_EQ(member_of(peer.line().value_or(""), "outcome"), "accepted");
}

TEST_F(EventSocket, WhatBeginsAsNoJsonIsTurnedAwayAtOnce) {
  Served daemon(folder_, arguments());
  for (const std::string text : {"POST /events HTTP/1.1", " \r\n\x16\x03\x01", "x"}) {
    RawPeer peer(listener());
    peer.send(text);  // without a line end
    const auto closed = peer.line().value_or("nothing");
    EXPECT_EQ(member_of(closed, "outcome"), "closed") << closed;
    EXPECT_EQ(member_of(closed, "code"), "bad_syntax") << closed;
    EXPECT_EQ(peer.line(), std::nullopt);
  }
}

TEST_F(EventSocket, ALineMayComeInPieces) {
  Served daemon(folder_, arguments());
  RawPeer slow(listener());
  RawPeer other(listener());
  const auto line = json_of(events_[0]) + "\n";
  slow.send(line.substr(0, 50));
  other.send("{}\n");  // answered while the line above is not complete
  EXPECT_EQ(member_of(other.line().value_or(""), "outcome"), "malformed");
  slow.send(line.substr(50));
  EXPECT_EQ(member_of(slow.line().value_or(""), "outcome"), "accepted");
}

TEST_F(EventSocket, ACutInTheMiddleOfALineLosesThatLineOnly) {
  Served daemon(folder_, arguments());
  {
    RawPeer peer(listener());
    peer.send(json_of(events_[0]) + "\n" + json_of(events_[1]).substr(0, 80));
    EXPECT_EQ(member_of(peer.line().value_or(""), "outcome"), "accepted");
  }
  RawPeer again(listener());
  again.send(json_of(events_[0]) + "\n" + json_of(events_[1]) + "\n");
  EXPECT_EQ(member_of(again.line().value_or(""), "outcome"), "replayed");
  EXPECT_EQ(member_of(again.line().value_or(""), "outcome"), "accepted");
}

TEST_F(EventSocket, StopsInOrderUnderLoad) {
  Served daemon(folder_, arguments());
  RawPeer peer(listener());
  std::string text;
  for (const auto& event : events_)
    text += json_of(event) + "\n";
  peer.send(text);
  const auto first = peer.line();
  EXPECT_EQ(member_of(first.value_or(""), "outcome"), "accepted");
  daemon.signal(SIGTERM);
  std::size_t receipts = 1;
  while (peer.line())
    ++receipts;
  peer.close();
  EXPECT_EQ(daemon.wait(), 0);
  const auto verified = folder_.shell("$SETOFF audit verify ledger.db");
  EXPECT_EQ(verified.status, 0) << verified.output;
  EXPECT_NE(verified.output.find("clean: " + std::to_string(receipts) + " entries"),
            std::string::npos)
      << verified.output;
}

TEST_F(EventSocket, OneDaemonOwnsTheLedger) {
  Served daemon(folder_, arguments());
  const auto second = folder_.shell("$SETOFF serve ledger.db --events unix:other.sock");
  EXPECT_EQ(second.status, 3);
  EXPECT_NE(second.output.find("in_use"), std::string::npos) << second.output;
  const auto listener_taken = folder_.shell("$SETOFF serve other.db --events unix:listener.sock");
  EXPECT_EQ(listener_taken.status, 3);
  const auto posted = folder_.shell("$SETOFF post ledger.db -");
  EXPECT_EQ(posted.status, 3) << posted.output;
}

TEST_F(EventSocket, TheSenderTellsRefusedMalformedAndUnreachableApart) {
  Served daemon(folder_, arguments());
  folder_.write("early.jsonl", json_of(events_[1]) + "\n");
  folder_.write("bad.jsonl", "{}\n");
  const std::string to = std::string("$SETOFF send --retry 0 ") + kListener + " ";
  const auto refused = folder_.shell(to + "early.jsonl");
  EXPECT_EQ(refused.status, 1);
  EXPECT_NE(refused.output.find("not_adopted"), std::string::npos) << refused.output;
  EXPECT_EQ(folder_.shell(to + "bad.jsonl").status, 2);
  EXPECT_EQ(folder_.shell(to + "none.jsonl").status, 3);
  EXPECT_EQ(daemon.stop(), 0);
  EXPECT_EQ(folder_.shell(to + "early.jsonl").status, 3);
}

}  // namespace
}  // namespace setoff::tests
