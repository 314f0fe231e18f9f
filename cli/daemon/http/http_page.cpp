#include "cli/daemon/http/http_page.h"

namespace setoff::cli {

HttpResponse page_response(const PageFile& file, const HttpRequest& request) {
  HttpResponse response;
  const bool known = request.header("if-none-match") == file.etag;
  response.status = known ? 304 : 200;
  response.content_type = file.type;
  if (!known) response.file = file.bytes;
  response.headers = {{"ETag", file.etag},
                      {"Cache-Control", "no-cache"},
                      {"Content-Security-Policy", std::string(kPagePolicy)},
                      {"Referrer-Policy", "no-referrer"}};
  return response;
}

}  // namespace setoff::cli
