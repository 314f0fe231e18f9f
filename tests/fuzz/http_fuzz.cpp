// links: daemon
//
// HTTP requests from hostile bytes: however the bytes are cut, the same requests come out, and
// after an error nothing more; a request that came out obeys the form and the limit, and its target
// is read or refused.
#include <cstdint>
#include <string>
#include <vector>

#include "cli/daemon/answers/answers.h"
#include "cli/daemon/http/http_codec.h"
#include "ledger/base/check.h"

namespace {

using namespace setoff;
using namespace setoff::cli;

constexpr std::size_t kBodyMax = 4096;

struct Seen {
  std::vector<HttpRequest> requests;
  bool failed = false;
};

Seen read_in_pieces(std::string_view text, std::size_t piece) {
  Seen seen;
  HttpReader reader(kBodyMax);
  while (!text.empty() && !seen.failed) {
    const auto now = text.substr(0, piece);
    text.remove_prefix(now.size());
    reader.take(now);
    while (auto request = reader.next())
      seen.requests.push_back(std::move(*request));
    static_cast<void>(reader.wants_continue());
    seen.failed = reader.error().has_value();
  }
  SETOFF_CHECK(!seen.failed || !reader.next().has_value());
  return seen;
}

void check_request(const HttpRequest& request) {
  SETOFF_CHECK(!request.method.empty() && request.body.size() <= kBodyMax);
  for (const auto& [name, value] : request.headers)
    SETOFF_CHECK(!name.empty() && value.find_first_of("\r\n") == std::string::npos);
  const auto question = read_question(request.target);
  SETOFF_CHECK(question.has_value() || !question.error().text().empty());
}

void check_same(const Seen& one, const Seen& other) {
  SETOFF_CHECK(one.requests.size() == other.requests.size());
  for (std::size_t i = 0; i < one.requests.size(); ++i) {
    SETOFF_CHECK(one.requests[i].method == other.requests[i].method);
    SETOFF_CHECK(one.requests[i].target == other.requests[i].target);
    SETOFF_CHECK(one.requests[i].headers == other.requests[i].headers);
    SETOFF_CHECK(one.requests[i].body == other.requests[i].body);
    SETOFF_CHECK(one.requests[i].keep_alive == other.requests[i].keep_alive);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto whole = read_in_pieces(text, size + 1);
  for (const auto& request : whole.requests)
    check_request(request);
  check_same(whole, read_in_pieces(text, 1));
  check_same(whole, read_in_pieces(text, 7));
  return 0;
}
