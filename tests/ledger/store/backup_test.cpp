// Backups: whole, sealed and of one moment, whoever writes the ledger meanwhile; never over a file.

#include "ledger/store/backup.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "ledger/audit/verify.h"
#include "ledger/store/sqlite_tables.h"
#include "tests/support/sample_ledger.h"

namespace setoff::tests {
namespace {

namespace fs = std::filesystem;

class BackupOf : public testing::Test {
 protected:
  [[nodiscard]] fs::path ledger() const { return folder_ / "ledger.db"; }
  [[nodiscard]] fs::path file() const { return folder_ / "backup.db"; }
  [[nodiscard]] Status back_up() const {
    SETOFF_TRY(backup, Backup::make(ledger(), file()));
    return backup.finish();
  }
  // Audited as a sealed file; its number of entries.
  static AuditReport audit(const fs::path& path) {
    const auto journal = SqliteJournal::open(path, OpenMode::read);
    const auto tables = SqliteTables::open(path);
    SETOFF_CHECK(journal.has_value() && tables.has_value());
    EXPECT_TRUE((*tables)->check()->sealed);
    auto report = verify(**journal, {}, tables->get());
    SETOFF_CHECK(report.has_value());
    EXPECT_TRUE(report->clean()) << report->findings.front().what;
    return *report;
  }
  LedgerFolder folder_;
};

TEST_F(BackupOf, AClosedLedgerIsItsCopy) {
  make_sample_ledger(ledger());
  ASSERT_TRUE(back_up().has_value());
  EXPECT_EQ(audit(file()).root, audit(ledger()).root);
  EXPECT_EQ(folder_.names(), (std::vector<std::string>{"backup.db", "ledger.db"}));
}

TEST_F(BackupOf, ALedgerThatIsOpenHasAllThatWasCommitted) {
  const auto journal = std::move(*SqliteJournal::open(ledger(), OpenMode::create));
  book_events(*journal);
  const auto made = back_up();
  ASSERT_TRUE(made.has_value()) << made.error().text();
  EXPECT_EQ(audit(file()).entries, journal->size());
  EXPECT_FALSE(fs::exists(file().string() + "-wal"));
}

TEST_F(BackupOf, ALedgerThatIsWrittenMeanwhileIsABeginningOfIt) {
  auto journal = std::move(*SqliteJournal::open(ledger(), OpenMode::create));
  book_events(*journal);
  auto book = std::move(*LedgerWriter::open(*journal));
  std::atomic<bool> enough{false};
  std::thread writer([&] {
    for (std::size_t i = 0; !enough; ++i) {
      SETOFF_CHECK(book->submit(one_more_delivery(i % 20'000), Timestamp()).has_value());
      SETOFF_CHECK(book->commit().has_value());
    }
  });
  std::vector<AuditReport> copies;
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(back_up().has_value());
    copies.push_back(audit(file()));
    fs::remove(file());
  }
  enough = true;
  writer.join();
  for (const auto& copy : copies) {
    EXPECT_GE(copy.entries, sample_events().size());
    const auto report = verify(*journal, ExpectedHead{copy.root, copy.entries}, nullptr);
    ASSERT_TRUE(report.has_value());
    EXPECT_TRUE(report->clean());
  }
}

TEST_F(BackupOf, ALedgerGoesOverNoFile) {
  make_sample_ledger(ledger());
  std::ofstream(file()) << "a letter";
  const auto made = back_up();
  ASSERT_FALSE(made.has_value());
  EXPECT_NE(made.error().text().find("never written over a file"), std::string::npos);
  fs::remove(file());
  fs::create_symlink("nowhere", file());
  EXPECT_FALSE(back_up().has_value());
  fs::remove(file());
  auto backup = Backup::make(ledger(), file());
  ASSERT_TRUE(backup.has_value());
  std::ofstream(file()) << "a letter";  // after the copy was made
  EXPECT_FALSE(backup->finish().has_value());
  EXPECT_EQ(fs::file_size(file()), 8U);
}

TEST_F(BackupOf, ALedgerThatIsNotKeptLeavesNothing) {
  make_sample_ledger(ledger());
  ASSERT_TRUE(Backup::make(ledger(), file()).has_value());
  EXPECT_EQ(folder_.names(), std::vector<std::string>{"ledger.db"});
  std::ofstream(folder_ / "text.db") << "this is a text, and a rather long one at that\n";
  EXPECT_FALSE(Backup::make(folder_ / "text.db", file()).has_value());
  EXPECT_FALSE(Backup::make(folder_ / "none.db", file()).has_value());
  EXPECT_EQ(folder_.names(), (std::vector<std::string>{"ledger.db", "text.db"}));
}

}  // namespace
}  // namespace setoff::tests
