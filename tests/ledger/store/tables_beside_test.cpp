// Tables that are written beside the booking: the same as otherwise, behind the journal after a
// kill at any moment, and no reason for the journal to stop when they cannot be written.

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>

#include "ledger/audit/verify.h"
#include "ledger/store/sqlite_tables.h"
#include "tests/support/sample_ledger.h"

namespace setoff::tests {
namespace {

namespace fs = std::filesystem;

class TablesBeside : public testing::Test {
 protected:
  [[nodiscard]] fs::path ledger() const { return folder_ / "ledger.db"; }
  [[nodiscard]] std::unique_ptr<SqliteJournal> open(OpenMode mode) const {
    auto journal = SqliteJournal::open(ledger(), mode, TablesAtOpen::background);
    SETOFF_CHECK(journal.has_value());
    return std::move(*journal);
  }
  [[nodiscard]] AuditReport report() const {
    const auto journal = SqliteJournal::open(ledger(), OpenMode::read);
    const auto tables = SqliteTables::open(ledger());
    SETOFF_CHECK(journal.has_value() && tables.has_value());
    auto report = verify(**journal, {}, tables->get());
    SETOFF_CHECK(report.has_value());
    return *report;
  }
  [[nodiscard]] std::string complaint() const {
    const auto audited = report();
    return audited.clean() ? "" : audited.findings.front().what;
  }
  LedgerFolder folder_;
};

TEST_F(TablesBeside, AreCompleteWhenTheFileIsClosed) {
  auto journal = open(OpenMode::create);
  book_events(*journal, 20);
  const auto read = journal->read(3);  // the connection is given back for it
  ASSERT_TRUE(read.has_value());
  book_events(*journal);
  const auto size = journal->size();
  ASSERT_TRUE(journal->close().has_value());
  const auto audited = report();
  EXPECT_TRUE(audited.clean());
  EXPECT_EQ(audited.entries, size);
  EXPECT_EQ(audited.notes, std::vector<std::string>());
  EXPECT_EQ(folder_.names(), std::vector<std::string>{"ledger.db"});
}

TEST_F(TablesBeside, FollowFromGroupToGroup) {
  auto journal = open(OpenMode::create);
  book_events(*journal);
  ASSERT_TRUE(journal->read(0).has_value());  // the last group's rows are written then
  SQLite::Database database(ledger().string(), SQLite::OPEN_READONLY);
  EXPECT_EQ(database.execAndGet("SELECT min(entries) FROM projection").getInt64(),
            static_cast<std::int64_t>(journal->size()));
}

// The child dies with the work of the other thread begun or done; its files stay as they were.
TEST_F(TablesBeside, AreBehindTheJournalAfterAKillAndNeverWrong) {
  for (std::size_t events = 1; events < 45; events += 3) {
    fs::remove(ledger());
    EXPECT_EXIT(
        {
          const auto journal = open(OpenMode::create);
          book_events(*journal, events);
          ::kill(::getpid(), SIGKILL);
        },
        testing::KilledBySignal(SIGKILL), "");
    EXPECT_EQ(complaint(), "") << events;  // as the kill left it
    auto journal = open(OpenMode::write);
    const auto size = journal->size();
    EXPECT_GE(size + 1, events);
    ASSERT_TRUE(journal->close().has_value());
    EXPECT_EQ(complaint(), "") << events;
    EXPECT_EQ(report().entries, size);
  }
}

TEST_F(TablesBeside, ThatCannotBeWrittenStopNoCommitAndAreReportedAtTheEnd) {
  auto journal = open(OpenMode::create);
  book_events(*journal, 10);
  ASSERT_TRUE(journal->read(0).has_value());
  {
    SQLite::Database(ledger().string(), SQLite::OPEN_READWRITE)
        .exec("INSERT INTO posting VALUES (15, 0, 0, NULL, 'EUR', 1, NULL, 1, NULL)");
  }
  book_events(*journal);
  const auto size = journal->size();
  EXPECT_GT(size, 30U);
  EXPECT_FALSE(journal->project().has_value());
  EXPECT_FALSE(journal->close().has_value());
  const auto made = SqliteJournal::rebuild(ledger());
  ASSERT_TRUE(made.has_value());
  EXPECT_EQ(*made, size);
  EXPECT_EQ(complaint(), "");
}

}  // namespace
}  // namespace setoff::tests
