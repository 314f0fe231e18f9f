// What requests and answers may take of the daemon before their peer has done its part: a body that
// is only announced, answers that nobody reads.

#include <algorithm>

#include "tests/cli/daemon/http_listener.h"

namespace setoff::tests {
namespace {

using HttpRoom = HttpListener;

long gauge(const std::string& metrics, const std::string& name) {
  const auto at = metrics.find("\n" + name + " ");
  return at == std::string::npos ? -1 : std::atol(metrics.substr(at + name.size() + 2).c_str());
}

std::string post_head(const std::string& fields) {
  return "POST /events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 200000\r\n" + fields + "\r\n";
}

TEST_F(HttpRoom, WhatTheHeadDecidesIsAnsweredWithoutTheBody) {
  const auto hash = [&](const std::string& token) {
    return folder_.shell("printf " + token + " | sha256sum").output.substr(0, 64);
  };
  serve("users:\n  rita: { token: \"sha256:" + hash("reader") +
        "\", party: gas, read: true }\n  ann: { token: \"sha256:" + hash("writer") +
        "\", party: gas, submit: all }\nlimits: { token_delay_ms: 1 }\n");
  const std::string type = "Content-Type: application/cloudevents+json\r\n";
  const std::string writer = "Authorization: Bearer writer\r\n";
  struct Row {
    std::string head;
    const char* status;
  };
  const Row rows[] = {
      {post_head(type), "401"},
      {post_head(type + "Authorization: Bearer wrong\r\n"), "401"},
      {post_head(type + "Authorization: Bearer \r\n"), "401"},
      {post_head(type + "Authorization: Bearer reader\r\n"), "403"},
      {post_head("Content-Type: text/plain\r\n" + writer), "415"},
      {post_head(type + writer + "Expect: 100-continue\r\n").replace(5, 7, "/entries"), "405"},
      {post_head(type + writer + "Expect: miracles\r\n"), "417"},
      {post_head(type + writer).replace(0, 12, "GET /healthz"), "200"},
  };
  for (const auto& [head, status] : rows) {
    RawPeer peer(listener("http"));
    peer.send(head + "{");
    const auto answer = peer.rest();
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 " + std::string(status))) << head << answer;
    EXPECT_NE(answer.find("Connection: close\r\n"), std::string::npos) << head << answer;
  }
  RawPeer peer(listener("http"));
  peer.send(post_head(type + writer + "Expect: 100-continue\r\n"));
  EXPECT_EQ(peer.line(), "HTTP/1.1 100 Continue\r") << "the rest is wanted";
}

TEST_F(HttpRoom, ABodyTakesWhatCameOfIt) {
  serve();
  std::vector<RawPeer> peers;
  for (int i = 0; i < 50; ++i) {
    auto& peer = peers.emplace_back(listener("http"));
    peer.send(post_head("Content-Type: application/cloudevents+json\r\n") + "{");
  }
  const auto held = gauge(ask("GET /metrics").body, "setoff_held_bytes");
  EXPECT_GT(held, 50 * 100);
  EXPECT_LT(held, 50 * 4096) << "a length that is announced makes no room";
}

TEST_F(HttpRoom, AHeadHasAHundredFields) {
  serve();
  std::string fields;
  for (int i = 0; i < 97; ++i)
    fields += "x" + std::to_string(i) + ": y\r\n";
  EXPECT_EQ(ask("GET /healthz", fields).status, 200);
  EXPECT_EQ(ask("GET /healthz", fields + "a: b\r\nc: d\r\n").status, 431);
}

TEST_F(HttpRoom, AnswersThatNobodyReadsAreBoundedTogetherAndGiveWay) {
  serve("limits: { held_bytes_all: 500_000, unsent_ms: 600_000 }\n");
  fill();
  std::string flood;
  for (int i = 0; i < 150; ++i)
    flood += "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n";
  std::vector<RawPeer> greedy;
  for (int i = 0; i < 60; ++i)
    greedy.emplace_back(listener("http")).send(flood);
  long most = 0;
  for (int tries = 0; most < 500'000 && tries < 5000; ++tries)
    most = std::max(most, gauge(ask("GET /metrics").body, "setoff_held_bytes"));
  EXPECT_GE(most, 500'000) << "they hold all there is";
  EXPECT_EQ(ask("GET /healthz").status, 200);
  EXPECT_EQ(ask("GET /balances").status, 200) << "it waits for room, which those who read nothing"
                                                 " lose long before unsent_ms";
  const auto metrics = ask("GET /metrics").body;
  EXPECT_GT(gauge(metrics, "setoff_connections_cut_total"), 0);
  EXPECT_LT(gauge(metrics, "setoff_held_bytes"), 500'000 + 60 * 32'768);
}

}  // namespace
}  // namespace setoff::tests
