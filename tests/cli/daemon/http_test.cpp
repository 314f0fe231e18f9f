// HTTP from outside: the three ways to send events, and everything that can be read.

#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <sstream>

#include "ledger/exchange/json_tree.h"
#include "tests/cli/daemon/http_listener.h"

namespace setoff::tests {
namespace {

using Http = HttpListener;

TEST_F(Http, TakesEventsInThreeModes) {
  serve();
  const auto structured = post("application/cloudevents+json; charset=utf-8", json_of(events_[0]));
  EXPECT_EQ(structured.status, 201);
  EXPECT_EQ(member_of(structured.body, "outcome"), "accepted");
  const auto batch = post("application/cloudevents-batch+json",
                          "[" + json_of(events_[1]) + "," + json_of(events_[0]) + "]");
  EXPECT_EQ(batch.status, 200);
  EXPECT_TRUE(batch.body.starts_with("[{") && batch.body.ends_with("}]")) << batch.body;
  EXPECT_NE(batch.body.find("replayed"), std::string::npos) << batch.body;
  const auto json = json_of(events_[2]);
  const auto data = json.substr(json.find("\"data\":") + 7);
  const auto binary =
      post("application/json", data.substr(0, data.size() - 1),
           "ce-specversion: 1.0\r\nce-id: event-3\r\nce-source: %2Ftest\r\nce-type: " +
               member_of(json, "type") + "\r\nce-time: " + member_of(json, "time") + "\r\n");
  EXPECT_EQ(binary.status, 201) << binary.body;
  EXPECT_EQ(post("application/cloudevents+json", json).status, 200) << "the same event";
}

TEST_F(Http, ProblemsHaveTheTitleOfTheirStatus) {
  serve();
  const auto title = [](const auto& response) { return member_of(response.body, "title"); };
  EXPECT_EQ(title(ask("GET /nowhere")), "Not Found");
  EXPECT_EQ(title(ask("GET /events")), "Method Not Allowed");
  EXPECT_EQ(title(post("text/plain", "x")), "Unsupported Media Type");
  const auto none = ask("GET /claims");
  EXPECT_EQ(title(none), "Unprocessable Entity");
  EXPECT_EQ(member_of(none.body, "code"), "not_adopted");
  EXPECT_FALSE(member_of(none.body, "detail").empty()) << "the meaning of the code at least";
}

TEST_F(Http, SaysWhatIsWrongWithARequest) {
  serve();
  const auto good = json_of(events_[0]);
  EXPECT_EQ(post("application/cloudevents+json", json_of(events_[1])).status, 422);
  EXPECT_EQ(post("application/cloudevents+json", "{\"id\":\"a\"}").status, 400);
  EXPECT_EQ(post("application/cloudevents+json", "[" + good + "]").status, 400);
  EXPECT_EQ(post("application/cloudevents-batch+json", good).status, 400);
  EXPECT_EQ(post("application/cloudevents-batch+json", "[]").status, 400);
  EXPECT_EQ(post("text/plain", good).status, 415);
  EXPECT_EQ(post("application/json", "{},\"id\":\"x\"", "ce-id: a\r\n").status, 400);
  EXPECT_EQ(post("application/cloudevents+json", std::string(300'000, ' ')).status, 413);
  EXPECT_EQ(ask("GET /events").status, 405);
  EXPECT_EQ(ask("DELETE /entries").status, 405);
  EXPECT_EQ(ask("GET /nowhere").status, 404);
  EXPECT_EQ(ask("GET /entries?aftr=1").status, 400);
  EXPECT_EQ(ask("GET /entries/99").status, 404);
  EXPECT_EQ(ask("GET /entries/x").status, 404);
  EXPECT_EQ(ask("GET /balances?on=2024-13-01").status, 400);
  EXPECT_EQ(ask("GET /claims").status, 422) << "there is no agreement yet";
  EXPECT_EQ(ask("GET /stream?after=x").status, 400);
  EXPECT_EQ(ask("GET /stream?after=99").status, 409) << "the ledger ends before it";
  EXPECT_EQ(ask("GET /stream?after=18446744073709551615").status, 409);
  EXPECT_EQ(ask("GET /%zz").status, 400);
  EXPECT_EQ(ask("GET /healthz", "X: " + std::string(20'000, 'x') + "\r\n").status, 431);
  RawPeer peer(listener("http"));
  peer.send("nonsense\r\n\r\n");
  EXPECT_EQ(response_of(peer.rest()).status, 400);
}

TEST_F(Http, ReadsWhatWasBooked) {
  serve();
  fill();
  const auto entries = ask("GET /entries?after=1&limit=2");
  EXPECT_TRUE(entries.body.starts_with("{\"entries\":[{\"sequence\":2,")) << entries.body;
  const auto entry = ask("GET /entries/2");
  EXPECT_TRUE(entry.body.starts_with("{\"entry\":{\"sequence\":2,")) << entry.body;
  const auto balances = ask("GET /balances");
  EXPECT_EQ(balances.status, 200);
  const auto claims = ask("GET /claims?on=2020-06-20");
  EXPECT_EQ(claims.status, 200) << claims.body;
  const auto statement = ask("GET /statement?account=" + member_of(balances.body, "account"));
  EXPECT_EQ(statement.status, 200) << statement.body;
  EXPECT_FALSE(member_of(statement.body, "closing").empty()) << statement.body;
  const auto proof = ask("GET /proof/2");
  EXPECT_EQ(member_of(proof.body, "leaf"), member_of(entry.body, "leaf"));
  for (const auto* body :
       {&entries.body, &entry.body, &balances.body, &claims.body, &statement.body, &proof.body}) {
    JsonTree tree;
    EXPECT_TRUE(tree.parse(*body).has_value()) << *body;
  }
}

TEST_F(Http, KeepsAConnectionAndAnswersInOrder) {
  serve();
  RawPeer peer(listener("http"));
  const auto event = json_of(events_[0]);
  const std::string host = "HTTP/1.1\r\nHost: 127.0.0.1:80\r\n";
  peer.send("GET /healthz " + host + "\r\nPOST /events " + host +
            "Content-Type: application/cloudevents+json\r\nContent-Length: " +
            std::to_string(event.size()) + "\r\n\r\n" + event + "GET /balances " + host +
            "\r\nHEAD /readyz " + host + "Connection: close\r\n\r\n");
  const auto all = peer.rest();
  const auto first = all.find("ok\n");
  const auto second = all.find("201 Created");
  const auto third = all.find("\"balances\"");
  const auto fourth = all.rfind("Content-Length: 6\r\n");
  EXPECT_TRUE(first < second && second < third && third < fourth) << all;
  EXPECT_TRUE(all.ends_with("\r\n\r\n")) << "HEAD has no body";
}

TEST_F(Http, StreamsEntriesAndTakesUpWhereItWasCut) {
  serve();
  RawPeer events(listener("events"));
  const auto book = [&](std::size_t index) {
    events.send(json_of(events_[index]) + "\n");
    EXPECT_TRUE(events.line().has_value());
  };
  book(0);
  RawPeer stream(listener("http"));
  stream.send("GET /stream?after=0 HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const auto next_id = [](RawPeer& peer) {
    while (auto line = peer.line())
      if (line->starts_with("id: ")) return line->substr(4, line->find('-') - 4);
    return std::string("ended");
  };
  book(1);
  EXPECT_EQ(next_id(stream), "1");
  book(2);
  EXPECT_EQ(next_id(stream), "2");
  RawPeer resumed(listener("http"));
  resumed.send("GET /stream HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: 1\r\n\r\n");
  EXPECT_EQ(next_id(resumed), "2");
  daemon_->signal(SIGTERM);
  EXPECT_EQ(next_id(stream), "ended");
  EXPECT_EQ(next_id(resumed), "ended");
  EXPECT_EQ(daemon_->wait(), 0);
}

TEST_F(Http, AsksForTokensAndRights) {
  serve("users:\n  writer: { token: \"sha256:" +
        folder_.shell("printf w | sha256sum").output.substr(0, 64) +
        "\", party: gas, submit: all, sources: /test }\n  reader: { token: \"sha256:" +
        folder_.shell("printf r | sha256sum").output.substr(0, 64) +
        "\", party: gas, read: true }\n");
  const auto bearer = [](const std::string& token) {
    return "Authorization: Bearer " + token + "\r\n";
  };
  EXPECT_EQ(ask("GET /balances").status, 401);
  EXPECT_EQ(ask("GET /healthz").status, 200);
  EXPECT_EQ(ask("GET /balances", bearer("x")).status, 401);
  EXPECT_EQ(ask("GET /balances", bearer("w")).status, 403);
  EXPECT_EQ(ask("GET /balances", bearer("r")).status, 200);
  const std::string type = "application/cloudevents+json";
  EXPECT_EQ(post(type, json_of(events_[0]), bearer("r")).status, 403);
  EXPECT_EQ(post(type, json_of(events_[0]), bearer("w")).status, 201);
}

TEST_F(Http, ForeignNamesDoNotReachAListenerWithoutTokens) {
  serve();
  RawPeer peer(listener("http"));
  peer.send("GET /balances HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(response_of(peer.rest()).status, 421);
}

TEST_F(Http, MeasuresCountWhatHappened) {
  serve();
  fill();
  const auto text = ask("GET /metrics").body;
  EXPECT_NE(text.find("setoff_entries " + std::to_string(events_.size()) + "\n"), std::string::npos)
      << text;
  EXPECT_NE(text.find("# TYPE setoff_commit_seconds histogram"), std::string::npos);
  EXPECT_NE(text.find("setoff_http_requests_total 2\n"), std::string::npos);
}

}  // namespace
}  // namespace setoff::tests
