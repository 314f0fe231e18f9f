#pragma once
// Serves the files of the live page: with their type, a policy that blocks all content from
// elsewhere, and an entity tag, so that a browser fetches a file once per program version. No
// errors.

#include "cli/daemon/http/http_message.h"
#include "cli/daemon/page/page.h"

namespace setoff::cli {

// Returns 304 if the request names the file's tag.
[[nodiscard]] HttpResponse page_response(const PageFile& file, const HttpRequest& request);

}  // namespace setoff::cli
