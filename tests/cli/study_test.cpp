// Studies by the program: the same bytes for any number of threads, after a stop, and from shards;
// paths that become ledgers; comparisons; and what is refused.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/cli/program.h"
#include "tests/simulator/scenario/wired.h"

namespace setoff::tests {
namespace {

namespace fs = std::filesystem;

class Studies : public Program {
 protected:
  void SetUp() override {
    Program::SetUp();
    write("scheme.yaml", simulator::wired_text() + R"(
seed: 3
variants: { recorded_only: { payments.behaviour: null } }
uncertain:
  paid: { path: payments.behaviour.pays.share, set: triangular(40 %..80 %..95 %) }
  flow: { path: exports.power.quantity, factor: normal(mean 1 sd 10 %), each: quarter, moves_with: { cost: 50 % } }
  cost:
    path: imports.goods.wheat.price
    factor: { process: log_ornstein_uhlenbeck, half_life: 90 days, volatility: 30 % }
    each: quarter
)");
  }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path(name)) << text;
  }
  [[nodiscard]] std::string text_of(const std::string& name) const {
    std::ifstream in(path(name));
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
  }
  // 150 paths: three blocks.
  [[nodiscard]] Ran ensemble(const std::string& more) const {
    return setoff(
        "ensemble scheme.yaml 'stock(wheat) in kt' 'overdue(power) in kEUR' "
        "'ever stock(wheat) < 20 kt' --paths 150 " +
        more);
  }
  void expect_same(const std::string& one, const std::string& other) const {
    for (const char* file : {"/paths.csv", "/bands.csv", "/summary.json", "/report.html"}) {
      EXPECT_EQ(text_of(one + file), text_of(other + file)) << file;
      EXPECT_FALSE(text_of(one + file).empty()) << file;
    }
  }
};

TEST_F(Studies, AreTheSameForAnyNumberOfThreads) {
  ASSERT_EQ(ensemble("--threads 1 -o one").status, 0);
  for (const char* threads : {"2", "3", "7"}) {
    ASSERT_EQ(ensemble(std::string("-o t") + threads + " --threads " + threads).status, 0);
    expect_same("one", std::string("t") + threads);
  }
}

TEST_F(Studies, GoOnWhereTheyWereStopped) {
  ASSERT_EQ(ensemble("-o whole").status, 0);
  ASSERT_EQ(ensemble("-o stopped").status, 0);
  fs::remove(path("stopped/blocks/point-1-block-2.paths"));
  fs::remove(path("stopped/paths.csv"));
  write("stopped/blocks/point-1-block-2.paths.unfinished", "half of it");
  ASSERT_EQ(ensemble("-o stopped").status, 0);
  expect_same("whole", "stopped");
}

TEST_F(Studies, OfShardsAreThoseOfOne) {
  ASSERT_EQ(ensemble("-o whole").status, 0);
  EXPECT_EQ(ensemble("--shard 1/2 -o a").status, 0);
  EXPECT_EQ(setoff("merge a -o half").status, 1);
  EXPECT_EQ(ensemble("--shard 2/2 -o b").status, 0);
  EXPECT_EQ(setoff("merge a b -o put").status, 0);
  ASSERT_EQ(ensemble("-o put").status, 0);
  expect_same("whole", "put");
}

// What is asked and drawn as a band changes no path.
TEST_F(Studies, QuestionsMoveNoDraw) {
  ASSERT_EQ(ensemble("-o many").status, 0);
  ASSERT_EQ(setoff("ensemble scheme.yaml --paths 150 --band none -o none").status, 0);
  const auto digests = [&](const std::string& folder) {
    std::istringstream lines(text_of(folder + "/paths.csv"));
    std::string all;
    for (std::string line; std::getline(lines, line);)
      all += line.substr(line.rfind(',') + 1) + "\n";
    return all;
  };
  EXPECT_EQ(digests("many"), digests("none"));
}

TEST_F(Studies, PathsBecomeLedgers) {
  ASSERT_EQ(ensemble("-o paths").status, 0);
  for (const char* number : {"1", "64", "65", "150"}) {
    const auto replayed = setoff(std::string("replay paths --path ") + number);
    EXPECT_EQ(replayed.status, 0) << replayed.output;
    EXPECT_TRUE(replayed.says("the balances of the ledger are those of path"));
    const std::string folder = std::string("paths/path-") + number;
    EXPECT_EQ(setoff("audit verify " + folder + "/ledger.db").status, 0);
    EXPECT_TRUE(fs::exists(path(folder + "/report.html")));
  }
  EXPECT_NE(root_of("paths/path-1/ledger.db"), root_of("paths/path-64/ledger.db"));
  EXPECT_EQ(setoff("replay paths --path 151").status, 2);
  write("scheme.yaml", text_of("scheme.yaml") + "\n# changed\n");
  const auto changed = setoff("replay paths --path 2");
  EXPECT_EQ(changed.status, 2);
  EXPECT_TRUE(changed.says("has changed since the study was run"));
}

// A variant may take away what is uncertain.
TEST_F(Studies, OfAVariantDrawWhatItLeaves) {
  const auto varied = setoff(
      "compare scheme.yaml 'paid(power) in kEUR' --beside recorded_only --paths 20 -o varied");
  ASSERT_EQ(varied.status, 0) << varied.output;
  const auto replayed = setoff("replay varied --path 5 --point recorded_only");
  EXPECT_EQ(replayed.status, 0) << replayed.output;
  EXPECT_EQ(setoff("replay varied --path 5 --point other -o other").status, 2);
}

TEST_F(Studies, ComparedWithItselfADifferenceIsZero) {
  const auto same =
      setoff("compare scheme.yaml 'stock(wheat) in kt' --beside 'same:' --paths 70 -o same");
  ASSERT_EQ(same.status, 0) << same.output;
  const auto summary = text_of("same/summary.json");
  const auto differences = summary.substr(summary.find("\"differences\""));
  for (const char* zero :
       {"\"mean\": 0,", "\"low\": 0,", "\"high\": 0,", "\"more\": 0,", "\"less\": 0,"})
    EXPECT_NE(differences.find(zero), std::string::npos) << zero << differences;
}

TEST_F(Studies, SweepsHaveARowForEveryPointAndPath) {
  write("points.csv",
        "name,releases.approval.lag,payments.late_fee\nslow,60 days,\nfee,,5 %/year\n");
  ASSERT_EQ(setoff("sweep scheme.yaml 'stock(wheat)' --points points.csv --over "
                   "releases.approval.lag='5 days, 40 days' --paths 3 -o sweep")
                .status,
            0);
  const auto rows = text_of("sweep/paths.csv");
  EXPECT_EQ(std::ranges::count(rows, '\n'), 1 + 5 * 3);
  EXPECT_NE(rows.find("\nslow,releases.approval.lag=60 days,3,"), std::string::npos) << rows;
  EXPECT_NE(rows.find("\nreleases.approval.lag=40 days,releases.approval.lag=40 days,1,"),
            std::string::npos);
}

TEST_F(Studies, WhatDoesNotFitIsRefused) {
  ASSERT_EQ(ensemble("-o paths").status, 0);
  EXPECT_EQ(setoff("ensemble scheme.yaml --paths 150 -o paths").status, 2);
  EXPECT_EQ(setoff("ensemble scheme.yaml --paths 0").status, 2);
  EXPECT_EQ(setoff("ensemble scheme.yaml 'stok(wheat)'").status, 2);
  EXPECT_EQ(setoff("ensemble scheme.yaml 'ever stock(wheat, 2024-03-01) < 1 kt'").status, 2);
  EXPECT_EQ(setoff("compare scheme.yaml 'stock(wheat)'").status, 2);
  EXPECT_EQ(setoff("compare scheme.yaml 'stock(wheat)' --beside nothing").status, 2);
  EXPECT_EQ(setoff("sweep scheme.yaml 'stock(wheat)'").status, 2);
  EXPECT_EQ(setoff("replay nowhere --path 1").status, 3);
  fs::create_directory(path("other"));
  write("other/file", "of somebody");
  EXPECT_EQ(ensemble("-o other").status, 2);
  EXPECT_EQ(text_of("other/file"), "of somebody");
  // A block that was changed is never counted.
  auto block = text_of("paths/blocks/point-1-block-1.paths");
  block[block.size() / 2] ^= 1;
  write("paths/blocks/point-1-block-1.paths", block);
  const auto damaged = ensemble("-o paths");
  EXPECT_EQ(damaged.status, 1);
  EXPECT_TRUE(damaged.says("is damaged"));
}

}  // namespace
}  // namespace setoff::tests
