#pragma once
// The live page over HTTP: its files with their type, the policy that keeps everything from
// elsewhere out, and an entity tag, so that a browser fetches a file once for each version of the
// program. No errors.

#include "cli/daemon/http_message.h"
#include "cli/daemon/page/page.h"

namespace setoff::cli {

// 304 if the request names the file's tag.
[[nodiscard]] HttpResponse page_response(const PageFile& file, const HttpRequest& request);

}  // namespace setoff::cli
