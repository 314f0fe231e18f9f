// The layout of scenario files: what it looks like, and that it changes nothing that a file says.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "ledger/text/yaml_layout.h"
#include "ledger/text/yaml_tree.h"
#include "simulator/scenario/load.h"
#include "tests/cli/program.h"

namespace setoff::tests {
namespace {

namespace fs = std::filesystem;

std::string read_all(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Empty if the text cannot be laid out; `why` is then the report.
std::string layout_of(const std::string& text, std::string* why = nullptr) {
  Sources sources;
  Diagnostics found;
  const auto out = canonical_yaml(sources.add("text.yaml", text), found);
  if (why != nullptr) *why = render(found);
  return out.value_or("");
}

std::vector<fs::path> yaml_files() {
  std::vector<fs::path> files;
  for (const char* folder : {"scenarios", "tests/data", "simulator/scenario/templates"})
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(SETOFF_SOURCE_DIR) / folder))
      if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  return files;
}

TEST(Layout, BreaksWhatIsTooLongAndKeepsWhatFits) {
  const std::string long_text(60, 'x');
  EXPECT_EQ(layout_of("a: {x: 1,   y: [1,2 , 3]}\n"), "a: { x: 1, y: [1, 2, 3] }\n");
  EXPECT_EQ(layout_of("a:\n    b:\n        - c\n"), "a:\n  b:\n    - c\n");
  EXPECT_EQ(layout_of("a: { x: " + long_text + ", y: " + long_text + " }\n"),
            "a:\n  x: " + long_text + "\n  y: " + long_text + "\n");
  EXPECT_EQ(layout_of("a: [{ x: " + long_text + ", y: " + long_text + " }]\n"),
            "a:\n  - x: " + long_text + "\n    y: " + long_text + "\n");
  EXPECT_EQ(layout_of("a: {x: 1,\n  y: 2}\n"), "a: { x: 1, y: 2 }\n");
  EXPECT_EQ(layout_of("- - 1\n  - 2\n-\n- ~\n- {}\n- []\n"), "- - 1\n  - 2\n-\n- ~\n- {}\n- []\n");
  const std::string hundred = "a: { x: " + std::string(90, 'x') + " }";
  ASSERT_EQ(hundred.size(), 100U);
  EXPECT_EQ(layout_of(hundred + "  # not counted\n"), hundred + "  # not counted\n");
  EXPECT_EQ(layout_of("a: { x: " + std::string(91, 'x') + " }\n"),
            "a:\n  x: " + std::string(91, 'x') + "\n");
}

TEST(Layout, KeepsCommentsAtTheirLines) {
  EXPECT_EQ(layout_of("# head\n\n\n\na:   1   # one\n  # two\nb: 2\n# tail\n"),
            "# head\n\na: 1     # one\n# two\nb: 2\n# tail\n");
  EXPECT_EQ(layout_of("a: # of a\n    b: 1 # of b\n"), "a: # of a\n  b: 1   # of b\n");
  EXPECT_EQ(layout_of("a: {x: 1, # of x\n  # before y\n  y: 2} # of a\n"),
            "a:  # of a\n  x: 1    # of x\n  # before y\n  y: 2\n");
  EXPECT_EQ(layout_of("a:\n- # of the item\n  x: 1\n  y: 2 # of y\n"),
            "a:\n  # of the item\n  - x: 1\n    y: 2  # of y\n");
  const std::string long_text(60, 'x');
  EXPECT_EQ(layout_of("- { x: " + long_text + ", y: " + long_text + " } # of it\n"),
            "- x: " + long_text + "  # of it\n  y: " + long_text + "\n");
  EXPECT_EQ(layout_of("\xEF\xBB\xBF# head\na: 1\n"), "# head\na: 1\n");
}

TEST(Layout, KeepsTheTextOfValues) {
  EXPECT_EQ(layout_of("a: \"x # {y\"\nb: 'it''s ]'\nc: 1_000 MUSD\nnull_rate: null\n"),
            "a: \"x # {y\"\nb: 'it''s ]'\nc: 1_000 MUSD\nnull_rate: null\n");
  EXPECT_EQ(layout_of("a: >-\n     one # two\n       three [\n\n     four\n\nb:\nnull_rate: 1\n"),
            "a: >-\n  one # two\n    three [\n\n  four\n\nb:\nnull_rate: 1\n");
  EXPECT_EQ(layout_of("- |\n    a\n- x\n"), "- |\n  a\n- x\n");
}

TEST(Layout, IsRefusedWhereItIsNotSafe) {
  for (const std::string text : {"a: one\n  two\n", "a: \"one\n  two\"\n", "---\na: 1\n",
                                 "a: [b: 1]\n", "a: |+\n  x\n\n", "a: |2\n    x\n"}) {
    std::string why;
    EXPECT_EQ(layout_of(text, &why), "") << text;
    EXPECT_NE(why.find("not_formatted"), std::string::npos) << text << why;
  }
}

TEST(Layout, OfEveryFileHereSaysTheSame) {
  int laid_out = 0;
  for (const auto& file : yaml_files()) {
    const std::string before = read_all(file);
    std::string why;
    const std::string after = layout_of(before, &why);
    Sources sources;
    Diagnostics ignored;
    const auto tree = parse_yaml(sources.add("before", before), ignored);
    if (!tree) continue;
    ASSERT_NE(after, "") << file << why;
    ++laid_out;
    const auto same = parse_yaml(sources.add("after", after), ignored);
    ASSERT_TRUE(same.has_value()) << file;
    EXPECT_EQ(*tree, *same) << file;
    EXPECT_EQ(layout_of(after), after) << file;
    EXPECT_EQ(std::ranges::count(after, '#'), std::ranges::count(before, '#')) << file;
  }
  EXPECT_GT(laid_out, 60);
}

class Fmt : public Program {};

TEST_F(Fmt, WritesTheLayoutAndTheScenarioStaysTheSame) {
  const fs::path written = fs::path(SETOFF_SOURCE_DIR) / "tests/data/every_key";
  fs::copy(written, path("every_key"), fs::copy_options::recursive);
  const std::string file = "every_key/scenario.yaml";
  const auto run = [&](const std::string& folder) {
    const auto ran = setoff("run " + file + " -o " + folder + " 2>&1");
    EXPECT_EQ(ran.status, 0) << ran.output;
    return root_of(folder + "/ledger.db");
  };
  const std::string root = run("before");
  const auto checked = setoff("fmt --check " + file + " 2>&1");
  EXPECT_EQ(checked.status, 1) << checked.output;
  EXPECT_TRUE(checked.says(file)) << checked.output;
  EXPECT_EQ(run("still"), root);
  EXPECT_EQ(setoff("fmt " + file + " 2>&1").status, 0);
  EXPECT_EQ(setoff("fmt --check " + file + " 2>&1").output, "");
  EXPECT_EQ(run("after"), root);
  const auto before = simulator::load_scenario(written / "scenario.yaml");
  const auto after = simulator::load_scenario(path(file));
  EXPECT_TRUE(after.scenario.has_value()) << render(after.diagnostics);
  EXPECT_EQ(before.tree, after.tree);
  EXPECT_EQ(before.variants, after.variants);
  EXPECT_EQ(before.provenance.size(), after.provenance.size());
}

TEST_F(Fmt, LeavesWhatItCannotLayOut) {
  const std::string text = "a: one\n  two\n";
  std::ofstream(path("a.yaml")) << text;
  const auto refused = setoff("fmt a.yaml 2>&1");
  EXPECT_EQ(refused.status, 2);
  EXPECT_TRUE(refused.says("a.yaml:1:4: error[not_formatted]")) << refused.output;
  EXPECT_EQ(read_all(path("a.yaml")), text);
  EXPECT_EQ(setoff("fmt none.yaml 2>&1").status, 3);
}

TEST_F(Fmt, KeepsLinksAndPermissions) {
  std::ofstream(path("a.yaml")) << "a:  1\n";
  fs::permissions(path("a.yaml"), fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink("a.yaml", path("b.yaml"));
  EXPECT_EQ(setoff("fmt b.yaml").output, "b.yaml\n");
  EXPECT_TRUE(fs::is_symlink(path("b.yaml")));
  EXPECT_EQ(read_all(path("a.yaml")), "a: 1\n");
  EXPECT_EQ(fs::status(path("a.yaml")).permissions(),
            fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(Fmt, AgreesWithTheShippedScenarios) {
  const Ran ran = setoff("fmt --check '" SETOFF_SOURCE_DIR "'/scenarios/*.yaml");
  EXPECT_EQ(ran.status, 0) << ran.output;
}

TEST_F(Fmt, AgreesWithTheScenariosToBeginWith) {
  for (const char* kind : {"minimal", "escrow", "two-way"}) {
    const std::string name(kind);
    EXPECT_EQ(setoff("new " + name + " -o " + name + ".yaml 2>&1").status, 0);
    EXPECT_EQ(setoff("fmt --check " + name + ".yaml 2>&1").output, "");
  }
}

}  // namespace
}  // namespace setoff::tests
