// check, run, test and explain over small scenarios: warnings and --strict, variants, files that
// cannot be read in between, and what a run leaves behind that does not come to its end.

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "tests/cli/program.h"
#include "tests/simulator/scenario/wired.h"

namespace setoff::tests {
namespace {

namespace fs = std::filesystem;

std::string with(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

class ScenarioCommands : public Program {
 protected:
  void SetUp() override {
    Program::SetUp();
    write("wired.yaml", simulator::wired_text());
    write("warned.yaml", with(simulator::wired_text(), "date: 2024-02-01", "date: 2042-02-01"));
    write("wrong.yaml", with(simulator::wired_text(), "flows: recorded", "flows: recorder"));
  }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path(name)) << text;
  }
  // Everything below the folder, sorted.
  [[nodiscard]] std::vector<std::string> files_below(const std::string& name) const {
    std::vector<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(path(name)))
      found.push_back(entry.path().lexically_relative(path(name)).string());
    std::ranges::sort(found);
    return found;
  }
};

TEST_F(ScenarioCommands, WarningsAreStatusZeroAndErrorsWithStrict) {
  const auto checked = setoff("check warned.yaml");
  EXPECT_EQ(checked.status, 0) << checked.output;
  EXPECT_TRUE(checked.says("warning[outside_run]: payments.recorded[0] is of 2042-02-01"));
  EXPECT_TRUE(checked.says("warned.yaml: OK (2024-01-01 to 2024-12-31, 0 expectations, 1 warning)"))
      << checked.output;
  EXPECT_EQ(setoff("check --strict wired.yaml").status, 0);
  const auto strict = setoff("check --strict warned.yaml");
  EXPECT_EQ(strict.status, 2);
  EXPECT_TRUE(strict.says("with --strict a warning is an error"));
  EXPECT_FALSE(strict.says(": OK"));
  const auto ran = setoff("run warned.yaml -o ran");
  EXPECT_EQ(ran.status, 0) << ran.output;
  EXPECT_TRUE(ran.says("warning[outside_run]"));
  EXPECT_EQ(setoff("run --strict warned.yaml -o strict").status, 2);
  EXPECT_FALSE(fs::exists(path("strict")));
}

TEST_F(ScenarioCommands, CheckTakesThePatchesOfARun) {
  EXPECT_EQ(setoff("check warned.yaml --strict --set 'payments.recorded=null'").status, 0);
  EXPECT_EQ(setoff("check wired.yaml --set flows=recorder").status, 2);
  EXPECT_EQ(setoff("check wired.yaml --variant none").status, 2);
}

// A sum that no 64 bits hold is refused by the books, and said; the run goes on to its last day.
TEST_F(ScenarioCommands, ASumThatDoesNotFitIsRefusedAndSaid) {
  write("large.yaml",
        with(with(simulator::wired_text(), "quantity: 100 MW", "quantity: 200_000_000 GW"),
             "    capacity: 150 MW\n", ""));
  EXPECT_EQ(setoff("check large.yaml").status, 0);
  const auto ran = setoff("run large.yaml -o large");
  EXPECT_EQ(ran.status, 0) << ran.output;
  EXPECT_TRUE(ran.says("invoice.issued      overflow")) << ran.output;
}

// A fault that only the run meets: the price of June.
TEST_F(ScenarioCommands, WhatWouldStopInTheMiddleIsFoundByCheckAndLeavesNothing) {
  write("stops.yaml", with(with(simulator::wired_text(), "price: 60 EUR/MWh", "price: index"),
                           "value: 60 }", "steps: { 2020-01-01: 60, 2024-06-01: -5 } }"));
  const auto before = files_below("");
  const auto checked = setoff("check stops.yaml");
  EXPECT_EQ(checked.status, 2) << checked.output;
  EXPECT_TRUE(checked.says("the run stops at exports.power.price")) << checked.output;
  EXPECT_TRUE(checked.says("a price must be above zero")) << checked.output;
  EXPECT_TRUE(checked.says("stops.yaml:23")) << checked.output;
  for (const std::string call :
       {"run stops.yaml -o stopped", "run stops.yaml", "test stops.yaml"}) {
    const auto stopped = setoff(call);
    EXPECT_EQ(stopped.status, 2) << call << "\n" << stopped.output;
    EXPECT_TRUE(stopped.says("stops.yaml")) << call << "\n" << stopped.output;
  }
  EXPECT_EQ(files_below(""), before);
}

TEST_F(ScenarioCommands, ARunLeavesItsResultsAndNothingElse) {
  ASSERT_EQ(setoff("run wired.yaml -o ran").status, 0);
  EXPECT_EQ(files_below("ran"),
            (std::vector<std::string>{"ledger.db", "manifest.json", "report.html", "series.csv",
                                      "summary.json"}));
}

// Killed at any time, a run leaves all of its results or none under the name of its folder.
TEST_F(ScenarioCommands, AKilledRunLeavesNothingThatLooksWhole) {
  for (int i = 0; i < 12; ++i) {
    const std::string folder = "killed-" + std::to_string(i);
    const std::string seconds = "0.0" + std::to_string(10 + 7 * i);
    static_cast<void>(shell("timeout -s KILL " + seconds +
                            " '" SETOFF_PROGRAM "' run wired.yaml -o " + folder +
                            " >/dev/null 2>&1"));
    if (fs::exists(path(folder))) {
      EXPECT_EQ(files_below(folder).size(), 5U) << folder;
    }
  }
}

TEST_F(ScenarioCommands, AFolderThatIsThereKeepsWhatIsInIt) {
  ASSERT_EQ(shell("mkdir kept && touch kept/notes").status, 0);
  ASSERT_EQ(setoff("run wired.yaml -o kept/").status, 0);
  EXPECT_EQ(files_below("kept").size(), 6U);
  EXPECT_EQ(setoff("run wired.yaml -o kept").status, 3);
  ASSERT_EQ(setoff("run wired.yaml").status, 0);
  ASSERT_EQ(setoff("run wired.yaml").status, 0);
  EXPECT_EQ(files_below("out/wired-2").size(), 5U);
}

TEST_F(ScenarioCommands, TestRunsEveryVariantAndGoesOnAfterAWrongFile) {
  write("varied.yaml",
        with(simulator::wired_text(), "uses:\n",
             "expect: [{ name: it flows, then: \"flow(power, 2024-06-01) == 2_400 MWh/day\" }]\n"
             "variants:\n  half: { exports.power.quantity: 50 MW }\n"
             "  same: { payments.behaviour.pays.share: 70 % }\nuses:\n"));
  const auto tested = setoff("test wrong.yaml varied.yaml none.yaml wired.yaml");
  EXPECT_EQ(tested.status, 3) << tested.output;
  for (const char* words :
       {"wrong.yaml: not run", "\nvaried.yaml\n", "\nvaried.yaml --variant half\n",
        "\nvaried.yaml --variant same\n", "none.yaml: not run", "\nwired.yaml\n",
        "got 1,200.000 MWh, expected == 2,400 MWh",
        "6 runs: 3 good, 1 with failures, 2 that could not run"})
    EXPECT_TRUE(tested.says(words)) << words << "\n" << tested.output;
  EXPECT_EQ(setoff("test varied.yaml").status, 1);
  const auto same = setoff("test varied.yaml --variant same");
  EXPECT_EQ(same.status, 0);
  EXPECT_TRUE(same.says("varied.yaml --variant same\n"));
  EXPECT_FALSE(same.says("--variant half"));
  EXPECT_EQ(setoff("test varied.yaml --variant half").status, 1);
  EXPECT_EQ(setoff("test varied.yaml --variant other").status, 2);
  EXPECT_EQ(setoff("test wired.yaml").status, 0);
}

TEST_F(ScenarioCommands, AFailureIsSaidWithComparisonSeparatorsAndDay) {
  write("failing.yaml",
        with(simulator::wired_text(), "uses:\n",
             "expect:\n"
             "  - { name: little is owed, then: \"claims(2024-12-31) <= 300 kEUR\" }\n"
             "  - { name: never more, always: \"claims() < 3 MEUR +- 10 kEUR\" }\n"
             "  - { name: published, kind: mark, severity: warning, then: \"paid() == 1 EUR\" }\n"
             "uses:\n"));
  const auto tested = setoff("test failing.yaml");
  EXPECT_EQ(tested.status, 1) << tested.output;
  EXPECT_TRUE(tested.says(", expected <= 300,000 EUR")) << tested.output;
  EXPECT_TRUE(tested.says("EUR on 2024-02-01, expected < 3,000,000 EUR +- 10,000 EUR"))
      << tested.output;
  EXPECT_TRUE(tested.says("checks of the file: 0 ok, 0 warnings, 2 failed")) << tested.output;
  EXPECT_TRUE(tested.says("published marks: 0 ok, 1 warning, 0 failed")) << tested.output;
}

TEST_F(ScenarioCommands, ExplainSaysWhereAValueIsFrom) {
  const auto value =
      setoff("explain wired.yaml exports.power.capacity --set 'exports.power.capacity=1 GW'");
  EXPECT_EQ(value.status, 0) << value.output;
  for (const char* words :
       {"exports.power.capacity: 1 GW\n", "24000 MWh/day", "upper bound of the flow", "--set:1:24",
        "instead of 150 MW (wired.yaml:"})
    EXPECT_TRUE(value.says(words)) << words << "\n" << value.output;
  const auto fallback = setoff("explain wired.yaml payments.late_fee");
  EXPECT_TRUE(fallback.says("payments.late_fee: 0 %/year (the default)")) << fallback.output;
  EXPECT_TRUE(setoff("explain wired.yaml").says("payments.late_fee: 0 %/year"));
  EXPECT_TRUE(setoff("explain --codes").says("window_closed"));
  const auto code = setoff("explain four_eyes");
  EXPECT_EQ(code.status, 0);
  EXPECT_TRUE(code.says(
      "four_eyes\n  means     the same person may not do both steps\n  is        refused: "))
      << code.output;
  const auto misspelled = setoff("explain four_eye");
  EXPECT_EQ(misspelled.status, 2);
  EXPECT_TRUE(misspelled.says("neither a file nor a code; did you mean 'four_eyes'?"))
      << misspelled.output;
  const auto wrong = setoff("explain wired.yaml payments.late_fe");
  EXPECT_EQ(wrong.status, 2);
  EXPECT_TRUE(wrong.says("did you mean 'late_fee'?")) << wrong.output;
  EXPECT_EQ(setoff("explain").status, 2);
  EXPECT_EQ(setoff("explain none.yaml time.from").status, 3);
  EXPECT_EQ(setoff("explain wrong.yaml time.from").status, 2);
}

}  // namespace
}  // namespace setoff::tests
