#pragma once
// Origin checks for listeners without tokens: a page of another origin, open in a browser on this
// machine, must neither read the ledger nor make the daemon work. The Host must be an IP address or
// localhost, so that a foreign name that resolves to this machine is rejected (DNS rebinding), and
// the browser's headers must name this origin as that of the page. Sources: RFC 9110, 4.2.3 and
// 7.2; RFC 6454, 7; W3C Fetch Metadata Request Headers.

#include <optional>

#include "cli/daemon/http/http_message.h"

namespace setoff::cli {

// Whether the text can be a Host: a name or IP address, with or without a port.
[[nodiscard]] bool is_host(std::string_view text);
// Whether it is an IP address, or localhost in any case, with or without a port.
[[nodiscard]] bool is_local_host(std::string_view host);
// The response to a request that used a foreign host name or comes from a page of another origin;
// nullopt if it may be answered.
[[nodiscard]] std::optional<HttpResponse> reject_foreign_origin(const HttpRequest& request);

}  // namespace setoff::cli
