#include "cli/daemon/http/http_origin.h"

#include <algorithm>

#include "ledger/base/characters.h"
#include "ledger/exchange/media_type.h"

namespace setoff::cli {
namespace {

bool is_host_char(char c) {
  constexpr std::string_view kOthers = "-._~!$&'()*+,;=%:[]";
  return is_letter_or_digit(c) || is_one_of(c, kOthers);
}

// The host and port of an origin such as "http://127.0.0.1:7402"; nothing for any other ("null").
std::optional<std::string> authority_of(std::string_view origin) {
  const auto text = lower_case(origin);
  for (const std::string_view scheme : {"http://", "https://"})
    if (text.starts_with(scheme)) return text.substr(scheme.size());
  return std::nullopt;
}

HttpResponse refused(std::string detail) {
  return http_error(403, Error(Code::not_permitted, std::move(detail)));
}

}  // namespace

bool is_host(std::string_view text) {
  return std::ranges::all_of(text, is_host_char);
}

bool is_local_host(std::string_view host) {
  if (host.starts_with('[')) return host.find(']') != std::string_view::npos;
  auto name = lower_case(host.substr(0, host.find(':')));
  if (name.ends_with('.')) name.pop_back();
  return name == "localhost" ||
         (!name.empty() && name.find_first_not_of("0123456789.") == std::string::npos);
}

std::optional<HttpResponse> reject_foreign_origin(const HttpRequest& request) {
  const auto host = request.header("host");
  if (!is_local_host(host))
    return http_error(421, Error(Code::not_permitted,
                                 "this listener is reached by a number or as localhost only"));
  const auto site = request.header("sec-fetch-site");
  if (!site.empty() && site != "same-origin" && site != "none")
    return refused("a page of another origin may not ask here");
  const auto origin = request.header("origin");
  if (!origin.empty() && authority_of(origin) != lower_case(host))
    return refused("a page of another origin may not ask here");
  return std::nullopt;
}

}  // namespace setoff::cli
