// `send`: lines of a live pipe are booked as they come; a byte order mark is none of them; what a
// hostile daemon answers cannot act on the terminal.

#include <gtest/gtest.h>
#include <unistd.h>

#include <thread>

#include "tests/cli/daemon/served.h"
#include "tests/support/sample_events.h"

namespace setoff::tests {
namespace {

class Send : public testing::Test {
 protected:
  static constexpr const char* kListener = "unix:listener.sock";

  Folder folder_;
  std::vector<Event> events_ = sample_events();
};

// The pipe stays open while its first line is waited for in the ledger.
TEST_F(Send, SendsTheLinesOfALivePipeAsTheyCome) {
  Served daemon(folder_, {"ledger.db", "--events", kListener});
  ASSERT_TRUE(daemon.ready());
  folder_.write("one.jsonl", "\xEF\xBB\xBF" + json_of(events_[0]) + "\n");
  folder_.write("two.jsonl", json_of(events_[1]) + "\n");
  const auto sent = folder_.shell(
      "mkfifo pipe; $SETOFF send unix:listener.sock - < pipe & sender=$!; exec 3> pipe; "
      "tries=0; cat one.jsonl >&3; "
      "until $SETOFF audit log ledger.db 2>/dev/null | grep -q agreement.adopted; do "
      "tries=$((tries + 1)); [ $tries -lt 2000 ] || break; done; "
      "[ $tries -lt 2000 ] && echo booked while the pipe is open; "
      "cat two.jsonl >&3; exec 3>&-; wait $sender");
  EXPECT_EQ(sent.status, 0) << sent.output;
  EXPECT_NE(sent.output.find("booked while the pipe is open\n"), std::string::npos) << sent.output;
  EXPECT_NE(sent.output.find("2 accepted"), std::string::npos) << sent.output;
  EXPECT_EQ(daemon.stop(), 0);
}

// A daemon that went away while nothing was to be sent is reached for again with the next line.
TEST_F(Send, WaitsForTheNextLineWithoutADaemon) {
  folder_.write("one.jsonl", json_of(events_[0]) + "\n");
  const auto sent = folder_.shell(
      "mkfifo pipe; $SETOFF send unix:listener.sock - --retry 30 < pipe & sender=$!; exec 3> pipe; "
      "$SETOFF serve ledger.db --events unix:listener.sock 2>/dev/null 3>&- & daemon=$!; "
      "cat one.jsonl >&3; exec 3>&-; wait $sender; status=$?; kill $daemon; wait $daemon; "
      "exit $status");
  EXPECT_EQ(sent.status, 0) << sent.output;
  EXPECT_NE(sent.output.find("1 accepted"), std::string::npos) << sent.output;
}

TEST_F(Send, AHostileAnswerDoesNotActOnTheTerminal) {
  folder_.write("one.jsonl", json_of(events_[0]) + "\n" + json_of(events_[1]) + "\n");
  const auto address = cli::Address::parse("unix:" + folder_.path("evil.sock").string());
  auto listener = cli::listen_on(*address);
  ASSERT_TRUE(listener.has_value());
  std::thread evil([&] {
    cli::Descriptor peer;
    std::string name;
    static_cast<void>(cli::wait_for(*listener, true, false, std::chrono::seconds(60)));
    ASSERT_EQ(cli::accept_from(*listener, peer, name), cli::Accepted::connection);
    static_cast<void>(cli::wait_for(peer, true, false, std::chrono::seconds(60)));
    constexpr std::string_view kAnswers =
        R"({"id":"x","outcome":"refused","code":"\u001b[31mRED","detail":"y"})"
        "\n"
        R"({"outcome":"closed","code":"not_permitted","detail":"\u001b[2K\u009bRED"})"
        "\n\x1b[31m\n";
    EXPECT_EQ(::write(peer.number(), kAnswers.data(), kAnswers.size()),
              static_cast<ssize_t>(kAnswers.size()));
  });
  const auto sent = folder_.shell("$SETOFF send unix:evil.sock one.jsonl --retry 0");
  evil.join();
  EXPECT_NE(sent.status, 0);
  EXPECT_EQ(sent.output.find('\x1b'), std::string::npos) << sent.output;
  EXPECT_EQ(sent.output.find("\xc2\x9b"), std::string::npos) << sent.output;
}

}  // namespace
}  // namespace setoff::tests
