// A ledger whose files are taken away or replaced while it is open: nothing more counts as written.

#include <gtest/gtest.h>

#include "ledger/audit/verify.h"
#include "ledger/store/sqlite_tables.h"
#include "tests/support/sample_ledger.h"

namespace setoff::tests {
namespace {

namespace fs = std::filesystem;

class FilesOfALedger : public testing::Test {
 protected:
  FilesOfALedger() {
    journal_ = std::move(*SqliteJournal::open(ledger(), OpenMode::create));
    book_events(*journal_);
    book_ = std::move(*LedgerWriter::open(*journal_));
  }
  [[nodiscard]] fs::path ledger() const { return folder_ / "ledger.db"; }
  // Why the next event is not durable; "" if it is.
  std::string complaint() {
    const auto outcome = book_->submit(one_more_delivery(sent_++), Timestamp());
    if (!outcome) return outcome.error().text();
    const auto status = book_->commit();
    return status ? "" : status.error().text();
  }
  void expect_lost(const std::string& file, const std::string& what) {
    const auto there = journal_->probe();
    ASSERT_FALSE(there.has_value());
    EXPECT_NE(there.error().text().find(file + "' was " + what), std::string::npos)
        << there.error().text();
    EXPECT_NE(complaint().find("was " + what), std::string::npos);
    EXPECT_NE(complaint().find("was " + what), std::string::npos);  // and it stays so
    EXPECT_FALSE(journal_->close().has_value());
  }
  LedgerFolder folder_;
  std::unique_ptr<SqliteJournal> journal_;
  std::unique_ptr<LedgerWriter> book_;
  std::size_t sent_ = 0;
};

TEST_F(FilesOfALedger, AreThereUntilSomebodyTakesThemAway) {
  EXPECT_TRUE(journal_->probe().has_value());
  EXPECT_EQ(complaint(), "");
}

TEST_F(FilesOfALedger, AreMissedWhenTheLedgerIsRemoved) {
  fs::remove(ledger());
  expect_lost("ledger.db", "removed");
}

TEST_F(FilesOfALedger, AreMissedWhenTheLogIsRemoved) {
  fs::remove(folder_ / "ledger.db-wal");
  expect_lost("ledger.db-wal", "removed");
}

TEST_F(FilesOfALedger, AreMissedWhenTheIndexOfTheLogIsRemoved) {
  fs::remove(folder_ / "ledger.db-shm");
  expect_lost("ledger.db-shm", "removed");
}

TEST_F(FilesOfALedger, AreMissedWhenTheLedgerIsRenamed) {
  fs::rename(ledger(), folder_ / "elsewhere.db");
  expect_lost("ledger.db", "removed");
}

// Whoever loses its files leaves alone what has their names now, the log above all.
TEST_F(FilesOfALedger, ThatReplacedThemStayAsTheyAre) {
  for (const auto* suffix : {"", "-wal", "-shm"})
    fs::rename(ledger().string() + suffix, (folder_ / "moved.db").string() + suffix);
  auto other = std::move(*SqliteJournal::open(ledger(), OpenMode::create));
  book_events(*other);
  expect_lost("ledger.db", "replaced");
  EXPECT_TRUE(other->probe().has_value());
  const auto size = other->size();
  other.reset();
  const auto again = SqliteJournal::open(ledger(), OpenMode::read);
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ((*again)->size(), size);
}

// The same without a question in between: a close looks for itself.
TEST_F(FilesOfALedger, ThatWereReplacedAreNotTakenAwayByAClose) {
  for (const auto* suffix : {"", "-wal", "-shm"})
    fs::rename(ledger().string() + suffix, (folder_ / "moved.db").string() + suffix);
  auto other = std::move(*SqliteJournal::open(ledger(), OpenMode::create));
  book_events(*other);
  EXPECT_FALSE(journal_->close().has_value());
  EXPECT_TRUE(fs::exists(folder_ / "ledger.db-wal"));
  EXPECT_TRUE(other->probe().has_value());
}

}  // namespace
}  // namespace setoff::tests
