// Places: what one peer holds keeps no other out, neither of connections nor of streams.

#include <csignal>
#include <vector>

#include "cli/daemon/access/users.h"
#include "ledger/crypto/encoding.h"
#include "tests/cli/daemon/http_listener.h"

namespace setoff::tests {
namespace {

// Two listeners of each kind, so that peers come from a Unix socket and from a number.
class Places : public testing::Test {
 protected:
  void serve(const std::string& limits) {
    folder_.write("daemon.yaml",
                  "daemon: 1\nledger: ledger.db\nlisteners:\n"
                  "  - { for: http, at: \"unix:http.sock\" }\n"
                  "  - { for: http, at: \"127.0.0.1:0\" }\n"
                  "limits: { " +
                      limits + " }\n");
    daemon_.emplace(folder_, std::vector<std::string>{"--config", "daemon.yaml"});
    ASSERT_TRUE(daemon_->ready());
  }
  [[nodiscard]] RawPeer local() const {
    return RawPeer("unix:" + folder_.path("http.sock").string());
  }
  [[nodiscard]] RawPeer numbered() const { return RawPeer(daemon_->addresses()[1]); }
  // The status of an answer to a request on that connection; 0 if there is none.
  static int status_of(RawPeer& peer, const std::string& target) {
    peer.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const auto line = peer.line().value_or("");
    return line.size() < 12 ? 0 : std::atoi(line.substr(9, 3).c_str());
  }

  Folder folder_;
  std::optional<Served> daemon_;
};

TEST_F(Places, WhoHoldsMostConnectionsMakesPlaceForOthers) {
  serve("connections: 4");
  std::vector<RawPeer> crowd;
  for (int i = 0; i < 4; ++i) {
    crowd.push_back(numbered());
    EXPECT_EQ(status_of(crowd.back(), "/healthz"), 200);
  }
  auto other = local();
  EXPECT_EQ(status_of(other, "/healthz"), 200);
  EXPECT_EQ(crowd[0].rest().find("HTTP/1.1"), std::string::npos)
      << "the one that was quiet longest has gone";
}

TEST_F(Places, SlowRequestsMakePlaceForTheSamePeersNext) {
  serve("connections: 3, first_byte_ms: 600_000, line_ms: 600_000");
  std::vector<RawPeer> crowd;
  for (int i = 0; i < 3; ++i) {
    crowd.push_back(local());
    crowd.back().send("GET /healthz HTTP/1.1\r\nX: ");
  }
  // They have a second to get on; then a newcomer's next attempt finds a place.
  int status = 0;
  while (status != 200) {
    auto next = local();
    status = status_of(next, "/healthz");
    ASSERT_TRUE(status == 200 || status == 503 || status == 0) << status;
  }
}

TEST_F(Places, OnePeerHasItsShareOfConnections) {
  serve("connections: 10, connections_per_peer: 2");
  auto first = numbered();
  auto second = numbered();
  EXPECT_EQ(status_of(first, "/stream"), 200);
  EXPECT_EQ(status_of(second, "/stream"), 200);
  auto third = numbered();
  EXPECT_NE(status_of(third, "/healthz"), 200);
  auto other = local();
  EXPECT_EQ(status_of(other, "/healthz"), 200);
}

TEST_F(Places, OnePeerHasItsShareOfStreams) {
  serve("subscribers: 3, subscribers_per_peer: 2");
  RawPeer streams[] = {numbered(), numbered(), numbered()};
  EXPECT_EQ(status_of(streams[0], "/stream"), 200);
  EXPECT_EQ(status_of(streams[1], "/stream"), 200);
  EXPECT_EQ(status_of(streams[2], "/stream"), 503);
  auto other = local();
  EXPECT_EQ(status_of(other, "/stream"), 200);
}

TEST_F(Places, WhoHoldsMostStreamsMakesPlaceForOthers) {
  serve("subscribers: 2");
  RawPeer streams[] = {numbered(), numbered(), numbered()};
  EXPECT_EQ(status_of(streams[0], "/stream"), 200);
  EXPECT_EQ(status_of(streams[1], "/stream"), 200);
  EXPECT_EQ(status_of(streams[2], "/stream"), 503) << "nobody holds more than this peer";
  auto other = local();
  EXPECT_EQ(status_of(other, "/stream"), 200);
  EXPECT_NE(streams[0].rest().find("event: cut\n"), std::string::npos);
  auto again = local();
  EXPECT_EQ(status_of(again, "/stream"), 503) << "now both have one";
}

class Tokens : public testing::Test {
 protected:
  static std::string user(const std::string& name, const std::string& rights) {
    return "  " + name + ": { token: \"sha256:" + to_hex(cli::hash_of_token(name).view()) +
           "\", party: gas" + rights + " }\n";
  }
  void configure(const std::string& users, const std::string& limits) const {
    folder_.write("daemon.yaml",
                  "daemon: 1\nledger: ledger.db\nlisteners:\n"
                  "  - { for: events, at: \"unix:listener.sock\" }\n"
                  "  - { for: http, at: \"unix:http.sock\" }\n"
                  "limits: { " +
                      limits + " }\nusers:\n" + users);
  }
  void serve() {
    daemon_.emplace(folder_, std::vector<std::string>{"--config", "daemon.yaml"});
    ASSERT_TRUE(daemon_->ready());
  }
  [[nodiscard]] RawPeer at(const std::string& listener) const {
    return RawPeer("unix:" + folder_.path(listener + ".sock").string());
  }
  [[nodiscard]] std::string log() const { return folder_.shell("cat serve.log").output; }
  [[nodiscard]] RawPeer stream_of(const std::string& name) const {
    auto peer = at("http");
    peer.send("GET /stream HTTP/1.1\r\nHost: x\r\nAuthorization: bearer " + name + "\r\n\r\n");
    EXPECT_EQ(peer.line(), "HTTP/1.1 200 OK\r");
    return peer;
  }

  Folder folder_;
  std::optional<Served> daemon_;
};

TEST_F(Tokens, AWithdrawnTokenOrRightEndsItsStreamsAndConnections) {
  configure(user("spy", ", read: true") + user("eve", ", read: true") +
                user("ann", ", read: true, submit: all"),
            "token_delay_ms: 1");
  serve();
  auto spy = stream_of("spy");
  auto eve = stream_of("eve");
  auto ann = stream_of("ann");
  auto line = at("listener");
  line.send("{\"token\":\"spy\"}\n");
  EXPECT_EQ(member_of(line.line().value_or(""), "outcome"), "welcome");
  configure(user("eve", "") + user("ann", ", read: true, submit: all"), "token_delay_ms: 1");
  daemon_->signal(SIGHUP);
  EXPECT_NE(spy.rest().find("event: cut\n"), std::string::npos) << "the token is gone";
  EXPECT_NE(eve.rest().find("event: cut\n"), std::string::npos) << "the right is gone";
  EXPECT_EQ(member_of(line.line().value_or(""), "code"), "not_permitted");
  EXPECT_EQ(line.line(), std::nullopt);
  auto writer = at("listener");
  writer.send("{\"token\":\"ann\"}\n");
  EXPECT_TRUE(writer.line().has_value());
  auto event = sample_events()[0];
  event.key.source = "/ann/1";
  writer.send(json_of(event) + "\n");
  EXPECT_EQ(member_of(writer.line().value_or(""), "outcome"), "accepted");
  std::string entry;
  while (entry.find("data: ") == std::string::npos)
    entry = ann.line().value_or("data: ended");
  EXPECT_EQ(member_of(entry, "submitter"), "gas/ann") << entry;
}

TEST_F(Tokens, RefusedTokensAndRightsLeaveATrace) {
  configure(user("ann", ", submit: fee.charged"), "token_delay_ms: 1");
  serve();
  auto guess = at("listener");
  guess.send("{\"token\":\"guess\"}\n");
  EXPECT_EQ(member_of(guess.line().value_or(""), "code"), "not_permitted");
  auto ann = at("listener");
  ann.send("{\"token\":\"ann\"}\n");
  EXPECT_EQ(member_of(ann.line().value_or(""), "outcome"), "welcome");
  auto event = sample_events()[0];
  ann.send(json_of(event) + "\n");
  EXPECT_EQ(member_of(ann.line().value_or(""), "code"), "not_permitted");
  event.data = FeeCharged{};
  event.key.source = "\x1b[2J/a";
  std::get<FeeCharged>(event.data).amount = money("1.00 EUR");
  ann.send(json_of(event) + "\n");
  EXPECT_EQ(member_of(ann.line().value_or(""), "where"), "source");
  auto read = at("http");
  read.send(
      "GET /status HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ann\r\n\r\n");
  EXPECT_EQ(response_of(read.rest()).status, 403);
  const auto text = log();
  EXPECT_NE(text.find("token refused peer=uid:"), std::string::npos) << text;
  EXPECT_NE(text.find("not permitted peer=uid:"), std::string::npos) << text;
  EXPECT_NE(text.find(" user=ann where=type "), std::string::npos) << text;
  EXPECT_EQ(text.find('\x1b'), std::string::npos) << "foreign text is escaped";
  EXPECT_EQ(text.find("guess"), std::string::npos) << "tokens are not logged";
}

TEST_F(Tokens, AFloodOfGuessesIsSlowAndTheLogShort) {
  configure(user("ann", ", read: true"), "token_delay_ms: 80_000_000");
  serve();
  constexpr int kWaiting = 8;
  std::vector<RawPeer> guesses;
  for (int i = 0; i < kWaiting; ++i) {
    guesses.push_back(at(i % 2 == 0 ? "listener" : "http"));
    guesses.back().send(i % 2 == 0 ? "{\"token\":\"guess\"}\n"
                                   : "GET /status HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                                     "guess\r\n\r\n");
  }
  const auto metrics = [&] {
    auto ann = at("http");
    ann.send(
        "GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
        "ann\r\n\r\n");
    return ann.rest();
  };
  while (metrics().find("setoff_tokens_refused_total 8\n") == std::string::npos) {
  }
  for (int i = 0; i < 60; ++i) {
    auto next = at("listener");
    next.send("{\"token\":\"guess\"}\n");
    guesses.push_back(std::move(next));
  }
  int ended = 0;
  for (auto guess = guesses.begin() + kWaiting; guess != guesses.end(); ++guess)
    ended += guess->line() == std::nullopt ? 1 : 0;
  EXPECT_EQ(ended, 60);
  EXPECT_NE(metrics().find("setoff_tokens_refused_total 68\n"), std::string::npos);
  std::size_t lines = 0;
  const auto text = log();
  for (auto at = text.find("token refused"); at != std::string::npos;
       at = text.find("token refused", at + 1))
    ++lines;
  EXPECT_LE(lines, 40U) << text;
}

}  // namespace
}  // namespace setoff::tests
