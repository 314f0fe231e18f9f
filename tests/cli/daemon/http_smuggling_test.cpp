// Requests that two readers could cut differently: each gets one refusal, the connection ends, and
// what stands behind is never read as a request of its own.

#include <gtest/gtest.h>

#include "cli/daemon/http/http_codec.h"
#include "tests/cli/daemon/served.h"

namespace setoff::tests {
namespace {

using namespace std::string_literals;

struct Shape {
  const char* what;
  std::string head;  // behind the request line
  std::string body{};
  const char* line = "POST /events HTTP/1.1";
};

constexpr const char* kHost = "Host: localhost\r\n";
constexpr const char* kBehind = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";

std::vector<Shape> shapes() {
  const std::string host = kHost;
  const auto chunked = host + "Transfer-Encoding: chunked\r\n";
  return {
      {"two lengths", host + "Content-Length: 2\r\nContent-Length: 47\r\n", "{}"},
      {"two equal lengths", host + "Content-Length: 2\r\nContent-Length: 2\r\n", "{}"},
      {"a list of lengths", host + "Content-Length: 2, 2\r\n", "{}"},
      {"a length below nothing", host + "Content-Length: -1\r\n"},
      {"a length with a sign", host + "Content-Length: +2\r\n", "{}"},
      {"a length in hex", host + "Content-Length: 0x2\r\n", "{}"},
      {"a length beyond numbers", host + "Content-Length: 18446744073709551617\r\n"},
      {"length, then chunks", host + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
       "0\r\n\r\n"},
      {"chunks, then length", chunked + "Content-Length: 5\r\n", "0\r\n\r\n"},
      {"chunks twice", chunked + "Transfer-Encoding: chunked\r\n", "0\r\n\r\n"},
      {"a coding nobody knows", host + "Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"},
      {"chunks under another coding", host + "Transfer-Encoding: chunked, identity\r\n",
       "0\r\n\r\n"},
      {"a chunk without a number", chunked, "zz\r\n{}\r\n0\r\n\r\n"},
      {"a chunk beyond numbers", chunked, "fffffffffffffffff\r\n{}\r\n0\r\n\r\n"},
      {"a chunk longer than it says", chunked, "1\r\n{}\r\n0\r\n\r\n"},
      {"a chunk that ends in LF", chunked, "2\n{}\n0\n\n"},
      {"a blank before the colon", host + "Content-Length : 2\r\n", "{}"},
      {"a line without a colon", host + "Content-Length 2\r\n", "{}"},
      {"NUL in a header", host + "X: a\0b\r\n"s},
      {"CR in a header", host + "X: a\rb\r\n"},
      {"LF alone ends the lines", "Host: localhost\nContent-Length: 2\n"},
      {"two hosts", host + "Host: 127.0.0.1\r\nContent-Length: 0\r\n"},
      {"no host", "Content-Length: 0\r\n"},
      {"two content types",
       host + "Content-Type: application/json\r\nContent-Type: text/plain\r\n"
              "Content-Length: 2\r\n",
       "{}"},
      {"two tokens", host + "Authorization: Bearer a\r\nAuthorization: Bearer b\r\n"},
      {"two event ids", host + "ce-id: a\r\nCE-ID: b\r\nContent-Length: 2\r\n", "{}"},
      {"a blank in the target", host, "", "GET /healthz HTTP/1.1 HTTP/1.1"},
      {"a version to come", host, "", "GET /healthz HTTP/9.9"},
      {"the preface of HTTP/2", "", "SM\r\n\r\n", "PRI * HTTP/2.0"},
  };
}

std::size_t count_of(const std::string& text, std::string_view what) {
  std::size_t count = 0;
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1))
    ++count;
  return count;
}

TEST(HttpSmuggling, EachShapeGetsOneRefusalAndTheConnectionEnds) {
  const Folder folder;
  folder.write(
      "daemon.yaml",
      "daemon: 1\nledger: ledger.db\nlisteners: [{ for: http, at: \"unix:listener.sock\" }]\n");
  Served daemon(folder, {"--config", "daemon.yaml"});
  ASSERT_TRUE(daemon.ready());
  for (const auto& shape : shapes()) {
    RawPeer peer("unix:" + folder.path("listener.sock").string());
    peer.send(std::string(shape.line) + "\r\n" + shape.head + "\r\n" + shape.body + kBehind);
    peer.end_writing();
    const auto answer = peer.rest();
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 400 ")) << shape.what << ": " << answer;
    EXPECT_EQ(count_of(answer, "HTTP/1.1 "), 1U) << shape.what << ": " << answer;
  }
}

// What the form allows: a folded line is one line, lists may be given in parts.
TEST(HttpSmuggling, FoldedLinesAndRepeatedListsAreReadAsTheFormSays) {
  cli::HttpReader reader(1000);
  reader.take(
      "POST /events HTTP/1.1\r\nHost: localhost\r\nAccept: a\r\nX-Note: one\r\n two\r\n"
      "Accept: b\r\nContent-Length: 2\r\n\r\n{}GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const auto first = reader.next();
  ASSERT_TRUE(first.has_value());
  EXPECT_EQ(first->header("accept"), "a, b");
  EXPECT_EQ(first->header("x-note"), "one two");
  EXPECT_EQ(first->body, "{}");
  EXPECT_EQ(reader.next().value_or(cli::HttpRequest()).target, "/");
  EXPECT_FALSE(reader.error().has_value());
}

TEST(HttpSmuggling, ChunksMayComeByteByByte) {
  cli::HttpReader reader(1000);
  const std::string text =
      "POST /events HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
      "POST /events HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
      "1\r\n{\r\n1\r\n}\r\n0\r\nX: a\r\n\r\n";
  std::vector<std::string> bodies;
  for (const char byte : text) {
    reader.take(std::string_view(&byte, 1));
    while (const auto request = reader.next())
      bodies.push_back(request->body);
  }
  EXPECT_EQ(bodies, (std::vector<std::string>{"", "{}"}));
  EXPECT_FALSE(reader.error().has_value());
}

}  // namespace
}  // namespace setoff::tests
