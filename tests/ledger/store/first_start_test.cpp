// A ledger that was being made when its program was killed: whatever is left is taken up by the
// next one who opens it for writing.

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "ledger/store/schema.h"
#include "ledger/store/sqlite_tables.h"
#include "tests/support/sample_ledger.h"

namespace setoff::tests {
namespace {

namespace fs = std::filesystem;

class FirstStart : public testing::Test {
 protected:
  [[nodiscard]] fs::path ledger() const { return folder_ / "ledger.db"; }
  void expect_a_new_ledger() const {
    auto journal = SqliteJournal::open(ledger(), OpenMode::create_or_write);
    ASSERT_TRUE(journal.has_value()) << journal.error().text();
    EXPECT_EQ((*journal)->size(), 0U);
    book_events(**journal);
    ASSERT_TRUE((*journal)->close().has_value());
    const auto tables = SqliteTables::open(ledger());
    ASSERT_TRUE(tables.has_value());
    EXPECT_TRUE((*tables)->check()->findings.empty());
    EXPECT_EQ(folder_.names(), std::vector<std::string>{"ledger.db"});
  }
  LedgerFolder folder_;
};

TEST_F(FirstStart, ThatLeftAnEmptyFileIsTakenUp) {
  std::ofstream(ledger()).flush();
  expect_a_new_ledger();
}

TEST_F(FirstStart, TakesUpNoLogOfALedgerThatIsGone) {
  {
    const auto journal = SqliteJournal::open(ledger(), OpenMode::create);
    book_events(**journal);
    fs::copy_file(ledger().string() + "-wal", folder_ / "kept-wal");
  }
  fs::remove(ledger());
  fs::rename(folder_ / "kept-wal", ledger().string() + "-wal");
  const auto journal = SqliteJournal::open(ledger(), OpenMode::create_or_write);
  ASSERT_FALSE(journal.has_value());
  EXPECT_NE(journal.error().detail.find("its write-ahead log"), std::string::npos);
  EXPECT_FALSE(fs::exists(ledger()));
}

// As it is in the middle of the transaction that makes the tables: pages in the file, what to take
// back beside it.
TEST_F(FirstStart, ThatWasKilledAmidItsTransactionIsTakenUp) {
  const auto child = fork();
  if (child == 0) {
    SQLite::Database database(ledger().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec("PRAGMA cache_size=1; PRAGMA cache_spill=1; BEGIN");
    database.exec(journal_sql() + tables_sql());
    database.exec("CREATE TABLE more (x); INSERT INTO more VALUES (randomblob(200000))");
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  ASSERT_EQ(status, 0);
  ASSERT_GT(fs::file_size(ledger()), 0U);
  ASSERT_TRUE(fs::exists(ledger().string() + "-journal"));
  expect_a_new_ledger();
}

// Wherever a timer catches it.
TEST_F(FirstStart, ThatWasKilledAnywhereIsTakenUp) {
  for (int after_us = 0; after_us < 20'000; after_us += 1'000) {
    for (const auto& name : folder_.names())
      fs::remove(folder_ / name);
    const auto child = fork();
    if (child == 0) {
      const itimerval when{{0, 0}, {0, after_us + 1}};
      std::signal(SIGALRM, SIG_DFL);
      setitimer(ITIMER_REAL, &when, nullptr);
      static_cast<void>(SqliteJournal::open(ledger(), OpenMode::create_or_write).has_value());
      _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    expect_a_new_ledger();
  }
}

}  // namespace
}  // namespace setoff::tests
