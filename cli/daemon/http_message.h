#pragma once
// HTTP requests and responses as plain data, and the errors of a request that has no meaning.
// Targets are split and percent-decoded; header names are in lower case. Source: RFC 9110, 9112.

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ledger/base/result.h"

namespace setoff::cli {

struct HttpRequest {
  std::string method;
  std::string path;                                       // decoded, "/entries/17"
  std::map<std::string, std::string, std::less<>> query;  // decoded
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
};

// {"code":..., "detail":..., "where":...}
[[nodiscard]] HttpResponse http_error(unsigned status, const Error& error);
// With the status that fits the error's family and code.
[[nodiscard]] HttpResponse http_error(const Error& error);

}  // namespace setoff::cli
