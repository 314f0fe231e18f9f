#pragma once
// Static files served over HTTP, by path: the live page, the API description and the schemas of
// events. They contain nothing of the books and need no token; the page asks for one and sends it
// with its questions. No errors.

#include <string>
#include <string_view>

namespace setoff::cli {

struct PageFile {
  std::string path;  // "/", "/page/app.js", "/openapi.json", "/schemas"
  std::string_view type;
  std::string_view bytes;
  std::string etag;  // with its quotes; hash of the content, for If-None-Match
};

// Null if the page has no such file.
[[nodiscard]] const PageFile* find_page_file(std::string_view path);

// The page's Content-Security-Policy: nothing from other origins, nothing inline.
inline constexpr std::string_view kPagePolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

}  // namespace setoff::cli
