#include "tests/cli/daemon/hostile_shapes.h"

#include <random>

#include "tests/support/sample_events.h"

namespace setoff::tests {
namespace {

std::string junk(std::size_t size) {
  std::mt19937 draw(20190321);
  std::string text(size, '\0');
  for (auto& byte : text)
    byte = static_cast<char>(draw());
  return text;
}

std::string times(std::size_t count, const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i)
    out += text;
  return out;
}

}  // namespace

std::vector<HostileShape> hostile_shapes() {
  const auto event = json_of(sample_events()[0]);
  const std::string post = "POST /events HTTP/1.1\r\nHost: localhost\r\n";
  // The first bytes of a TLS 1.3 greeting: a record that says 512 bytes, and some of them.
  const std::string half_hello = std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11);
  return {
      {"silent", Listener::events, Then::hold, ""},
      {"half a line", Listener::events, Then::hold, event.substr(0, event.size() / 2)},
      {"a line by drops", Listener::events, Then::drip, "{"},
      {"a line without end", Listener::events, Then::hold, "{" + std::string(1U << 20U, 'x')},
      {"binary junk", Listener::events, Then::end, junk(8000)},
      {"junk in a flood of lines", Listener::events, Then::reset, times(2000, "{\"id\":\xff}\n")},
      {"not UTF-8", Listener::events, Then::end, "{\"id\":\"\xc3\x28\xed\xa0\x80\"}\n"},
      {"deep lists", Listener::events, Then::end, std::string(200'000, '[') + "\n"},
      {"deep objects", Listener::events, Then::end, times(20'000, "{\"a\":") + "\n"},
      {"a member a hundred times", Listener::events, Then::end,
       "{" + times(100, "\"id\":\"a\",") + "\"id\":\"b\"}\n"},
      {"a list of many", Listener::events, Then::end, "[" + times(5000, "{},") + "{}]\n"},
      {"reset within a record", Listener::events, Then::reset, event.substr(0, event.size() - 7)},
      {"HTTP at the wrong listener", Listener::events, Then::end,
       post + "Content-Length: 2\r\n\r\n{}"},
      {"a head by drops", Listener::http, Then::drip, "GET / HTTP/1.1\r\nX: "},
      {"a head without end", Listener::http, Then::hold, post + times(3000, "X-Y: zzzzzzzzzz\r\n")},
      {"a body that does not come", Listener::http, Then::hold,
       post + "Content-Length: 200000\r\n\r\n"},
      {"a chunk that does not come", Listener::http, Then::hold,
       post + "Transfer-Encoding: chunked\r\n\r\n30000\r\n"},
      {"two lengths", Listener::http, Then::end,
       post + "Content-Length: 2\r\nContent-Length: 90\r\n\r\n{}" + post + "\r\n"},
      {"length and chunks", Listener::http, Then::end,
       post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + post + "\r\n"},
      {"bare line feeds", Listener::http, Then::end, "GET / HTTP/1.1\nHost: localhost\n\n"},
      {"folded lines", Listener::http, Then::end,
       "GET /healthz HTTP/1.1\r\nHost:\r\n localhost\r\nX: a\r\n" + times(500, "\tb\r\n") + "\r\n"},
      {"requests whose answers nobody takes", Listener::http, Then::hold,
       times(2000, "GET /balances HTTP/1.1\r\nHost: localhost\r\n\r\n")},
      {"junk for HTTP", Listener::http, Then::reset, junk(8000)},
      {"junk for TLS", Listener::tls, Then::end, junk(8000)},
      {"half a TLS greeting", Listener::tls, Then::hold, half_hello},
      {"a plain line for TLS", Listener::tls, Then::end, event + "\n"},
  };
}

}  // namespace setoff::tests
