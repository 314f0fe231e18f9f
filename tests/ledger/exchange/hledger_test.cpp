#include "ledger/exchange/hledger.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "ledger/query/balances.h"
#include "tests/support/worked_example.h"

namespace setoff::tests {
namespace {

std::string exported(const std::vector<Entry>& entries) {
  HledgerExport journal;
  std::ostringstream out;
  for (const auto& entry : entries)
    journal.declare(entry);
  journal.print_head("example, with commas; and more", out);
  for (const auto& entry : entries)
    journal.print(entry, out);
  return out.str();
}

struct Ran {
  int status = 0;
  std::string out;
};

Ran run(const std::string& command) {
  Ran ran;
  std::FILE* pipe =
      popen((command + " 2>&1").c_str(), "r");  // NOLINT: fixed words and our own file
  if (pipe == nullptr) return {-1, {}};
  std::array<char, 4096> buffer{};
  while (std::fgets(buffer.data(), buffer.size(), pipe) != nullptr)
    ran.out += buffer.data();
  ran.status = pclose(pipe);
  return ran;
}

class HledgerFile : public ::testing::Test {
 protected:
  void SetUp() override {
    if (run("hledger --version").status != 0) GTEST_SKIP() << "hledger is not installed";
  }
  void TearDown() override { std::filesystem::remove(path_); }
  void write(const std::string& text) const { std::ofstream(path_) << text; }
  [[nodiscard]] Ran hledger(const std::string& words) const {
    return run("hledger -f " + path_ + " " + words);
  }

  const std::string path_ = testing::TempDir() + "setoff-hledger-" +
                            testing::UnitTest::GetInstance()->current_test_info()->name() +
                            ".journal";
};

TEST_F(HledgerFile, PassesEveryCheckOfHledger) {
  write(exported(worked_example_books().entries()));
  const auto checked = hledger("check --strict ordereddates payees");
  EXPECT_EQ(checked.status, 0) << checked.out;
}

TEST_F(HledgerFile, AgreesWithTheTrialBalanceToTheLastDigit) {
  const auto books = worked_example_books();
  write(exported(books.entries()));
  const auto theirs = hledger("bal -N -O csv --layout=bare --flat");
  ASSERT_EQ(theirs.status, 0) << theirs.out;
  std::map<std::string, std::string> by_account;
  std::istringstream lines(theirs.out);
  for (std::string line; std::getline(lines, line);) {
    std::erase(line, '"');
    const auto first = line.find(',');
    const auto second = line.find(',', first + 1);
    if (second == std::string::npos) continue;
    by_account[line.substr(0, first) + " " + line.substr(first + 1, second - first - 1)] =
        line.substr(second + 1);
  }
  const auto rows = trial_balance(books.state());
  for (const auto& row : rows)
    EXPECT_EQ(by_account[row.account + " " + std::string(row.commodity.code())],
              format_minor(row.amount, row.commodity.scale()))
        << row.account;
}

TEST_F(HledgerFile, OneMinorUnitChangedIsSeen) {
  auto text = exported(worked_example_books().entries());
  const auto at = text.find("151533387.29 EUR =");
  ASSERT_NE(at, std::string::npos);
  text.replace(at, 12, "151533387.28");
  write(text);
  EXPECT_NE(hledger("check --strict ordereddates").status, 0);
}

TEST(HledgerText, WritesRefusalsAndNotesAsComments) {
  auto entries = worked_example_books("2020-03-20").entries();
  entries[1].refusal = Code::window_closed;
  entries[1].postings.clear();
  const auto text = exported(entries);
  EXPECT_NE(text.find("goods.listed /test event-2, refused: window_closed"), std::string::npos)
      << text;
  EXPECT_NE(text.find("from example%2C with commas%3B and more"), std::string::npos);
  EXPECT_NE(text.find("commodity 1000.00 EUR"), std::string::npos);
}

}  // namespace
}  // namespace setoff::tests
