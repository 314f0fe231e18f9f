// The page of mechanisms names a test for each one that can be said: each of these tests exists.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

namespace setoff::tests {
namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Names of tests as "Suite.Name", from the sources.
std::set<std::string> tests_of_the_project() {
  const std::regex begin(R"((?:TEST|TEST_F|TEST_P|RC_GTEST_PROP)\(\s*(\w+),\s*(\w+))");
  std::set<std::string> names;
  const auto root = std::filesystem::path(SETOFF_SOURCE_DIR) / "tests";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string text = text_of(entry.path());
    for (auto at = std::sregex_iterator(text.begin(), text.end(), begin);
         at != std::sregex_iterator(); ++at)
      names.insert((*at)[1].str() + "." + (*at)[2].str());
  }
  return names;
}

TEST(Mechanisms, NameTestsThatExist) {
  const std::string page = text_of(std::filesystem::path(SETOFF_SOURCE_DIR) / "docs/mechanisms.md");
  const auto known = tests_of_the_project();
  const std::regex name(R"(`([A-Z]\w+\.[A-Z]\w+)`)");
  std::size_t count = 0;
  for (auto at = std::sregex_iterator(page.begin(), page.end(), name); at != std::sregex_iterator();
       ++at, ++count)
    EXPECT_TRUE(known.contains((*at)[1].str())) << (*at)[1];
  EXPECT_GT(count, 40U);
}

// A row says how, names a test, or says that it cannot be said.
TEST(Mechanisms, HaveATestOrSayNotYet) {
  std::ifstream page(std::filesystem::path(SETOFF_SOURCE_DIR) / "docs/mechanisms.md");
  int numbered = 0;
  for (std::string line; std::getline(page, line);) {
    if (!std::regex_search(line, std::regex(R"(^\| \d+ \|)"))) continue;
    ++numbered;
    const bool tested = std::regex_search(line, std::regex(R"(`[A-Z]\w+\.[A-Z]\w+`)"));
    EXPECT_TRUE(tested || line.find("*not yet*") != std::string::npos) << line;
  }
  EXPECT_EQ(numbered, 42);
}

}  // namespace
}  // namespace setoff::tests
