#pragma once
// Files that HTTP answers with, by path: the live page, the description of the interface and the
// schemas of events. They hold nothing of the books and need no token; the page asks for one and
// shows it with its questions. No errors.

#include <string>
#include <string_view>

namespace setoff::cli {

struct PageFile {
  std::string path;  // "/", "/page/app.js", "/openapi.json", "/schemas"
  std::string_view type;
  std::string_view bytes;
  std::string etag;  // with its quotes; of the content, for If-None-Match
};

// Null if the page has no such file.
[[nodiscard]] const PageFile* find_page_file(std::string_view path);

// Value of Content-Security-Policy for the page: nothing from elsewhere, nothing inline.
inline constexpr std::string_view kPagePolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

}  // namespace setoff::cli
