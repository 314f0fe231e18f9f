#pragma once
// Where a request comes from, for doors without tokens: a page of another origin in a browser on
// this machine must neither read the ledger nor make the daemon work. The name by which the door is
// reached must be a number or localhost, so that a foreign name that points here is none; and what
// the browser says of the page that asks must be this origin. Sources: RFC 9110, 4.2.3 and 7.2; RFC
// 6454, 7; W3C Fetch Metadata Request Headers.

#include <optional>

#include "cli/daemon/http_message.h"

namespace setoff::cli {

// Whether the text can be a Host: a name or number, with or without a port.
[[nodiscard]] bool is_host(std::string_view text);
// A number of a host, or localhost in any case, with or without a port.
[[nodiscard]] bool is_local_host(std::string_view host);
// The answer to a request that came by a foreign name or from a page of another origin; nothing if
// it may be answered.
[[nodiscard]] std::optional<HttpResponse> from_elsewhere(const HttpRequest& request);

}  // namespace setoff::cli
