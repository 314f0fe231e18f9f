#pragma once
// HTTP requests and responses as plain data, and errors as responses (application/problem+json).
// Header names are in lower case. Source: RFC 9110, 9112, 9457.

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ledger/base/result.h"

namespace setoff::cli {

struct HttpRequest {
  std::string method;
  std::string target;  // "/entries?after=17"; the host of an absolute form is in `host`
  std::map<std::string, std::string, std::less<>> headers;
  std::string body;
  bool keep_alive = true;

  [[nodiscard]] std::string_view header(std::string_view name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
  }
};

struct HttpResponse {
  unsigned status = 200;
  std::string content_type = "application/json";
  std::string body{};
  std::vector<std::pair<std::string, std::string>> headers{};
  std::string_view file{};  // instead of `body`: static bytes

  [[nodiscard]] std::size_t size() const { return file.empty() ? body.size() : file.size(); }
};

// The error as a response, with the status that fits its code, or with one that only HTTP has. Of
// text that a peer sent, it repeats only the beginning.
[[nodiscard]] HttpResponse http_error(const Error& error);
[[nodiscard]] HttpResponse http_error(unsigned status, const Error& error);

}  // namespace setoff::cli
