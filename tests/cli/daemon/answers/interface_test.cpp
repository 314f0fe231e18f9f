// The OpenAPI document and the answers name the same paths and parameters; the page's own files are
// all there and name nothing that is not.

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <regex>
#include <set>

#include "cli/daemon/answers/answers.h"
#include "cli/daemon/page/page.h"

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
  EXPECT_EQ(described,
            (std::set<std::string>{"/events", "/healthz", "/metrics", "/readyz", "/stream"}));
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
