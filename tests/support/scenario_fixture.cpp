#include "tests/support/scenario_fixture.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "ledger/crypto/encoding.h"
#include "ledger/crypto/sha256.h"

namespace setoff::simulator {

std::string file_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in.good()) << path;
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string example_text() {
  const std::string page =
      file_text(std::filesystem::path(SETOFF_SOURCE_DIR) / "docs/scenario-language.md");
  const std::string fence = "```yaml\n";
  const std::size_t begin = page.find(fence);
  EXPECT_NE(begin, std::string::npos);
  const std::size_t end = page.find("```", begin + fence.size());
  return page.substr(begin + fence.size(), end - begin - fence.size());
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << "not in the text: " << from;
  EXPECT_EQ(text.find(from, at + 1), std::string::npos) << "more than once in the text: " << from;
  return text.replace(at, from.size(), to);
}

Day day(std::string_view text) {
  return *parse_day(text);
}

std::string sha256_hex(const std::filesystem::path& path) {
  return to_hex(sha256(bytes_of(file_text(path))).view());
}

TempFolder::TempFolder() {
  static int count = 0;
  path_ = std::filesystem::path(SETOFF_BINARY_DIR) /
          ("scenario_test_" + std::to_string(getpid()) + "_" + std::to_string(count++));
  std::filesystem::create_directories(path_);
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path TempFolder::write(const std::string& name, std::string_view text) const {
  const auto path = path_ / name;
  std::filesystem::create_directories(path.parent_path());
  std::ofstream out(path, std::ios::binary);
  out << text;
  EXPECT_TRUE(out.good()) << path;
  return path;
}

LoadedScenario load_text(std::string_view text, const LoadOptions& options) {
  const TempFolder folder;
  return load_scenario(folder.write("scenario.yaml", text), options);
}

Scenario scenario_of(std::string_view text, const LoadOptions& options) {
  const LoadedScenario loaded = load_text(text, options);
  EXPECT_TRUE(loaded.scenario.has_value()) << render(loaded.diagnostics);
  return loaded.scenario.value_or(Scenario());
}

}  // namespace setoff::simulator
