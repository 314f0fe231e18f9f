#include "cli/daemon/page/page.h"

#include <algorithm>
#include <vector>

#include "cli/daemon/page/assets.h"
#include "ledger/base/check.h"
#include "ledger/crypto/encoding.h"
#include "ledger/crypto/sha256.h"

namespace setoff::cli {
namespace {

constexpr std::string_view kScripts[] = {
    "uPlot.iife.min.js", "app.js",     "api.js",   "stream.js", "dom.js",   "claims.js",
    "standing.js",       "entries.js", "entry.js", "proof.js",  "search.js"};

PageFile page_file(std::string path, std::string_view name, std::string_view type) {
  const auto bytes = asset(name);
  CHECK(!bytes.empty());
  const auto digest = sha256(std::as_bytes(std::span(bytes)));
  return {std::move(path), type, bytes, '"' + to_hex(digest.view()).substr(0, 32) + '"'};
}

const std::vector<PageFile>& files() {
  static const std::vector<PageFile> kFiles = [] {
    std::vector<PageFile> made{
        page_file("/", "index.html", "text/html; charset=utf-8"),
        page_file("/openapi.json", "openapi.json", "application/json"),
        page_file("/page/page.css", "page.css", "text/css; charset=utf-8"),
        page_file("/page/uPlot.min.css", "uPlot.min.css", "text/css; charset=utf-8"),
    };
    for (const auto script : kScripts)
      made.push_back(
          page_file("/page/" + std::string(script), script, "text/javascript; charset=utf-8"));
    return made;
  }();
  return kFiles;
}

}  // namespace

const PageFile* find_page_file(std::string_view path) {
  const auto found = std::ranges::find(files(), path, &PageFile::path);
  return found == files().end() ? nullptr : &*found;
}

}  // namespace setoff::cli
