// The OpenAPI document and the answers name the same paths and parameters; the page's own files are
// all there and name nothing that is not.

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "cli/daemon/answers/answers.h"
#include "cli/daemon/page/page.h"
#include "ledger/exchange/event_schema.h"
#include "ledger/exchange/json_write.h"

namespace setoff::cli {
namespace {

std::set<std::string> query_parameters(const boost::json::object& operation) {
  std::set<std::string> names;
  for (const auto& parameter : operation.at("parameters").as_array())
    if (parameter.at("in").as_string() == "query") names.emplace(parameter.at("name").as_string());
  return names;
}

TEST(Interface, TheDocumentNamesEveryRouteWithItsParameters) {
  const auto document = boost::json::parse(find_page_file("/openapi.json")->bytes).as_object();
  const auto& paths = document.at("paths").as_object();
  std::set<std::string> described;
  for (const auto& path : paths)
    described.emplace(path.key());
  for (const auto& route : all_routes()) {
    const std::string path(route.path);
    ASSERT_TRUE(described.contains(path)) << path;
    const std::set<std::string> taken(route.parameters.begin(), route.parameters.end());
    EXPECT_EQ(query_parameters(paths.at(path).at("get").as_object()), taken) << path;
    described.erase(path);
  }
  EXPECT_EQ(described, (std::set<std::string>{"/events", "/healthz", "/metrics", "/readyz",
                                              "/schemas", "/schemas/{type}", "/stream"}));
}

// SETOFF_UPDATE_GOLDEN=1 writes them into the document.
TEST(Interface, TheDocumentHoldsTheSchemasOfEvents) {
  const std::string prefix = "#/components/schemas/";
  const auto path = std::filesystem::path(SETOFF_SOURCE_DIR) / "cli/daemon/page/openapi.json";
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  auto document = boost::json::parse(text);
  auto& schemas = document.at("components").at("schemas").as_object();
  const auto made = boost::json::parse(event_schemas(prefix)).as_object();
  const char* const update = std::getenv("SETOFF_UPDATE_GOLDEN");
  if (update != nullptr && std::string_view(update) == "1") {
    for (const auto& [name, schema] : made)
      schemas[name] = schema;
    std::ofstream(path, std::ios::binary)
        << indented_json(boost::json::serialize(document), 1) << "\n";
    return;
  }
  for (const auto& [name, schema] : made) {
    const auto* const held = schemas.if_contains(name);
    EXPECT_TRUE(held != nullptr && *held == schema)
        << name << " is another in openapi.json; SETOFF_UPDATE_GOLDEN=1 writes it";
  }
  for (const auto& [name, schema] : schemas)
    EXPECT_NE(text.find('"' + prefix + std::string(name) + '"'), std::string::npos)
        << name << " is named by nothing";
}

TEST(Interface, SchemasAreServedByTheirTypes) {
  const auto* const list = find_page_file("/schemas");
  ASSERT_NE(list, nullptr);
  EXPECT_EQ(list->type, "application/json");
  const auto types = boost::json::parse(list->bytes).at("types").as_array();
  EXPECT_EQ(types.size(), all_event_types().size());
  for (const auto& type : types) {
    const auto path = boost::json::value_to<std::string>(type.at("schema"));
    const auto* const file = find_page_file(path);
    ASSERT_NE(file, nullptr) << path;
    EXPECT_EQ(file->type, "application/schema+json");
    const auto schema = boost::json::parse(file->bytes);
    EXPECT_EQ(schema.at("title"), type.at("type"));
    EXPECT_EQ(schema.at("description"), type.at("says"));
  }
  ASSERT_NE(find_page_file("/schemas/event"), nullptr);
  EXPECT_EQ(find_page_file("/schemas/setoff.payment.recieved"), nullptr);
}

TEST(Interface, ThePageNamesOnlyFilesOfItsOwn) {
  const std::string html(find_page_file("/")->bytes);
  const std::regex address("(?:src|href)=\"([^\"#]+)\"");
  int named = 0;
  for (std::sregex_iterator at(html.begin(), html.end(), address), end; at != end; ++at) {
    const auto path = (*at)[1].str();
    if (path == "data:,") continue;
    ++named;
    EXPECT_TRUE(find_page_file(path) != nullptr || find_route(path) != nullptr) << path;
  }
  EXPECT_GE(named, 4);
  EXPECT_EQ(find_page_file("/page/none.js"), nullptr);
}

TEST(Interface, ModulesImportWhatIsServed) {
  const std::regex import("from \"\\./([a-z]+\\.js)\"");
  for (const auto name : {"app", "claims", "standing", "entries", "entry", "search", "stream"}) {
    const auto* const file = find_page_file("/page/" + std::string(name) + ".js");
    ASSERT_NE(file, nullptr) << name;
    const std::string text(file->bytes);
    for (std::sregex_iterator at(text.begin(), text.end(), import), end; at != end; ++at)
      EXPECT_NE(find_page_file("/page/" + (*at)[1].str()), nullptr) << name << (*at)[1].str();
  }
}

TEST(Interface, FilesHaveTagsOfTheirContent) {
  const auto* const style = find_page_file("/page/page.css");
  const auto* const script = find_page_file("/page/app.js");
  EXPECT_EQ(style->etag.size(), 34U);
  EXPECT_NE(style->etag, script->etag);
  EXPECT_EQ(style->type, "text/css; charset=utf-8");
}

}  // namespace
}  // namespace setoff::cli
