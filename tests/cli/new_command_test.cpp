// Scenarios to begin with: each runs as it is, and nothing is ever overwritten.

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <sstream>

#include "simulator/scenario/load.h"
#include "simulator/scenario/templates.h"
#include "tests/cli/program.h"

namespace setoff::tests {
namespace {

using NewScenario = Program;

TEST_F(NewScenario, OfEachKindRunsAsItIsWithoutAWarning) {
  for (const auto& one : simulator::scenario_templates()) {
    const std::string kind(one.kind);
    const std::string file = kind + ".yaml";
    EXPECT_EQ(setoff("new " + kind + " -o " + file).status, 0);
    const auto checked = setoff("check --strict " + file + " 2>&1");
    EXPECT_EQ(checked.status, 0) << checked.output;
    EXPECT_FALSE(checked.says("warning")) << checked.output;
    const auto ran = setoff("run --strict " + file + " -o " + kind + " 2>&1");
    EXPECT_EQ(ran.status, 0) << ran.output;
    EXPECT_FALSE(ran.says("warning[")) << ran.output;
    // Its variants, too, keep what it expects.
    const auto tested = setoff("test " + file + " 2>&1");
    EXPECT_EQ(tested.status, 0) << tested.output;
    EXPECT_EQ(setoff("new " + kind).output, one.text());
  }
}

TEST_F(NewScenario, IsMadeToBeRead) {
  for (const auto& one : simulator::scenario_templates()) {
    std::istringstream lines{std::string(one.text())};
    int comments = 0;
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(line.size(), 100U) << one.kind << ": " << line;
      EXPECT_EQ(line.find('{'), std::string::npos) << one.kind << " is in block style: " << line;
      comments += line.find('#') == std::string::npos ? 0 : 1;
    }
    EXPECT_GT(comments, 15) << one.kind;
    std::ofstream(path("one.yaml")) << one.text();
    const auto loaded = simulator::load_scenario(path("one.yaml"));
    ASSERT_TRUE(loaded.scenario.has_value()) << render(loaded.diagnostics);
    EXPECT_EQ(loaded.scenario->name, one.kind);
    for (const auto& row : loaded.provenance)
      EXPECT_EQ(row.tag, "assumed") << row.path;
  }
}

TEST_F(NewScenario, IsNeverWrittenOverAFile) {
  std::ofstream(path("mine.yaml")) << "mine\n";
  const auto refused = setoff("new escrow -o mine.yaml 2>&1");
  EXPECT_NE(refused.status, 0);
  EXPECT_TRUE(refused.says("mine.yaml")) << refused.output;
  std::ifstream file(path("mine.yaml"));
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), "mine\n");
}

TEST_F(NewScenario, KindsAreListedAndAWrongOneIsNamed) {
  const auto kinds = setoff("new");
  EXPECT_EQ(kinds.status, 0);
  for (const auto& one : simulator::scenario_templates())
    EXPECT_TRUE(kinds.says(std::string(one.kind))) << kinds.output;
  const auto typo = setoff("new escrew 2>&1");
  EXPECT_EQ(typo.status, 2);
  EXPECT_TRUE(typo.says("did you mean 'escrow'?")) << typo.output;
  EXPECT_EQ(setoff("new -o x.yaml 2>&1").status, 2);
}

}  // namespace
}  // namespace setoff::tests
