// Nothing is silently ignored: every key of the language either changes the books or stands in the
// list of keys that only inform. A key that is new in the language fails here until it is placed.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "tests/simulator/engine/key_changes.h"
#include "tests/support/simulation.h"

namespace setoff::simulator::tests {
namespace {

const std::string kFile = "tests/data/every_key/scenario.yaml";

void add_lines(std::string_view text, std::vector<std::string>& sets) {
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    sets.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

std::vector<std::string> sets_of(const KeyChange& change, bool changed) {
  std::vector<std::string> sets;
  add_lines(change.with, sets);
  if (changed) add_lines(change.set, sets);
  return sets;
}

const std::string& root_before(const KeyChange& change) {
  static std::map<std::string, std::string> roots;
  auto& root = roots[std::string(change.with)];
  if (root.empty()) root = run_file(kFile, {{}, sets_of(change, false), {}}).root();
  return root;
}

// Pieces between dots; an index is a piece "[]" of its own.
std::vector<std::string> pieces_of(std::string_view path) {
  std::vector<std::string> pieces(1);
  for (std::size_t i = 0; i < path.size() && path[i] != '='; ++i) {
    if (path[i] == '.') {
      pieces.emplace_back();
    } else if (path[i] == '[') {
      pieces.emplace_back("[]");
      i = path.find(']', i);
    } else {
      pieces.back() += path[i];
    }
  }
  return pieces;
}

// Whether a change of the path is a change of the key, or of a key inside it.
bool covers(const KeyChange& change, std::string_view pattern) {
  const auto path = pieces_of(change.covers.empty() ? change.set : change.covers);
  const auto key = pieces_of(pattern);
  if (path.size() < key.size()) return false;
  for (std::size_t i = 0; i < key.size(); ++i)
    if (!key[i].starts_with('<') && key[i] != path[i]) return false;
  return true;
}

// One case per section of the file.
class KeysOf : public testing::TestWithParam<std::string> {};

std::string section_of(const KeyChange& change) {
  return std::string(change.set.substr(0, change.set.find_first_of(".=")));
}

std::vector<std::string> sections() {
  std::set<std::string> found;
  for (const KeyChange& change : kKeyChanges)
    found.insert(section_of(change));
  return {found.begin(), found.end()};
}

INSTANTIATE_TEST_SUITE_P(Sections, KeysOf, testing::ValuesIn(sections()),
                         [](const auto& one) { return one.param; });

TEST_P(KeysOf, EachChangesTheBooks) {
  for (const KeyChange& change : kKeyChanges) {
    if (section_of(change) != GetParam()) continue;
    const Simulation trial = run_file(kFile, {{}, sets_of(change, true), {}});
    EXPECT_NE(trial.root(), root_before(change)) << change.set;
    EXPECT_NE(trial.root(), "") << change.set;  // it ran
  }
}

TEST(Keys, ThoseThatOnlyInformLeaveTheBooksAsTheyAre) {
  for (const KeyChange& change : kReportOnly) {
    const Simulation trial = run_file(kFile, {{}, sets_of(change, true), {}});
    EXPECT_EQ(trial.root(), root_before(change)) << change.set;
  }
}

TEST(Keys, EveryFormOfAPathChangesTheBooks) {
  std::set<std::string> roots;
  for (const KeyChange& change : kPathChanges) {
    const std::string root = run_file(kFile, {{}, sets_of(change, true), {}}).root();
    EXPECT_NE(root, "") << change.set;
    EXPECT_NE(root, root_before(change)) << change.set;
    roots.insert(root);
  }
  // The first three and the named series say the same, and give the same books.
  EXPECT_EQ(roots.size(), std::size(kPathChanges) - 3);
}

bool is_path_form(std::string_view pattern) {
  return std::ranges::find(kPathForms, pattern.substr(pattern.rfind('.') + 1)) !=
         std::end(kPathForms);
}

TEST(Keys, NoneOfTheLanguageIsMissingHere) {
  const KeyCatalog catalog = language_catalog();
  for (const KeyInfo& key : catalog.keys()) {
    // They change paths, not the run of the file: uncertain_test.cpp.
    if (key.pattern.starts_with("uncertain")) continue;
    const auto placed = [&](const KeyChange& change) { return covers(change, key.pattern); };
    const bool found = is_path_form(key.pattern) || std::ranges::any_of(kKeyChanges, placed) ||
                       std::ranges::any_of(kReportOnly, placed) ||
                       std::ranges::find(kLoadOnly, key.pattern) != std::end(kLoadOnly);
    EXPECT_TRUE(found) << key.pattern;
  }
}

}  // namespace
}  // namespace setoff::simulator::tests
