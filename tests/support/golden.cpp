#include "tests/support/golden.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

namespace setoff::tests {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t kAround = 3;

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

void add_line(std::string& out, char sign, std::string_view line) {
  out += sign;
  out += line;
  if (!line.ends_with('\n')) out += "(no line feed at the end)\n";
}

}  // namespace

std::string difference(std::string_view expected, std::string_view found) {
  if (expected == found) return {};
  const auto a = lines_of(expected);
  const auto b = lines_of(found);
  const std::size_t shorter = std::min(a.size(), b.size());
  std::size_t head = 0;
  while (head < shorter && a[head] == b[head])
    ++head;
  std::size_t tail = 0;
  while (tail < shorter - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
    ++tail;
  std::string out = "line " + std::to_string(head + 1) + ":\n";
  for (std::size_t i = head - std::min(head, kAround); i < head; ++i)
    add_line(out, ' ', a[i]);
  for (std::size_t i = head; i < a.size() - tail; ++i)
    add_line(out, '-', a[i]);
  for (std::size_t i = head; i < b.size() - tail; ++i)
    add_line(out, '+', b[i]);
  for (std::size_t i = 0; i < std::min(tail, kAround); ++i)
    add_line(out, ' ', a[a.size() - tail + i]);
  return out;
}

void expect_golden(const std::string& name, std::string_view text) {
  const fs::path path = fs::path(SETOFF_SOURCE_DIR) / "tests/golden" / name;
  const char* const update = std::getenv("SETOFF_UPDATE_GOLDEN");
  if (update != nullptr && std::string_view(update) == "1") {
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
    return;
  }
  std::ifstream file(path, std::ios::binary);
  ASSERT_TRUE(file.good()) << "no file " << path
                           << "; SETOFF_UPDATE_GOLDEN=1 makes it from what the test found";
  const std::string expected{std::istreambuf_iterator<char>(file),
                             std::istreambuf_iterator<char>()};
  if (expected == text) return;
  ADD_FAILURE() << "tests/golden/" << name << " (- expected, + found; SETOFF_UPDATE_GOLDEN=1 takes"
                << " what was found)\n"
                << difference(expected, text);
}

}  // namespace setoff::tests
