#include "cli/daemon/page/page.h"

#include <algorithm>
#include <deque>
#include <span>
#include <vector>

#include "cli/daemon/page/assets.h"
#include "cli/daemon/page/schema_list.h"
#include "ledger/base/check.h"
#include "ledger/crypto/encoding.h"
#include "ledger/crypto/sha256.h"
#include "ledger/exchange/event_schema.h"

namespace setoff::cli {
namespace {

constexpr std::string_view kScripts[] = {
    "uPlot.iife.min.js", "app.js",     "api.js",   "stream.js", "dom.js",   "claims.js",
    "standing.js",       "entries.js", "entry.js", "proof.js",  "search.js"};

PageFile file_of(std::string path, std::string_view bytes, std::string_view type) {
  SETOFF_CHECK(!bytes.empty());
  const auto digest = sha256(std::as_bytes(std::span(bytes)));
  return {std::move(path), type, bytes, '"' + to_hex(digest.view()).substr(0, 32) + '"'};
}

PageFile page_file(std::string path, std::string_view name, std::string_view type) {
  return file_of(std::move(path), asset(name), type);
}

// Keeps the bytes of generated files for the lifetime of the program.
std::string_view kept(std::string text) {
  static std::deque<std::string> texts;
  return texts.emplace_back(std::move(text));
}

void add_schemas(std::vector<PageFile>& files) {
  constexpr std::string_view kSchema = "application/schema+json";
  files.push_back(file_of("/schemas", kept(schema_list()), "application/json"));
  files.push_back(file_of(schema_path("event"), kept(any_event_schema()), kSchema));
  for (const auto& facts : all_event_types())
    files.push_back(file_of(schema_path(with_type_prefix(facts.name)),
                            kept(event_schema(facts.type)), kSchema));
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
    add_schemas(made);
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
