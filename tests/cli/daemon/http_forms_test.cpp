// HTTP as RFC 9110 and 9112 have it, and CloudEvents' HTTP binding with what a sender may add.

#include <csignal>

#include "tests/cli/daemon/http_listener.h"

namespace setoff::tests {
namespace {

using HttpForms = HttpListener;

const std::string kStructured = "application/cloudevents+json";

// What comes back for these bytes until the connection ends.
Response raw(const std::string& listener, const std::string& bytes) {
  RawPeer peer(listener);
  peer.send(bytes);
  return response_of(peer.rest());
}

TEST_F(HttpForms, TargetsInAbsoluteForm) {
  serve();
  fill();
  const std::string end = " HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n";
  EXPECT_EQ(raw(listener("http"), "GET http://localhost/status" + end).status, 200)
      << "the host of the target goes before the header";
  EXPECT_EQ(raw(listener("http"), "GET HTTP://127.0.0.1:7402/entries?after=1" + end).status, 200);
  EXPECT_EQ(raw(listener("http"), "GET http://localhost" + end).status, 200) << "the page";
  EXPECT_EQ(raw(listener("http"),
                "GET http://elsewhere.example/status HTTP/1.1\r\nHost: localhost\r\n"
                "Connection: close\r\n\r\n")
                .status,
            421);
  for (const auto* target : {"http://", "http:///status", "ftp://localhost/status", "status",
                             "http://me@localhost/status", "/status#part"})
    EXPECT_EQ(raw(listener("http"), "GET " + std::string(target) + end).status, 400) << target;
}

TEST_F(HttpForms, HostsAreComparedWithoutCaseAndMustBeHosts) {
  serve();
  const auto status = [&](const std::string& host) {
    return raw(listener("http"),
               "GET /healthz HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
        .status;
  };
  for (const auto* host : {"localhost", "LocalHost", "LOCALHOST:80", "localhost.", "localhost.:80",
                           "127.0.0.1:7402", "[::1]:7402"})
    EXPECT_EQ(status(host), 200) << host;
  for (const auto* host : {"localhost.example", "evil.example", ""})
    EXPECT_EQ(status(host), 421) << host;
  for (const auto* host : {"local host", "me@localhost", "localhost/", "\"localhost\""})
    EXPECT_EQ(status(host), 400) << host;
}

TEST_F(HttpForms, HeadHasTheHeadersOfGetAndNoBody) {
  serve();
  fill();
  const auto head = ask("HEAD /stream?after=0");
  EXPECT_EQ(head.status, 200);
  EXPECT_NE(head.head.find("Content-Type: text/event-stream"), std::string::npos) << head.head;
  EXPECT_EQ(head.body, "");
  for (const auto* target : {"/", "/accounts", "/nowhere", "/stream?after=x", "/openapi.json"}) {
    const auto whole = ask("GET " + std::string(target));
    const auto only_head = ask("HEAD " + std::string(target));
    EXPECT_EQ(only_head.status, whole.status) << target;
    EXPECT_EQ(only_head.body, "") << target;
    const auto length = "Content-Length: " + std::to_string(whole.body.size());
    EXPECT_NE(only_head.head.find(length), std::string::npos) << only_head.head;
    EXPECT_NE(only_head.head.find("\r\nDate: "), std::string::npos) << only_head.head;
  }
}

TEST_F(HttpForms, AnEmptyParameterIsNotItsDefault) {
  serve();
  fill();
  for (const auto* target : {"/claims?on=", "/claims?on", "/stream?after=", "/entries?limit=",
                             "/balances?account=", "/entries?after=1&type="})
    EXPECT_EQ(ask("GET " + std::string(target)).status, 400) << target;
  EXPECT_EQ(ask("GET /stream", "Last-Event-ID:\r\n").status, 400);
}

TEST_F(HttpForms, ABodyIsSentAfterTheWordToGoOn) {
  serve();
  const auto event = json_of(events_[0]);
  const auto begin = [&](const std::string& expect) {
    return "POST /events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: " +
           kStructured + "\r\nExpect: " + expect +
           "\r\nContent-Length: " + std::to_string(event.size()) + "\r\n\r\n";
  };
  RawPeer peer(listener("http"));
  peer.send(begin("100-Continue"));
  EXPECT_EQ(peer.line(), "HTTP/1.1 100 Continue\r");
  EXPECT_EQ(peer.line(), "\r");
  peer.send(event);
  EXPECT_EQ(response_of(peer.rest()).status, 201);
  EXPECT_EQ(raw(listener("http"), begin("miracles") + event).status, 417);
}

TEST_F(HttpForms, AStreamFromAnotherLedgerIsToldAtOnce) {
  serve();
  fill();
  const auto newest = std::to_string(events_.size() - 1);
  const auto behind = std::to_string(events_.size());
  for (const auto& id : {behind, std::string("18446744073709551615")}) {
    EXPECT_EQ(ask("GET /stream?after=" + id).status, 409) << id;
    const auto again = ask("GET /stream?after=0", "Last-Event-ID: " + id + "\r\n");
    EXPECT_EQ(again.status, 409) << id;
    EXPECT_NE(again.body.find("another ledger"), std::string::npos) << again.body;
  }
  EXPECT_EQ(ask("HEAD /stream?after=" + newest).status, 200);
}

TEST_F(HttpForms, PagesFromElsewhereAreNotAnswered) {
  serve();
  struct Row {
    const char* headers;
    int status;
  };
  const Row rows[] = {
      {"", 200},
      {"Sec-Fetch-Site: same-origin\r\nOrigin: http://localhost\r\n", 200},
      {"Sec-Fetch-Site: none\r\n", 200},
      {"Origin: HTTPS://LocalHost\r\n", 200},
      {"Sec-Fetch-Site: cross-site\r\n", 403},
      {"Sec-Fetch-Site: same-site\r\n", 403},
      {"Sec-Fetch-Site: what-comes-next\r\n", 403},
      {"Origin: http://evil.example\r\n", 403},
      {"Origin: http://localhost:9999\r\n", 403},
      {"Origin: null\r\n", 403},
  };
  for (const auto& [headers, status] : rows) {
    EXPECT_EQ(ask("GET /status", headers).status, status) << headers;
    EXPECT_EQ(ask("GET /", headers).status, 200) << "the page holds no data";
  }
  const auto answer = post(kStructured, json_of(events_[0]), "Sec-Fetch-Site: cross-site\r\n");
  EXPECT_EQ(answer.status, 403);
  EXPECT_NE(ask("GET /metrics").body.find("setoff_origins_refused_total 7\n"), std::string::npos);
  EXPECT_NE(folder_.shell("cat serve.log").output.find("http://evil.example"), std::string::npos);
}

TEST_F(HttpForms, EventsComeWithWhatTheStandardAllows) {
  serve();
  const auto json = json_of(events_[0]);
  const auto data = json.substr(json.find("\"data\":") + 7);
  const auto attribute = [&](const std::string& name) {
    return "ce-" + name + ": " + member_of(json, name) + "\r\n";
  };
  const auto binary = [&](const std::string& type, const std::string& more) {
    return post(type, data.substr(0, data.size() - 1),
                attribute("specversion") + attribute("id") + attribute("source") +
                    attribute("type") + attribute("time") + more);
  };
  const auto traced =
      "{\"traceparent\":\"00-0af7651916cd43dd8448eb211c80319c-b7-01\"," + json.substr(1);
  EXPECT_EQ(post("Application/CloudEvents+JSON ; Charset=\"UTF-8\"", traced).status, 201);
  EXPECT_EQ(post(kStructured, json).status, 200) << "the same event";
  EXPECT_EQ(binary("application/json; charset=utf-8", "ce-subject: agreement%2F1\r\n").status, 200);
  EXPECT_EQ(
      binary("application/json", "ce-traceparent: \"00-ab-cd-01\"\r\nce-urgent: true\r\n").status,
      200);
  EXPECT_EQ(binary("application/json", "ce-bookdtime: x\r\n").status, 400);
  EXPECT_EQ(binary("application/json; charset=utf-16", "").status, 415);
  EXPECT_EQ(binary("application/xml", "").status, 415);
  EXPECT_EQ(post(kStructured + "; charset=latin1", json).status, 415);
}

TEST_F(HttpForms, TimesFarFromTheClockAreAnsweredAndNotRecorded) {
  serve("bounds: { value_days_ahead: 0, value_days_behind: 73_000 }\n");
  auto event = events_[0];
  event.booked = *parse_timestamp("2199-12-31T23:59:59Z");
  const auto stamped = post(kStructured, json_of(event));
  EXPECT_EQ(stamped.status, 400);
  EXPECT_EQ(member_of(stamped.body, "code"), "time_bounds") << stamped.body;
  EXPECT_EQ(member_of(stamped.body, "where"), "bookedtime") << stamped.body;
  event.booked.reset();
  event.value_date = *parse_day("2199-12-31");
  EXPECT_EQ(member_of(post(kStructured, json_of(event)).body, "where"), "data.value_date");
  EXPECT_EQ(post(kStructured, json_of(events_[0])).status, 201) << "the id is free";
}

// Requests in a row are answered as their answers are taken: what nobody reads is not made.
TEST_F(HttpForms, PipelinedRequestsWaitForWhoDoesNotRead) {
  serve();
  fill();
  std::string flood;
  for (int i = 0; i < 10'000; ++i)
    flood +=
        "GET /page/uPlot.iife.min.js HTTP/1.1\r\nHost: localhost\r\n\r\nGET /openapi.json "
        "HTTP/1.1\r\nHost: localhost\r\n\r\nGET /balances HTTP/1.1\r\nHost: localhost\r\n\r\n";
  RawPeer greedy[] = {RawPeer(listener("http")), RawPeer(listener("http"))};
  for (auto& peer : greedy)
    EXPECT_LT(peer.send(flood), flood.size()) << "it goes on reading what it cannot answer";
  const auto metrics = ask("GET /metrics").body;
  const auto at = metrics.find("\nsetoff_held_bytes ");
  ASSERT_NE(at, std::string::npos);
  EXPECT_LT(std::atol(metrics.substr(at + 19).c_str()), 400'000) << "files are not copied";
}

TEST_F(HttpForms, APeerThatReadsGetsEveryAnswerOfItsRow) {
  serve();
  fill();
  constexpr int kRequests = 300;
  std::string row;
  for (int i = 0; i < kRequests; ++i)
    row +=
        "GET /page/page.css HTTP/1.1\r\nHost: localhost\r\n\r\nGET /entries/0 HTTP/1.1\r\nHost: "
        "localhost\r\n\r\n";
  row +=
      "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\nGET /status "
      "HTTP/1.1\r\nHost: localhost\r\n\r\n";
  RawPeer peer(listener("http"));
  ASSERT_EQ(peer.send(row), row.size());
  const auto all = peer.rest();
  int answers = 0;
  for (auto at = all.find("HTTP/1.1 200 OK\r\n"); at != std::string::npos;
       at = all.find("HTTP/1.1 200 OK\r\n", at + 1))
    ++answers;
  EXPECT_EQ(answers, 2 * kRequests + 1) << "and none behind the last";
  EXPECT_TRUE(all.ends_with("ok\n"));
}

}  // namespace
}  // namespace setoff::tests
