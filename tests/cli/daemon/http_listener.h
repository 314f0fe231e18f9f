#pragma once
// A daemon with a listener for HTTP and one for events, both on Unix sockets, and requests to it.

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "tests/cli/daemon/served.h"
#include "tests/support/sample_events.h"

namespace setoff::tests {

struct Response {
  int status = 0;
  std::string head;
  std::string body;
};

inline Response response_of(const std::string& text) {
  const auto end = text.find("\r\n\r\n");
  if (end == std::string::npos) return {};
  return {std::atoi(text.substr(9, 3).c_str()), text.substr(0, end), text.substr(end + 4)};
}

class HttpListener : public testing::Test {
 protected:
  void serve(const std::string& more = "") {
    folder_.write(
        "daemon.yaml",
        "daemon: 1\nledger: ledger.db\nlisteners:\n  - { for: http, at: \"unix:http.sock\" }\n"
        "  - { for: events, at: \"unix:events.sock\" }\n" +
            more);
    daemon_.emplace(folder_, std::vector<std::string>{"--config", "daemon.yaml"});
    ASSERT_TRUE(daemon_->ready());
  }
  [[nodiscard]] std::string listener(const std::string& name) const {
    return "unix:" + folder_.path(name + ".sock").string();
  }
  // One request on a connection of its own.
  [[nodiscard]] Response ask(const std::string& line, const std::string& headers = "",
                             const std::string& body = "") const {
    RawPeer peer(listener("http"));
    peer.send(line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers +
              (body.empty() ? "" : "Content-Length: " + std::to_string(body.size()) + "\r\n") +
              "\r\n" + body);
    return response_of(peer.rest());
  }
  [[nodiscard]] Response post(const std::string& type, const std::string& body,
                              const std::string& headers = "") const {
    return ask("POST /events", "Content-Type: " + type + "\r\n" + headers, body);
  }
  // All sample events, in one batch.
  void fill() const {
    std::string list;
    for (const auto& event : events_)
      list += (list.empty() ? "[" : ",") + json_of(event);
    EXPECT_EQ(post("application/cloudevents-batch+json", list + "]").status, 200);
  }

  Folder folder_;
  std::optional<Served> daemon_;
  std::vector<Event> events_ = sample_events();
};

}  // namespace setoff::tests
